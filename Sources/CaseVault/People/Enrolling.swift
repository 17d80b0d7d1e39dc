import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension Vault {
    /// Redeems a one-time code: makes a person's keys, locks them with her passphrase, and enrols them.
    ///
    /// - Throws: `.unlockRefused` when there is no such invitation, the code is wrong, its five tries or its 72 hours are
    ///   over: the same, on purpose. `.invalid` for a passphrase against the rules.
    public func enrol(
        login: String, code: consuming EnrolmentCode, passphrase: consuming Passphrase
    ) async throws(VaultError) -> Enrolled {
        try passphrase.checkRules()
        let core = try opened()
        guard let redeemed = try core.redeem(login, code) else {
            try await refuseCode(core.gate.rowKey.lookup(.login, login))
            throw .unlockRefused
        }
        let newcomer = try Newcomer(redeemed, passphrase, core)
        _ = try await change { (core, transaction) throws(VaultError) in
            try core.stageRefusalCounts(in: transaction)
            try core.enrol(newcomer, in: transaction)
        }
        // It stands, whatever of its end could not be done.
        core.endSessionsOver()
        executor.join()
        let key = newcomer.identity.signing.id
        return Enrolled(login: login, key: key.hex, words: try core.words(of: newcomer.identity))
    }

    /// Tries a code without redeeming it, so that nobody chooses a passphrase for one that is not good.
    ///
    /// - Throws: `.unlockRefused` as `enrol`; a wrong code costs one of the five tries.
    public func checkCode(_ code: consuming EnrolmentCode, login: String) async throws(VaultError) {
        let core = try opened()
        guard try core.redeem(login, code) == nil else { return }
        try await refuseCode(core.gate.rowKey.lookup(.login, login))
        throw .unlockRefused
    }

    /// Logs a wrong code, also on a full disk: a try that is not counted would not be one of the five.
    private func refuseCode(_ login: RowID) async throws(VaultError) {
        _ = try await begin { (core, transaction) throws(VaultError) in
            try core.stageDenial(AttemptStatement(login: login, secret: .code), in: transaction)
        }
    }
}

/// An invitation whose code was right.
struct RedeemedInvitation {
    let invitation: Invitation
    let login: String
    /// The key that the code gives.
    let codeKey: HeldSigningKey
}

/// A person about to be enrolled: keys made, passphrase used, nothing written.
struct Newcomer {
    let redeemed: RedeemedInvitation
    let identity: Identity
    let locked: StoredRow
    let secret: HeldSecret
    let keyring: StoredRow
    /// What a person who gets new keys had before; it is replaced.
    let old: (identity: StoredRow?, keyring: StoredRow?, secrets: [GateRow])

    init(
        _ redeemed: RedeemedInvitation, _ passphrase: borrowing Passphrase, _ core: VaultCore
    ) throws(VaultError) {
        let person = redeemed.invitation.person
        let randomness = core.environment.randomness
        let seed = HeldSecret(Secret(random: randomness))
        let u = HeldSecret(Secret(random: randomness))
        self.redeemed = redeemed
        old = try core.replaced(by: redeemed.invitation)
        identity = try Identity(seed: seed, vault: core.id, person: person)
        try identity.tryWrap(randomness)
        locked = try IdentityLock(vault: core.id, person: person, parameters: core.parameters.parameters).locked(
            seed, passphrase, u: u, revision: (old.identity?.revision ?? 0) + 1, core.environment)
        secret = u
        keyring = try Keyring().sealed(
            as: person, revision: (old.keyring?.revision ?? 0) + 1, under: identity.keyringKey, core.gate.rowKey,
            randomness)
    }
}

extension Identity {
    /// Wraps something to the new key and opens it: a key that opens nothing is found before anything depends on it.
    fileprivate func tryWrap(_ randomness: Randomness) throws(VaultError) {
        let info = Tuple(.enrol, person)
        let trial = HeldSecret(Secret(random: randomness))
        let isSame: Bool
        do {
            let wrapped = try trial.withSecret { (trial) throws(WrapError) in
                try wrapping.publicKey.wrap(trial, info: info.bytes)
            }
            let opened = try wrapping.unwrap(wrapped, info: info)
            isSame = trial.withSecret { trial in opened.withSecret { $0.isEqual(to: trial) } }
        } catch {
            throw .damaged(.identity)
        }
        guard isSame else { throw .damaged(.identity) }
    }
}

