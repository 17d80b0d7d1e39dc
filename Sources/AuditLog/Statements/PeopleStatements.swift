package import VaultCrypto

/// `staff.invite`: a person who may redeem a code.
package struct InviteStatement: ChangingStatement {
    package static let label = Label.statementInvite
    package let person: PersonID
    package let roles: [RoleCode]
    /// Public half of the pair that the code gives; it signs the enrolment.
    package let codeKey: VerifyingKey
    /// Milliseconds since 1970, UTC.
    package let expires: UInt64
    package var effects: StatementEffects

    package init(
        person: PersonID, roles: [RoleCode], codeKey: VerifyingKey, expires: UInt64, effects: StatementEffects
    ) {
        (self.person, self.roles, self.codeKey) = (person, roles, codeKey)
        (self.expires, self.effects) = (expires, effects)
    }

    package var tuple: Tuple {
        Tuple(Self.label, person, roles.field, codeKey, expires, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 5)
        person = try reader.id(PersonKind.self)
        roles = try reader.roles()
        codeKey = try reader.fixed()
        expires = try reader.u64()
        effects = try reader.effects(withGate: false)
    }
}

/// What an enrolment signs, by the new key and by the code's key.
package struct Enrolment: Hashable, Sendable {
    package let vault: VaultID
    package let person: PersonID
    /// The entry of the invitation.
    package let invitation: UInt64
    package let signingKey: VerifyingKey
    package let wrappingKey: WrappingPublicKey
    /// Leaf hash of the newest entry when the code was redeemed.
    package let head: SHA256Digest

    package init(
        vault: VaultID, person: PersonID, invitation: UInt64, signingKey: VerifyingKey,
        wrappingKey: WrappingPublicKey, head: SHA256Digest
    ) {
        (self.vault, self.person, self.invitation) = (vault, person, invitation)
        (self.signingKey, self.wrappingKey, self.head) = (signingKey, wrappingKey, head)
    }

    package var tuple: Tuple { Tuple(.enrol, vault, person, invitation, signingKey, wrappingKey, head) }

    init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: .enrol, count: 6)
        vault = try reader.id(VaultKind.self)
        person = try reader.id(PersonKind.self)
        invitation = try reader.u64()
        signingKey = try reader.fixed()
        wrappingKey = try reader.fixed()
        head = try reader.digest(SHA256Hash.self)
        try reader.finish()
    }
}

/// `staff.enrol`: the enrolment and the signature of the code's key; the new key signs the entry itself.
package struct EnrolStatement: ChangingStatement {
    package static let label = Label.statementEnrol
    package let enrolment: Enrolment
    /// By the new signing key, over the enrolment's tuple.
    package let signature: Signature
    /// By the code's key, over the same tuple.
    package let codeSignature: Signature
    package var effects: StatementEffects

    package init(
        enrolment: Enrolment, signature: Signature, codeSignature: Signature, effects: StatementEffects
    ) {
        (self.enrolment, self.signature) = (enrolment, signature)
        (self.codeSignature, self.effects) = (codeSignature, effects)
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, enrolment.tuple, signature, codeSignature, effects.gateCounter, effects.gateRoot,
            FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 6)
        enrolment = try Enrolment(decoding: Array(try reader.next()))
        signature = try reader.fixed()
        codeSignature = try reader.fixed()
        effects = try reader.effects(withGate: true)
    }
}

/// `staff.confirm`: the six words of this key were compared by voice.
package struct ConfirmStatement: Statement {
    package static let label = Label.statementConfirm
    package let person: PersonID
    package let key: KeyID

    package init(person: PersonID, key: KeyID) { (self.person, self.key) = (person, key) }

    package var tuple: Tuple { Tuple(Self.label, person, key) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 2)
        person = try reader.id(PersonKind.self)
        key = try reader.id(KeyKind.self)
        try reader.finish()
    }
}

/// `staff.passphrase`: the person's identity is locked anew.
package struct PassphraseStatement: ChangingStatement {
    package static let label = Label.statementPassphrase
    package let person: PersonID
    package var effects: StatementEffects

    package init(person: PersonID, effects: StatementEffects) { (self.person, self.effects) = (person, effects) }

    package var tuple: Tuple {
        Tuple(Self.label, person, effects.gateCounter, effects.gateRoot, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 4)
        person = try reader.id(PersonKind.self)
        effects = try reader.effects(withGate: true)
    }
}

/// `session.unlock`, `session.denied`: the look-up value of the login as typed, known or not.
package struct AttemptStatement: Statement, Hashable {
    package static let label = Label.statementAttempt
    /// What was tried.
    package enum Secret: String, Hashable, Sendable { case passphrase, code }
    package let login: RowID
    package let secret: Secret

    package init(login: RowID, secret: Secret) { (self.login, self.secret) = (login, secret) }

    package var tuple: Tuple { Tuple(Self.label, login, secret.rawValue) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 2)
        login = try reader.id(RowKind.self)
        guard let secret = Secret(rawValue: try reader.text()) else { throw .badValue(field: reader.nextField - 1) }
        self.secret = secret
        try reader.finish()
    }
}
