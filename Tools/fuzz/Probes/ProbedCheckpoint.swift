import AuditLog
import VaultCrypto

/// Signed notes. One that is accepted is written again as it was, and nobody but the log signs for it.
enum ProbedCheckpoint: ProbedParser {
    static var seeds: [[UInt8]] {
        bodies.flatMap { checkpoint in
            withKey { key in
                let note = checkpoint.signed(by: key)
                var cosigned = note
                cosigned.add(NoteSignature(name: "witness.example", keyID: 7, bytes: Array(repeating: 1, count: 72)))
                return [note.bytes, cosigned.bytes]
            } ?? []
        }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let note = SignedCheckpoint(bytes: bytes) else { return .refused }
        guard bytes.count <= SignedCheckpoint.byteLimit, note.signatures.count <= SignedCheckpoint.signatureLimit
        else { return .broken(.tooLarge) }
        let isSigned = key.map { note.isSigned(by: $0) } ?? false
        if isSigned, !bodies.contains(note.checkpoint) { return .broken(.forged) }
        return .canonical(note.bytes, of: bytes)
    }

    private static let bodies = [(UInt64(1), UInt64(0)), (2, 1), (999_999_999_999_999, 999_999_999_999_999)].compactMap
    {
        origin, size in
        Origin(vault: VaultID(high: 1, low: 2), number: origin).map {
            Checkpoint(origin: $0, size: size, root: Digest(3, 4, 5, 6))
        }
    }

    private static let key = withKey { $0.verifyingKey }

    private static func withKey<R>(_ body: (borrowing SigningKey) -> R) -> R? {
        guard let seed = Secret(copying: Array(repeating: 9, count: 32)) else { return nil }
        return body(SigningKey(seed: seed))
    }
}
