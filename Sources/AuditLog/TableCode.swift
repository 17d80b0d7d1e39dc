/// Codes of the tables that statements name; VaultStore and the gate use the same numbers.
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
    /// x; its row is zero.
    package static let gateMaster: UInt8 = 65
    /// The seeds of the gate's two keys; their row is zero.
    package static let gateSystemSeed: UInt8 = 66
    package static let gateLogSeed: UInt8 = 67
    /// q, by generation.
    package static let gateGeneration: UInt8 = 68
    /// t, by case.
    package static let gateTagKey: UInt8 = 69
    /// u, by person.
    package static let gatePerson: UInt8 = 70
    /// Where q was, by generation.
    package static let gateTombstone: UInt8 = 71
    /// Every table of gate.db, tombstones (71) included.
    static let gateTables: ClosedRange<UInt8> = 65...71
}
