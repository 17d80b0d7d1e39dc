package import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// A backup on disk: a folder whose name says what, of which vault and when, and in it the copied file, `files/`, the
/// head of the log as the log key signed it, and a list of all with their hashes that `sha256sum -c` reads too.
///
/// While it is written its name ends in `.part`; it gets its own when everything in it was read again and is durable.
package struct BackupFolder {
    static let unfinished = ".part"
    package static let manifest = "MANIFEST.sha256"
    package static let checkpoint = "checkpoint"

    let path: String
    let part: BackupPart

    package init(path: String, part: BackupPart) { (self.path, self.part) = (path, part) }

    /// The folder of a backup made now.
    init(in directory: String, _ part: BackupPart, of vault: VaultID, at time: UInt64) throws(VaultError) {
        guard let moment = EntryTime(milliseconds: time) else { throw .inputOutput }
        let day = String(moment.text.prefix(19)).map { $0 == ":" ? "-" : $0 }
        let path = "\(directory)/\(Self.prefix(part, vault))\(String(day))"
        var count = 1
        // Two in one second.
        while DurableFile.exists(path + Self.end(count)) { count += 1 }
        self.init(path: path + Self.end(count), part: part)
    }

    private static func end(_ count: Int) -> String { count == 1 ? "Z" : "-\(count)Z" }

    /// What the names of one vault's backups begin with.
    static func prefix(_ part: BackupPart, _ vault: VaultID) -> String {
        "\(part.rawValue)-\(vault.hex.prefix(8))-"
    }

    /// The same folder while it is written.
    var building: BackupFolder { BackupFolder(path: path + Self.unfinished, part: part) }
    var isUnfinished: Bool { path.hasSuffix(Self.unfinished) }

    /// The name of the copied database.
    var fileName: String { part == .vault ? "vault.db" : "gate.db" }
    var database: String { "\(path)/\(fileName)" }
    var files: String { "\(path)/files" }

    /// Whether a log or journal lies beside the copied database. A backup has none: what SQLite would read with one is
    /// not the file that is hashed, and not what a restore copies.
    var hasLog: Bool { DatabaseFiles(database).hasLog }

    /// Takes away what an interrupted or refused backup left: only names that this program makes.
    func remove() {
        let ours = StoredNames.withCompanions([fileName, Self.checkpoint, Self.manifest])
        FolderRemains.remove(path, isOurs: ours.contains, inner: ["files": AttachmentName.isValid])
    }
}
