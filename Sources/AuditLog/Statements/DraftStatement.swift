package import VaultCrypto

/// `draft.save` of a text: a draft is written, written anew, or discarded; its row is the one that changes.
///
/// Whose it is and of which case stands here and not in the row alone, so that the fold knows what may be opened, and
/// what goes when the case is erased, without the person's key.
package struct DraftStatement: ChangingStatement {
    package static let label = Label.statementDraft
    package let person: PersonID
    package let caseID: CaseID
    package var effects: StatementEffects

    package init(person: PersonID, caseID: CaseID, effects: StatementEffects) {
        (self.person, self.caseID, self.effects) = (person, caseID, effects)
    }

    package var tuple: Tuple { Tuple(Self.label, person, caseID, FieldList(effects.rows)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        person = try reader.id(PersonKind.self)
        caseID = try reader.id(CaseKind.self)
        effects = try reader.effects(withGate: false)
    }
}
