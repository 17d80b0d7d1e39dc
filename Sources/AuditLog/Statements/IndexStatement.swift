package import VaultCrypto

/// `index.rebuild`: new segments of a generation's index.
package struct IndexStatement: ChangingStatement {
    package static let label = Label.statementIndex
    /// The most segments that one entry may make, and the most it may remove: a statement stays below a megabyte.
    package static let mostSegments = 4_096

    package let caseID: CaseID
    package let generation: GenerationID
    /// Records that stood in no segment and now do, each at its newest revision.
    package let items: [ReadStatement.Item]
    package var effects: StatementEffects

    package init(
        caseID: CaseID, generation: GenerationID, items: [ReadStatement.Item], effects: StatementEffects
    ) {
        (self.caseID, self.generation, self.items, self.effects) = (caseID, generation, items, effects)
    }

    package var tuple: Tuple {
        Tuple(Self.label, caseID, generation, FieldList(items), FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 4)
        caseID = try reader.id(CaseKind.self)
        generation = try reader.id(GenerationKind.self)
        items = try reader.items()
        guard Set(items.map(\.record)).count == items.count else { throw .badValue(field: reader.nextField - 1) }
        effects = try reader.effects(withGate: false)
    }
}
