import AuditLog
import VaultCrypto
import VaultStore

/// What opens with a person's passphrase, held instead of it until she has chosen a new one; wiped with the last
/// reference.
public final class ConfirmedPassphrase: Sendable {
    let person: PersonID
    let seed: HeldSecret
    /// Of the identity that it opened: what was confirmed is good for no other.
    let revision: UInt64

    init(_ person: PersonID, _ seed: HeldSecret, revision: UInt64) {
        (self.person, self.seed, self.revision) = (person, seed, revision)
    }
}

extension Vault {
    /// Consumes the present passphrase, so that the next one can be asked for with nothing of it in memory.
    ///
    /// - Throws: `.unlockRefused` when it is wrong, which the log counts.
    public func confirm(
        _ current: consuming Passphrase, in session: Session
    ) async throws(VaultError) -> ConfirmedPassphrase {
        let person = try person(session)
        let attempt = try UnlockAttempt(login: person.login, in: try opened())
        guard let seed = try attempt.seed(current), let revision = attempt.identityRevision else {
            try await refuse(attempt)
            throw .unlockRefused
        }
        return ConfirmedPassphrase(person.person, seed, revision: revision)
    }

    /// Changes one's own passphrase; the old one opens nothing afterwards, in this vault and in copies of vault.db made
    /// from now on.
    ///
    /// The new u is durable beside the old before the identity is locked with it, and the old is deleted after the
    /// commit (WriteOrdering.md, "Must", 3 and 4).
    ///
    /// - Throws: `.unlockRefused` when another person confirmed, or the passphrase was changed since; `.invalid` for a new
    ///   one against the rules.
    public func changePassphrase(
        in session: Session, _ confirmed: ConfirmedPassphrase, new: consuming Passphrase
    ) async throws(VaultError) {
        try new.checkRules()
        let person = try person(session)
        guard confirmed.person == person.person else { throw .unlockRefused }
        let change = try opened().relock(confirmed, of: person, with: new)
        let refusal = EntryDraft(.staffPassphrase, by: .person(person), object: .person)
        _ = try await self.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try core.stage(
                EntryDraft(.staffPassphrase, by: .person(person), object: .person),
                [RowEdit(old: change.old, new: change.new)], gate: try core.gateChange(change.u, of: person.person),
                in: transaction
            ) { PassphraseStatement(person: person.person, effects: $0) }
        }
    }

    /// `confirm` and `changePassphrase` in one.
    ///
    /// - Throws: `.invalid` for a new one against the rules; `.unlockRefused` when `current` is wrong.
    public func changePassphrase(
        in session: Session, current: consuming Passphrase, new: consuming Passphrase
    ) async throws(VaultError) {
        try new.checkRules()
        try await changePassphrase(in: session, try await confirm(current, in: session), new: new)
    }
}

/// An identity locked anew, not written yet.
private struct Relocking {
    let old: StoredRow
    let new: StoredRow
    let u: HeldSecret
}

extension VaultCore {
    fileprivate func relock(
        _ confirmed: ConfirmedPassphrase, of person: PersonSession, with passphrase: borrowing Passphrase
    ) throws(VaultError) -> Relocking {
        guard let old = try stored({ try store.row(.identity, StoredID(person.person)) }) else {
            throw .damaged(.identity)
        }
        // Somebody who knew the old one waits here with it while she changes hers.
        guard old.revision == confirmed.revision else { throw .unlockRefused }
        let u = HeldSecret(Secret(random: environment.randomness))
        let new = try IdentityLock(vault: id, person: person.person, parameters: parameters.parameters).locked(
            confirmed.seed, passphrase, u: u, revision: old.revision + 1, environment)
        return Relocking(old: old, new: new, u: u)
    }

    /// The new u, and every older one to be deleted.
    fileprivate func gateChange(_ u: HeldSecret, of person: PersonID) throws(VaultError) -> GateChange {
        GateChange(
            added: [try gate.rows.sealed(u, for: person, step: gate.rows.nextStep, environment.randomness)],
            removed: try gate.rows.personSecrets(person).map(\.row))
    }
}