extension VaultCore {
    /// How often a code may be tried.
    static let codeTries = 5

    /// The invitation of a login, if this is its code and it is still good; nil otherwise, which counts as a try at
    /// once.
    func redeem(_ login: String, _ code: borrowing EnrolmentCode) throws(VaultError) -> RedeemedInvitation? {
        let attempt = AttemptStatement(login: gate.rowKey.lookup(.login, login), secret: .code)
        if let redeemed = try redeem(login, attempt, code) { return redeemed }
        countUnstaged(attempt)
        return nil
    }

    private func redeem(
        _ login: String, _ attempt: AttemptStatement, _ code: borrowing EnrolmentCode
    ) throws(VaultError) -> RedeemedInvitation? {
        guard let person = logins[login], let invitation = fold.invitations[person],
            expiryTime < invitation.expires, fold.members[person]?.isActive ?? true
        else { return nil }
        let wrong = fold.attempts[attempt.login]?.codes.filter { $0 > invitation.seq }.count ?? 0
        guard wrong + (unstagedDenials[attempt] ?? 0) < Self.codeTries,
            let key = InvitationCode.key(code, vault: id, person: person),
            key.verifyingKey == invitation.codeKey
        else { return nil }
        return RedeemedInvitation(invitation: invitation, login: login, codeKey: key)
    }

    func enrol(_ newcomer: Newcomer, in transaction: borrowing StoreTransaction) throws(VaultError) {
        let identity = newcomer.identity
        let enrolment = Enrolment(
            vault: id, person: identity.person, invitation: newcomer.redeemed.invitation.seq,
            signingKey: identity.signing.verifyingKey, wrappingKey: identity.wrapping.publicKey, head: tail.prev)
        let message = enrolment.tuple.bytes
        let u = try gate.rows.sealed(
            newcomer.secret, for: identity.person, step: gate.rows.nextStep, environment.randomness)
        try stage(
            EntryDraft(.staffEnrol, by: .enrolling(identity.signing), object: .person),
            [
                RowEdit(old: newcomer.old.identity, new: newcomer.locked),
                RowEdit(old: newcomer.old.keyring, new: newcomer.keyring),
            ] + droppedWraps(of: identity.person) { _ in true },
            gate: GateChange(added: [u], removed: newcomer.old.secrets), in: transaction
        ) {
            EnrolStatement(
                enrolment: enrolment, signature: identity.signing.sign(message),
                codeSignature: newcomer.redeemed.codeKey.sign(message), effects: $0)
        }
    }

    /// Six words of a person's keys, derived slowly, for comparing by voice.
    func words(of identity: Identity) throws(VaultError) -> [String] {
        try words(signing: identity.signing.verifyingKey, wrapping: identity.wrapping.publicKey)
    }

    func words(signing: VerifyingKey, wrapping: WrappingPublicKey) throws(VaultError) -> [String] {
        do { return try Words.slowSix(of: Tuple(.keyId, id, signing, wrapping).bytes) } catch { throw .inputOutput }
    }
}

/// The code of an invitation: 128 random bits, from which the key derives that signs the enrolment.
enum InvitationCode {
    static let byteCount = 16

    /// e = Ed25519 pair from the seed B2(code; T("…/enrol/key", vault, person))
    static func key(_ code: borrowing SecretBuffer, vault: VaultID, person: PersonID) -> HeldSigningKey {
        HeldSigningKey(seed: HeldSecret(Blake2b.derive(code, Tuple(.enrolKey, vault, person))), vault: vault)
    }

    /// The key of a typed code; nil when what was typed is no code.
    static func key(_ typed: borrowing EnrolmentCode, vault: VaultID, person: PersonID) -> HeldSigningKey? {
        guard let code = try? SecretCode.code(typed: typed.buffer, byteCount: byteCount) else { return nil }
        return key(code, vault: vault, person: person)
    }
}
