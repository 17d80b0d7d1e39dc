extension Policy {
    /// The policy a new vault begins with; entry 0 commits to its hash (Statements.md, "The policy").
    package static let standard = Policy(rules: Dictionary(uniqueKeysWithValues: standardRows))

    private static let columns: [RoleCode] = [
        .caseLead, .coordinator, .attorney, .jurist, .psychologist, .house, .helpline, .application,
    ]

    private static let standardRows: [(CompartmentCode, Rule)] = [
        row(.header, "rw rw rw rw rw rw rw rw", .coordinators),
        row(.identity, "rwg g r r r - wo -", .coordinators, .partly),
        row(.core, "rwg g r r - - wo -", .coordinators, .whole),
        row(.risk, "rwg g r r rw - wo -", .coordinators, .whole),
        row(.legal, "r g rw rw - - - -", .coordinators, .whole),
        row(.attorney, "- - rw - - - - -", .nobody, .whole, escrowed: false),
        row(.psych, "- - - - rwg - - -", .assigned, .whole),
        row(.processNotes, "- - - - wo - - -", .nobody, .none, escrowed: false, transferable: false),
        row(.medical, "wo g r - - - - -", .coordinators, .whole),
        row(.stay, "r g - - - rw - -", .coordinators),
        row(.care, "r rg - - - rw - rw", .coordinators),
        row(.children, "rw g r r rw - wo -", .coordinators, .whole),
        row(.coordination, "rw rwg r r - - - -", .coordinators, .whole),
        row(.consent, "rw rg r rw r r wo -", .coordinators, .whole),
        row(.stat, "rw rg r r r r wo r", .coordinators),
        row(.emergency, "rw rg - - - r r -", .coordinators),
    ]

    private static func row(
        _ compartment: CompartmentCode, _ letters: String, _ custodians: Custodians, _ indexing: Indexing = .none,
        escrowed: Bool = true, transferable: Bool = true
    ) -> (CompartmentCode, Rule) {
        let cells = letters.split(separator: " ").map { Rights(letters: $0) ?? [] }
        let rights = Dictionary(uniqueKeysWithValues: zip(columns, cells))
        let rule = Rule(
            rights: rights.filter { !$0.value.isEmpty }, custodians: custodians, escrowed: escrowed,
            transferable: transferable, indexing: indexing)
        return (compartment, rule)
    }
}
