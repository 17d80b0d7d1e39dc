import Platform
package import VaultCrypto

/// The files of a backup with their SHA-256, ascending by name; a line each, as `sha256sum` writes them.
package struct BackupManifest: Equatable {
    package private(set) var hashes: [String: SHA256Digest] = [:]
    /// Of what is read, bytes: a folder that somebody made may hold any list.
    package static let byteLimit = 128 << 20
    /// Attachments that one list names, 105 bytes each; vault.db and the checkpoint come to them.
    package static let mostFiles = 1_250_000

    package init() {}

    package subscript(name: String) -> SHA256Digest? {
        get { hashes[name] }
        set { hashes[name] = newValue }
    }

    package var bytes: [UInt8] {
        let names = hashes.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        return Array(names.map { "\(hashes[$0]?.hex ?? "")  \($0)\n" }.joined().utf8)
    }

    /// Reads the list; anything but the one spelling is refused, and names that lead out of the folder are none.
    ///
    /// - Throws: `.badBackup(.notABackup)` when there is none; `.badBackup(.damaged)`.
    package init(reading folder: BackupFolder) throws(VaultError) {
        let bytes: [UInt8]
        do {
            bytes = try DurableFile.read("\(folder.path)/\(BackupFolder.manifest)", limit: Self.byteLimit)
        } catch .missing, .notFolder {
            throw .badBackup(folder.isUnfinished ? .unfinished : .notABackup)
        } catch .tooLarge { throw .badBackup(.damaged) } catch { throw VaultError(outside: error) }
        for line in bytes.split(separator: 10) {
            let text = String(decoding: line, as: UTF8.self)
            let name = String(text.dropFirst(66))
            guard text.dropFirst(64).hasPrefix("  "), let hash = SHA256Digest(hex: String(text.prefix(64))),
                Self.isName(name, folder), hashes.updateValue(hash, forKey: name) == nil
            else { throw .badBackup(.damaged) }
        }
        guard self.bytes == bytes else { throw .badBackup(.damaged) }
        guard hashes[folder.fileName] != nil, hashes[BackupFolder.checkpoint] != nil else {
            throw .badBackup(.otherPart)
        }
    }

    private static func isName(_ name: String, _ folder: BackupFolder) -> Bool {
        if ["vault.db", "gate.db", BackupFolder.checkpoint].contains(name) { return true }
        return name.hasPrefix("files/") && AttachmentName.isValid(String(name.dropFirst(6)))
    }
}
