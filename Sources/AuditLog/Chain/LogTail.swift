package import VaultCrypto

/// The end of a log: all that appending needs, in O(log n) bytes.
///
/// A value: `appending` returns the tail after the entry, and the caller keeps it only once the line is durable.
package struct LogTail: Hashable, Sendable {
    package let origin: Origin
    /// The leaf hash of the last entry; zeros in an empty log.
    package private(set) var prev: SHA256Digest
    package private(set) var frontier: MerkleFrontier
    /// The origin's, written once.
    private let signaturePrefix: [UInt8]

    /// An empty log.
    package init(origin: Origin) {
        self.init(origin: origin, prev: .zero, frontier: MerkleFrontier())
    }

    /// A stored tail; the caller compares ``checkpoint`` with one that it trusts.
    package init(origin: Origin, prev: SHA256Digest, frontier: MerkleFrontier) {
        self.origin = origin
        self.prev = prev
        self.frontier = frontier
        signaturePrefix = origin.signaturePrefix
    }

    /// The number of entries, which is the seq of the next.
    package var size: UInt64 { frontier.size }

    /// What a checkpoint cut here says.
    package var checkpoint: Checkpoint { Checkpoint(origin: origin, size: size, root: frontier.root) }

    /// The tail after a line whose place in the chain the caller has checked.
    package func advanced(by line: [UInt8]) -> LogTail {
        var next = self
        next.advance(by: line)
        return next
    }

    /// The same in place.
    package mutating func advance(by line: [UInt8]) { advance(by: AuditEntry.leafHash(of: line)) }

    /// The same by its leaf hash.
    package mutating func advance(by leafHash: SHA256Digest) {
        prev = leafHash
        frontier.append(prev)
    }

    /// Builds, signs and chains the next entry. Nothing is stored and nothing is changed.
    ///
    /// - Parameter sign: signs the bytes with the key named in `fields.by`.
    /// - Throws: ``AppendError`` if the entry does not fit the format, before `sign` is called.
    package func appending(
        _ fields: EntryFields, sign: (_ message: [UInt8]) -> Signature
    ) throws(AppendError) -> AppendedEntry {
        guard fields.isWithinLimits, size <= EntryFormat.numberLimit else { throw .numberTooLarge }
        let unsigned = AuditEntry.unsigned(seq: size, prev: prev, fields: fields)
        let length = unsigned.count + EntryFormat.unsignedByteCount
        guard length <= EntryFormat.lineLimit else { throw .lineTooLong(byteCount: length) }
        let signature = sign(signaturePrefix + unsigned)
        let line = AuditEntry.line(unsigned, signature: signature)
        return AppendedEntry(
            entry: AuditEntry(seq: size, prev: prev, fields: fields, signature: signature), line: line,
            tail: advanced(by: line))
    }
}

/// The next entry, its line and the log's new tail.
package struct AppendedEntry: Hashable, Sendable {
    package let entry: AuditEntry
    /// Without LF.
    package let line: [UInt8]
    package let tail: LogTail
}

/// An entry that the format cannot hold.
package enum AppendError: Error, Hashable, Sendable {
    /// A number above ``EntryFormat/numberLimit``.
    case numberTooLarge
    /// More than ``EntryFormat/lineLimit`` bytes; known acts and flags cannot cause it.
    case lineTooLong(byteCount: Int)
}
