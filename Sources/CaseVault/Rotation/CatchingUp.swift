import AuditLog
import VaultCrypto
import VaultStore

extension Vault {
    /// Folds in what came of newer keys since a session unlocked: without them it could not go on with what it may write.
    func catchUp(_ person: PersonSession) async throws(VaultError) {
        let before = person.caughtUp
        guard try opened().looksAtNewKeys(of: person) else { return }
        do throws(VaultError) {
            let isDone = try await begin { (core, transaction) throws(VaultError) in
                try core.takeUpWraps(person, in: transaction)
            }
            if !isDone { person.caughtUp = before }
        } catch {
            person.caughtUp = before
            throw error
        }
    }
}

extension VaultCore {
    /// Whether a grant waits for a person that replaces keys she holds, and was not looked at before.
    fileprivate func looksAtNewKeys(of person: PersonSession) -> Bool {
        let new = (fold.wraps[person.person] ?? [:]).filter { $0.key > person.caughtUp && $0.value.info.number > 1 }
        guard let newest = new.keys.max() else { return false }
        person.caughtUp = newest
        return new.values.contains { grant in
            person.keyring.items.contains {
                $0.name.caseID == grant.info.caseID && $0.name.compartment == grant.info.compartment
            }
        }
    }
}
