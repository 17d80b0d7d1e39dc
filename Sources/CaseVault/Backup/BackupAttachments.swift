import VaultCrypto
import VaultStore

extension BackupManifest {
    /// Whether every attachment that a copied database calls whole lies beside it as its row says. What was lost or
    /// damaged before it was copied is no backup.
    ///
    /// Chunk files that no row knows are copied too and say nothing about the others.
    func hasAttachments(of store: VaultDatabase) throws(VaultError) -> Bool {
        var isWhole = true
        try stored {
            try store.forEachRow(of: .file) { row in
                guard row.revision != FileRow.draft else { return }
                let hash = try? FileRow(decoding: row).hash
                if hash == nil || self["files/\(FileID(row.id).hex)"] != hash { isWhole = false }
            }
        }
        return isWhole
    }
}
