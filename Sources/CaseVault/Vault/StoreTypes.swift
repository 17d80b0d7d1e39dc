import AuditLog
import VaultCrypto
package import VaultStore

// Ids in the vault are VaultCrypto's; the store below has types of its own for the same bytes.
typealias RowID = VaultCrypto.RowID
typealias StoredID = VaultStore.RowID
package typealias StoredRow = VaultStore.Row

extension VaultStore.RowID {
    init<Kind>(_ id: Identifier<Kind>) { self.init(high: id.high, low: id.low) }
}

extension Identifier {
    init(_ stored: VaultStore.RowID) { self.init(high: stored.high, low: stored.low) }
}

extension SHA256Digest {
    init(_ stored: RowHash) { self.init(stored.first, stored.second, stored.third, stored.fourth) }

    var stored: RowHash { RowHash(first, second, third, fourth) }
}
