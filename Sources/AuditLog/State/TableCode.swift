/// Codes of the tables that statements name. The store has the same numbers in a list of its own, and a test compares
/// the two; the tables of gate.db are the kinds of its rows.
package enum TableCode {
    package static let person: UInt8 = 1
    package static let parameters: UInt8 = 5
    package static let identity: UInt8 = 6
    package static let keyring: UInt8 = 7
    package static let lookup: UInt8 = 8
    package static let generation: UInt8 = 9
    package static let wrap: UInt8 = 10
    package static let record: UInt8 = 11
    package static let file: UInt8 = 13
    package static let draft: UInt8 = 14
    /// Segments of search indexes: the row is the generation, the revision the segment's number.
    package static let searchIndex: UInt8 = 15
    /// Tables of gate.db have codes from here, those of vault.db below.
    package static let firstOfGate: UInt8 = 64
    package static let gateMaster = GateKind.master.rawValue
    package static let gateSystemSeed = GateKind.systemSeed.rawValue
    package static let gateLogSeed = GateKind.logSeed.rawValue
    package static let gateGeneration = GateKind.generation.rawValue
    package static let gateTagKey = GateKind.tagKey.rawValue
    package static let gatePerson = GateKind.person.rawValue
    package static let gateTombstone = GateKind.tombstone.rawValue
    /// Every table of gate.db, tombstones included.
    static let gateTables = Set(GateKind.allCases.map(\.rawValue))

    /// The tables of which ``LogFold/personRows`` holds the newest change of each row.
    static let marked: Set<UInt8> = [keyring, identity]
}
