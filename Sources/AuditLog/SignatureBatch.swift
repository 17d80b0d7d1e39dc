import Dispatch
import Synchronization
package import VaultCrypto

/// Whether a line's signature is good under one key; says nothing about the key's right to sign.
package struct CheckedSignature: Hashable, Sendable {
    package let key: VerifyingKey
    package let isGood: Bool
}

/// Checks the signatures of some lines ahead of the chain, on several cores.
///
/// A signature is a function of key and bytes alone, so it may be checked before the entries before it are folded. The
/// verifier uses a result only if the key in force at that index is the key it was checked under.
package enum SignatureBatch {
    /// - Parameters:
    ///   - key: the keys known by now; a line whose key is not among them gets nothing and is checked in its turn.
    ///   - workers: how many cores to use.
    /// - Returns: one result a line, in order.
    package static func check(
        _ lines: [[UInt8]], origin: Origin, workers: Int, key: (KeyID, UInt64) -> KeyAnswer
    ) -> [CheckedSignature?] {
        let jobs = lines.map { line in job(line, key: key) }
        let prefix = origin.signaturePrefix
        let share = max(1, (jobs.count + workers - 1) / max(1, workers))
        let results = Mutex([CheckedSignature?](repeating: nil, count: jobs.count))
        DispatchQueue.concurrentPerform(iterations: (jobs.count + share - 1) / share) { part in
            let range = (part * share)..<min(jobs.count, (part + 1) * share)
            let checked = range.map { jobs[$0]?.run(lines[$0], prefix: prefix) }
            results.withLock { $0.replaceSubrange(range, with: checked) }
        }
        return results.withLock { $0 }
    }

    private struct Job: Sendable {
        let key: VerifyingKey
        let signature: Signature

        func run(_ line: [UInt8], prefix: [UInt8]) -> CheckedSignature {
            let signed = AuditEntry.signedBytes(of: line, after: prefix)
            return CheckedSignature(key: key, isGood: key.isValid(signature, for: signed))
        }
    }

    private static func job(_ line: [UInt8], key: (KeyID, UInt64) -> KeyAnswer) -> Job? {
        guard let entry = try? AuditEntry(parsing: line),
            case .valid(let key) = key(entry.fields.by, entry.seq)
        else { return nil }
        return Job(key: key, signature: entry.signature)
    }
}
