package import VaultCrypto

/// A line with everything about it that does not depend on the lines before: its leaf hash, the entry it spells, and
/// whether its signature is good under one key.
///
/// These are functions of the bytes alone, so they may be computed ahead and on several cores. What they mean is
/// decided by ``ChainVerifier``, line after line.
///
/// An object: it is handed on four times, and as a value of half a kilobyte each time cost as much as its hash.
package final class PreparedLine: Sendable {
    package let line: [UInt8]
    package let leafHash: SHA256Digest
    /// The entry, or the first thing that is wrong with the line.
    package let entry: Result<AuditEntry, EntrySyntaxError>
    let checked: CheckedSignature?

    package convenience init(_ line: [UInt8]) { self.init(line, after: [], key: { _, _ in .notAsked }) }

    private init(_ line: [UInt8], after prefix: [UInt8], key: (KeyID, UInt64) -> KeyAnswer) {
        self.line = line
        leafHash = AuditEntry.leafHash(of: line)
        do throws(EntrySyntaxError) {
            let entry = try AuditEntry(parsing: line)
            if case .valid(let key) = key(entry.fields.by, entry.seq) {
                checked = CheckedSignature(of: entry, line, by: key, after: prefix)
            } else {
                checked = nil
            }
            self.entry = .success(entry)
        } catch {
            (entry, checked) = (.failure(error), nil)
        }
    }

    /// Prepares lines on several cores.
    ///
    /// - Parameters:
    ///   - share: how many lines a core takes at a time.
    ///   - key: the keys known by now; must answer the same from several threads. A line whose key is not among them
    ///     is checked in its turn, and so is one whose key turns out to be another.
    /// - Returns: one result a line, in order.
    package static func prepare(
        _ lines: [[UInt8]], origin: Origin, share: Int, key: @Sendable (KeyID, UInt64) -> KeyAnswer
    ) -> [PreparedLine] {
        let prefix = origin.signaturePrefix
        return lines.mapOnAllCores(share: share) { PreparedLine($0, after: prefix, key: key) }
    }

    /// Whether the signature is good under this key; an earlier answer is used only if it was for the same key and log.
    package func isSigned(_ entry: AuditEntry, by key: VerifyingKey, after signaturePrefix: [UInt8]) -> Bool {
        if let checked, checked.key == key, checked.signaturePrefix == signaturePrefix { return checked.isGood }
        return CheckedSignature(of: entry, line, by: key, after: signaturePrefix).isGood
    }
}

/// Whether a line's signature is good under one key in one log; says nothing about the key's right to sign.
struct CheckedSignature: Hashable, Sendable {
    let key: VerifyingKey
    let signaturePrefix: [UInt8]
    let isGood: Bool
}

extension CheckedSignature {
    init(of entry: AuditEntry, _ line: [UInt8], by key: VerifyingKey, after signaturePrefix: [UInt8]) {
        self.init(
            key: key, signaturePrefix: signaturePrefix,
            isGood: key.isValid(entry.signature, for: AuditEntry.signedBytes(of: line, after: signaturePrefix)))
    }
}
