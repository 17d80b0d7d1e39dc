import AuditLog
import CaseVault
import VaultCrypto

/// The list of files in a backup, which nobody signs. One that is accepted is written again as it was, and no name in it
/// leads out of the backup's folder.
enum ProbedManifest: ProbedParser {
    private static let file = LaidFile(BackupFolder.manifest, in: "manifest")

    static var seeds: [[UInt8]] {
        let files = (UInt64(0)..<3).map { "files/\(FileID(high: $0, low: 7).hex)" }
        let right = [["vault.db"], ["vault.db"] + files, ["gate.db"], ["gate.db", "vault.db"]]
        // No backup of ours holds such names.
        let astray = ["files/../../gate.key", "files/", "files/.", "../vault.db", "/vault.db", "files//vault.db"]
        return (right + astray.map { ["vault.db", $0] }).map { names in
            var manifest = BackupManifest()
            for name in names + [BackupFolder.checkpoint] { manifest[name] = SHA256Hash.hash(Array(name.utf8)) }
            return manifest.bytes
        }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        file.lay(bytes)
        let found = BackupPart.allCases.compactMap {
            try? BackupManifest(reading: BackupFolder(path: file.folder, part: $0))
        }
        guard let manifest = found.first else { return .refused }
        guard found.allSatisfy({ $0 == manifest }) else { return .broken(.notStable) }
        guard manifest.hashes.keys.allSatisfy(staysInside) else { return .broken(.astray) }
        return .canonical(written(manifest), of: bytes)
    }

    /// Whether a name, joined to a folder, is a file below it.
    static func staysInside(_ name: String) -> Bool {
        let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return !name.utf8.contains(0) && parts.allSatisfy { !["", ".", ".."].contains(String($0) ?? "") }
    }

    /// The list, written a second time.
    private static func written(_ manifest: BackupManifest) -> [UInt8] {
        let lines = manifest.hashes.map { name, hash in Array("\(hash.hex)  \(name)\n".utf8) }
        return Array(lines.sorted { $0.dropFirst(64).lexicographicallyPrecedes($1.dropFirst(64)) }.joined())
    }
}
