import CaseVault
import VaultCrypto
import VaultStore

// Values that are the same in every process: a kept input that opened in one opens in the next.

extension Randomness {
    /// One byte, over and over.
    static func repeating(_ byte: UInt8) -> Randomness { Randomness { [UInt8](repeating: byte, count: $0) } }
}

extension HeldSecret {
    static func repeating(_ byte: UInt8) -> HeldSecret { HeldSecret(Secret(random: .repeating(byte))) }
}

extension StoredRow {
    /// A row as a writer of the database puts it there: of its place and its hash nothing is asked here.
    static func probed(_ table: Table, of person: PersonID = .zero, revision: UInt64 = 1, _ sealed: [UInt8]) -> Self {
        StoredRow(
            table: table, id: VaultStore.RowID(high: person.high, low: person.low), revision: revision, sealed: sealed,
            hash: RowHash(0, 0, 0, 0))
    }
}
