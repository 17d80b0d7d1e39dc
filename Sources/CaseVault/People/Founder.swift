import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// The first administrator while the vault is being made.
///
/// The vault id hashes her public keys, so her keys cannot derive from the vault id: of her, and only of her, the
/// derivation of the three keys names sixteen zero bytes as the vault.
struct Founder {
    let person: PersonID
    let roles: [RoleCode]
    let genesis: GenesisStatement
    private let seed: HeldSecret
    private let keys: Identity

    init(roles: [RoleCode], _ environment: VaultEnvironment) throws(VaultError) {
        self.roles = roles
        person = .random(environment.randomness)
        seed = HeldSecret(Secret(random: environment.randomness))
        keys = try Identity(seed: seed, vault: .zero, person: person)
        genesis = GenesisStatement(
            nonce: Blake2bDigest(bytes: environment.randomness.bytes(32)) ?? .zero,
            signingKey: keys.signing.verifyingKey, wrappingKey: keys.wrapping.publicKey,
            policyHash: Policy.standard.hash, created: environment.clock.now)
    }

    var signingKey: VerifyingKey { genesis.signingKey }
    var wrappingKey: WrappingPublicKey { genesis.wrappingKey }

    /// Her keys under the id that the log knows.
    func identity(in vault: VaultID) -> Identity { keys.named(in: vault) }

    /// Locks her seed with her passphrase.
    func lock(
        _ passphrase: borrowing Passphrase, u: HeldSecret, _ parameters: DerivationParameters, vault: VaultID,
        _ environment: VaultEnvironment
    ) throws(VaultError) -> StoredRow {
        try IdentityLock(vault: vault, person: person, parameters: parameters).locked(
            seed, passphrase, u: u, revision: 1, environment)
    }
}

extension Member {
    init(_ founder: Founder, _ key: KeyID) {
        self.init(
            person: founder.person, key: key, signingKey: founder.signingKey, wrappingKey: founder.wrappingKey,
            roles: founder.roles, since: 0, sinceTime: founder.genesis.created, confirmed: true)
    }
}

extension VaultCore {
    /// Writes the first three entries with the rows of the first person.
    func found(_ founder: Founder, _ session: PersonSession, _ identity: StoredRow) throws(VaultError) {
        let id = founder.person
        let row = id.retyped(as: RowKind.self)
        let names = PersonRow(login: session.login, name: "")
        let rows = [
            gate.rowKey.seal(names.bytes, as: .person, row, revision: 1, environment.randomness),
            gate.rowKey.seal(
                parameters.bytes, as: .parameters, gate.vault.retyped(as: RowKind.self), revision: 1,
                environment.randomness),
            identity,
            try session.keyring.sealed(
                as: id, revision: 1, under: session.identity.keyringKey, gate.rowKey, environment.randomness),
            gate.rowKey.seal(
                row.bytes, as: .lookup, gate.rowKey.lookup(.login, session.login), revision: 1,
                environment.randomness),
        ]
        try commitAlone { (core, transaction) throws(VaultError) in
            try core.stage(
                EntryDraft(.vaultCreate, by: .enrolling(session.identity.signing), object: .vault),
                founder.genesis, in: transaction)
            try core.stage(
                EntryDraft(.keySystem, by: .person(session), object: .key),
                rows.map { RowEdit(old: nil, new: $0) }, in: transaction
            ) { effects in
                KeysStatement(
                    person: id, roles: founder.roles, systemKey: core.gate.system.verifyingKey,
                    logKey: core.gate.log.verifyingKey,
                    effects: StatementEffects(rows: effects.rows, gate: core.gate.rows.state))
            }
            try core.stage(
                EntryDraft(.policySet, by: .person(session), object: .policy),
                PolicyStatement(policy: .standard), in: transaction)
        }
    }
}
