import AuditLog
import VaultCrypto
import VaultStore

// Ids in the vault are VaultCrypto's; the store below has types of its own for the same bytes.
typealias RowID = VaultCrypto.RowID
typealias StoredID = VaultStore.RowID
typealias StoredRow = VaultStore.Row

extension VaultStore.RowID {
    init<Kind>(_ id: Identifier<Kind>) {
        // Sixteen bytes are always an id.
        guard let stored = VaultStore.RowID(bytes: id.bytes) else { preconditionFailure("an id has sixteen bytes") }
        self = stored
    }
}

extension Identifier {
    init(_ stored: VaultStore.RowID) { self = Identifier(bytes: stored.bytes) ?? .zero }
}

extension SHA256Digest {
    init(_ stored: RowHash) { self = SHA256Digest(bytes: stored.bytes) ?? .zero }

    var stored: RowHash? { RowHash(bytes: bytes) }
}
