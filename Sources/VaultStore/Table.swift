/// The kinds of rows in vault.db. The raw value goes into state roots and never changes its meaning.
package enum Table: UInt8, CaseIterable, Sendable {
    case person = 1
    case invitation = 2
    case assignment = 3
    case policy = 4
    case parameters = 5
    case identity = 6
    case keyring = 7
    case lookup = 8
    case generation = 9
    case wrap = 10
    case record = 11
    case statement = 12
    /// Since format 2.
    case file = 13
    case draft = 14
    /// Segments of search indexes: the id is `gen`, the revision counts the segments that generation ever had.
    case searchIndex = 15

    /// Whether a row of this table carries `gen`, the 16 random bytes that stand for a case, compartment and generation.
    package var hasGeneration: Bool {
        self == .record || self == .generation || self == .file
    }

    /// The name of the table in SQL: the name of the case.
    var name: String { Self.names[Int(rawValue)] }

    /// By code; a code that is kept free has no name.
    private static let names = codes.map { Table(rawValue: $0).map { String(describing: $0) } ?? "" }

    /// Every code up to the largest.
    static let codes = 0...(allCases.map(\.rawValue).max() ?? 0)
}
