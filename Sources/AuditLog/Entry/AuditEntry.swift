package import VaultCrypto

/// One line of the log, decoded: what the writer chose, its place in the chain and the signature over both.
package struct AuditEntry: Hashable, Sendable {
    /// The leaf index, from 0.
    package let seq: UInt64
    /// The leaf hash of the entry before; zeros in entry 0.
    package let prev: SHA256Digest
    package let fields: EntryFields
    /// By the key named in ``EntryFields/by``, over ``signedBytes(of:origin:)``.
    package let signature: Signature

    package init(seq: UInt64, prev: SHA256Digest, fields: EntryFields, signature: Signature) {
        self.seq = seq
        self.prev = prev
        self.fields = fields
        self.signature = signature
    }

    /// What is signed: `casevault/v1/audit-entry` LF, origin, LF, and the line before `,"sig":"`.
    ///
    /// - Parameter line: a line that ``init(parsing:)`` accepts; of a shorter one nothing but the prefix is signed.
    package static func signedBytes(of line: [UInt8], origin: Origin) -> [UInt8] {
        signedBytes(of: line, after: origin.signaturePrefix)
    }

    static func signedBytes(of line: [UInt8], after signaturePrefix: [UInt8]) -> [UInt8] {
        signaturePrefix + line.dropLast(EntryFormat.unsignedByteCount)
    }

    /// The leaf hash of a line: SHA-256 over a zero byte and the whole line without LF (RFC 6962).
    package static func leafHash(of line: [UInt8]) -> SHA256Digest { SHA256Hash.merkleLeaf(line) }
}
