import AuditLog
import CaseVault
import VaultCrypto

/// A remembered head, which a power cut may have torn and anybody may write who can write beside the gate. With its last line
/// one of ours alone is read; a file of three lines, of an earlier version, has none to tell by.
enum ProbedHead: ProbedParser {
    static let seeds: [[UInt8]] = heads.flatMap { [HeadFile.contents($0), $0.body] } + torn

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let head = HeadFile.head(bytes) else { return .refused }
        if bytes == head.body { return .accepted }
        guard heads.contains(head) else { return .broken(.forged) }
        return .canonical(HeadFile.contents(head), of: bytes)
    }

    private static let heads = [UInt64(0), 17, 18, 999_999_999_999_999].compactMap { size in
        Origin(vault: VaultID(high: 1, low: 2), number: 1 + size % 2).map {
            Checkpoint(origin: $0, size: size, root: SHA256Hash.hash(size.fieldBytes))
        }
    }

    /// The beginning of one over the end of another.
    private static let torn: [[UInt8]] = {
        let (old, new) = (HeadFile.contents(heads[1]), HeadFile.contents(heads[2]))
        return [40, 60, 100].map { Array(new.prefix($0) + old.dropFirst($0)) }
    }()
}
