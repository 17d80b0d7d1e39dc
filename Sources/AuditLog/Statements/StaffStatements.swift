package import VaultCrypto

/// `staff.suspend`: from the next entry on her signatures are void and the gate gives her nothing. The rows are the
/// wraps that waited for her, which go.
package struct SuspendStatement: ChangingStatement {
    package static let label = Label.statementSuspend
    package let person: PersonID
    package var effects: StatementEffects

    package init(person: PersonID, effects: StatementEffects) { (self.person, self.effects) = (person, effects) }

    package var tuple: Tuple { Tuple(Self.label, person, FieldList(effects.rows)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 2)
        person = try reader.id(PersonKind.self)
        effects = try reader.effects(withGate: false)
    }
}

/// `staff.resume`: the suspension of this entry ends.
package struct ResumeStatement: Statement {
    package static let label = Label.statementResume
    package let person: PersonID
    /// The entry that suspended her.
    package let suspension: UInt64

    package init(person: PersonID, suspension: UInt64) { (self.person, self.suspension) = (person, suspension) }

    package var tuple: Tuple { Tuple(Self.label, person, suspension) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 2)
        person = try reader.id(PersonKind.self)
        suspension = try reader.u64()
        try reader.finish()
    }
}

/// `role.set`: her roles from the next entry on. The rows are the wraps that waited for her, which go.
package struct RoleStatement: ChangingStatement {
    package static let label = Label.statementRole
    package let person: PersonID
    package let roles: [RoleCode]
    package var effects: StatementEffects

    package init(person: PersonID, roles: [RoleCode], effects: StatementEffects) {
        (self.person, self.roles, self.effects) = (person, roles, effects)
    }

    package var tuple: Tuple { Tuple(Self.label, person, roles.field, FieldList(effects.rows)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        person = try reader.id(PersonKind.self)
        roles = try reader.roles()
        effects = try reader.effects(withGate: false)
    }
}

/// `staff.renew`: a member may redeem a code for new keys.
package struct RenewStatement: Statement {
    package static let label = Label.statementRenew
    package let person: PersonID
    /// Public half of the pair that the code gives; it signs the enrolment.
    package let codeKey: VerifyingKey
    /// Milliseconds since 1970, UTC.
    package let expires: UInt64

    package init(person: PersonID, codeKey: VerifyingKey, expires: UInt64) {
        (self.person, self.codeKey, self.expires) = (person, codeKey, expires)
    }

    package var tuple: Tuple { Tuple(Self.label, person, codeKey, expires) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        person = try reader.id(PersonKind.self)
        codeKey = try reader.fixed()
        expires = try reader.u64()
        try reader.finish()
    }
}

/// `conflict.declare`: the gate gives this person nothing of this case. The rows are the wraps of the case that waited
/// for her, which go.
package struct ConflictStatement: ChangingStatement {
    package static let label = Label.statementConflict
    package let caseID: CaseID
    package let person: PersonID
    package var effects: StatementEffects

    package init(caseID: CaseID, person: PersonID, effects: StatementEffects) {
        (self.caseID, self.person, self.effects) = (caseID, person, effects)
    }

    package var tuple: Tuple { Tuple(Self.label, caseID, person, FieldList(effects.rows)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        caseID = try reader.id(CaseKind.self)
        person = try reader.id(PersonKind.self)
        effects = try reader.effects(withGate: false)
    }
}
