import AuditLog
import VaultCrypto
import VaultStore

extension Vault {
    /// Folds in what came of newer keys since a session unlocked: without them it could not go on with what it may write.
    func catchUp(_ person: PersonSession) async throws(VaultError) {
        let newest = try opened().newestRotated(for: person)
        guard newest > person.caughtUp else { return }
        person.caughtUp = newest
        try await begin { (core, transaction) throws(VaultError) in
            try core.takeUpWraps(person, in: transaction)
        }
    }
}

extension VaultCore {
    /// The newest grant that waits for a person and replaces keys she holds; 0 when there is none.
    fileprivate func newestRotated(for person: PersonSession) -> UInt64 {
        guard let waiting = fold.wraps[person.person], !waiting.isEmpty else { return 0 }
        let replaced = waiting.filter { _, grant in
            grant.info.number > 1
                && person.keyring.items.contains {
                    $0.name.caseID == grant.info.caseID && $0.name.compartment == grant.info.compartment
                }
        }
        return replaced.keys.max() ?? 0
    }
}
