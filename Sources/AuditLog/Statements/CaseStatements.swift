package import VaultCrypto

/// `case.create`: the case, its reference and its lead; the header and the label are among the rows.
package struct CaseStatement: ChangingStatement {
    package static let label = Label.statementCase
    package let caseID: CaseID
    /// The six symbols of the reference.
    package let reference: String
    package let lead: PersonID
    /// The first members: the lead, and the maker unless she only passes the halves on.
    package let members: [PersonID]
    package var effects: StatementEffects

    package init(
        caseID: CaseID, reference: String, lead: PersonID, members: [PersonID], effects: StatementEffects
    ) {
        (self.caseID, self.reference, self.lead) = (caseID, reference, lead)
        (self.members, self.effects) = (members, effects)
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, caseID, reference, lead, FieldList(members), effects.gateCounter, effects.gateRoot,
            FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 7)
        caseID = try reader.id(CaseKind.self)
        reference = try reader.text()
        lead = try reader.id(PersonKind.self)
        members = try reader.identifiers(PersonKind.self)
        effects = try reader.effects(withGate: true)
    }
}

/// `case.assign`, `case.unassign`: a person's membership of a case begins or ends.
package struct AssignStatement: Statement {
    package static let label = Label.statementAssign
    package let caseID: CaseID
    package let person: PersonID
    package let assigned: Bool

    package init(caseID: CaseID, person: PersonID, assigned: Bool) {
        (self.caseID, self.person, self.assigned) = (caseID, person, assigned)
    }

    package var tuple: Tuple { Tuple(Self.label, caseID, person, UInt8(assigned ? 1 : 0)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        caseID = try reader.id(CaseKind.self)
        person = try reader.id(PersonKind.self)
        assigned = try reader.flag()
        try reader.finish()
    }
}

/// `case.close`, `case.reopen`: the new state stands in the header, the row that changes.
package struct CaseStateStatement: ChangingStatement {
    package static let label = Label.statementCaseState
    package let caseID: CaseID
    package let closed: Bool
    package var effects: StatementEffects

    package init(caseID: CaseID, closed: Bool, effects: StatementEffects) {
        (self.caseID, self.closed, self.effects) = (caseID, closed, effects)
    }

    package var tuple: Tuple {
        Tuple(Self.label, caseID, UInt8(closed ? 1 : 0), FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        caseID = try reader.id(CaseKind.self)
        closed = try reader.flag()
        effects = try reader.effects(withGate: false)
    }
}
