package import VaultCrypto

/// What entry 0 commits to; the vault id is the first 16 bytes of its hash.
package struct GenesisStatement: Statement {
    package static let label = Label.genesis
    /// 32 random bytes.
    package let nonce: Blake2bDigest
    package let signingKey: VerifyingKey
    package let wrappingKey: WrappingPublicKey
    package let policyHash: Blake2bDigest
    package let created: UInt64

    package init(
        nonce: Blake2bDigest, signingKey: VerifyingKey, wrappingKey: WrappingPublicKey, policyHash: Blake2bDigest,
        created: UInt64
    ) {
        (self.nonce, self.signingKey, self.wrappingKey) = (nonce, signingKey, wrappingKey)
        (self.policyHash, self.created) = (policyHash, created)
    }

    package var tuple: Tuple { Tuple(Self.label, nonce, signingKey, wrappingKey, policyHash, created) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 5)
        nonce = try reader.digest()
        signingKey = try reader.fixed()
        wrappingKey = try reader.fixed()
        policyHash = try reader.digest()
        created = try reader.u64()
        try reader.finish()
    }

    /// The id of the vault that begins here.
    package var vault: VaultID { VaultID(prefixOf: Blake2b.hash(tuple)) }
}

/// `key.system`: the first administrator as a person, and the keys with which the gate signs.
package struct KeysStatement: ChangingStatement {
    package static let label = Label.statementKeys
    package let person: PersonID
    package let roles: [RoleCode]
    package let systemKey: VerifyingKey
    package let logKey: VerifyingKey
    package var effects: StatementEffects

    package init(
        person: PersonID, roles: [RoleCode], systemKey: VerifyingKey, logKey: VerifyingKey, effects: StatementEffects
    ) {
        (self.person, self.roles, self.systemKey, self.logKey) = (person, roles, systemKey, logKey)
        self.effects = effects
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, person, roles.field, systemKey, logKey, effects.gateCounter, effects.gateRoot,
            FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 7)
        person = try reader.id(PersonKind.self)
        roles = try reader.roles()
        systemKey = try reader.fixed()
        logKey = try reader.fixed()
        effects = try reader.effects(withGate: true)
    }
}

/// `policy.set`: the policy in force from this entry on.
package struct PolicyStatement: Statement {
    package static let label = Label.statementPolicy
    package let policy: Policy

    package init(policy: Policy) { self.policy = policy }

    package var tuple: Tuple { Tuple(Self.label, policy.tuple) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 1)
        policy = try Policy(decoding: Array(try reader.next()))
        try reader.finish()
    }
}

/// `state`: the expected database, as roots over its rows.
package struct StateStatement: Statement {
    package static let label = Label.state
    /// Root of vault.db without log and checkpoints.
    package let vaultRoot: SHA256Digest
    package let gate: GateState

    package init(vaultRoot: SHA256Digest, gate: GateState) { (self.vaultRoot, self.gate) = (vaultRoot, gate) }

    package var tuple: Tuple { Tuple(Self.label, vaultRoot, gate.root, gate.counter) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        vaultRoot = try reader.digest(SHA256Hash.self)
        let root = try reader.digest(SHA256Hash.self)
        gate = GateState(counter: try reader.u64(), root: root)
        try reader.finish()
    }
}
