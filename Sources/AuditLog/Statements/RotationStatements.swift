package import VaultCrypto

/// `key.rotate`: compartments of a case shall have new keys, and against whom; or, of case zero, every case shall.
///
/// It orders. Each `generation.make` of such a compartment carries it out, by somebody who holds the keys with `write`.
package struct RotateStatement: Statement {
    package static let label = Label.statementRotate
    /// Zero: all that every case holds under keys of now is to be sealed again under new ones.
    package let caseID: CaseID
    /// Who gets none of the new halves; nil when it is against nobody.
    package let against: PersonID?
    /// Ascending, each once; empty of case zero.
    package let compartments: [CompartmentField]

    package init(caseID: CaseID, against: PersonID?, compartments: [CompartmentField]) {
        (self.caseID, self.against) = (caseID, against)
        self.compartments = compartments.sorted { $0.text < $1.text }
    }

    package var tuple: Tuple {
        Tuple(Self.label, caseID, against ?? .zero, FieldList(compartments.map(\.text)))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        caseID = try reader.id(CaseKind.self)
        let person = try reader.id(PersonKind.self)
        against = person == .zero ? nil : person
        var compartments: [CompartmentField] = []
        for item in try reader.list() {
            guard let field = CompartmentField(text: String(decoding: item, as: UTF8.self)),
                compartments.last.map({ $0.text < field.text }) ?? true
            else { throw .badValue(field: 2) }
            compartments.append(field)
        }
        try reader.finish()
        guard (caseID == .zero) == compartments.isEmpty, caseID != .zero || against == nil
        else { throw .badValue(field: 2) }
        self.compartments = compartments
    }
}

/// `generation.rekey`: stored revisions of one compartment are sealed again, as they are, under its newest keys.
///
/// Each row keeps its revision; rows of attachments' files keep their bytes too and only change their generation.
package struct RekeyStatement: ChangingStatement {
    package static let label = Label.statementRekey
    package let caseID: CaseID
    /// Under which they lie from now on.
    package let generation: GenerationID
    package var effects: StatementEffects

    package init(caseID: CaseID, generation: GenerationID, effects: StatementEffects) {
        (self.caseID, self.generation, self.effects) = (caseID, generation, effects)
    }

    package var tuple: Tuple { Tuple(Self.label, caseID, generation, FieldList(effects.rows)) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 3)
        caseID = try reader.id(CaseKind.self)
        generation = try reader.id(GenerationKind.self)
        effects = try reader.effects(withGate: false)
    }
}

/// `generation.rekey` that ends: nothing lies under an older generation any more, and the gate's half of it goes.
package struct RetireStatement: ChangingStatement {
    package static let label = Label.statementRetire
    package let caseID: CaseID
    package let generation: GenerationID
    package var effects: StatementEffects

    package init(caseID: CaseID, generation: GenerationID, effects: StatementEffects) {
        (self.caseID, self.generation, self.effects) = (caseID, generation, effects)
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, caseID, generation, effects.gateCounter, effects.gateRoot, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 5)
        caseID = try reader.id(CaseKind.self)
        generation = try reader.id(GenerationKind.self)
        effects = try reader.effects(withGate: true)
    }
}
