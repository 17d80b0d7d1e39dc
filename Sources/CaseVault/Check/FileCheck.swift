import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Compares every chunk file with the size and hash in its row, needing no key, and names files that no row knows.
struct FileCheck {
    private(set) var findings: [CheckReport.Finding] = []
    private let folder: VaultFolder
    private let references: [FileID: String]

    private static let pieceByteCount = 1 << 20

    /// - Parameter references: the records of the files, when the gate is there to tell; a file is named by its id else.
    init(_ store: VaultDatabase, _ folder: VaultFolder, _ references: [FileID: String]) throws(VaultError) {
        (self.folder, self.references) = (folder, references)
        var known: Set<String> = []
        var rows: [StoredRow] = []
        // A table that cannot be read is a finding of the rows.
        try? store.forEachRow(of: .file) { rows.append($0) }
        for row in rows {
            try Stopping.check()
            known.insert(FileID(row.id).hex)
            try look(row)
        }
        for name in (try? DurableFolder.names(in: folder.files)) ?? [] where !known.contains(name) {
            findings.append(.init(object: "files/\(FileID(hex: name) == nil ? "?" : name)", kind: .unexpected))
        }
    }

    private mutating func look(_ row: StoredRow) throws(VaultError) {
        let file = FileID(row.id)
        let name = references[file] ?? "files/\(file.hex)"
        guard row.revision != FileRow.draft else {
            findings.append(.init(object: name, kind: .uploadUnfinished))
            return
        }
        guard let expected = try? FileRow(decoding: row) else {
            findings.append(.init(object: name, kind: .malformed))
            return
        }
        do {
            let stored = try ReadableFile(opening: folder.chunks(of: file))
            let byteCount = try stored.byteCount()
            let hash = try Self.hash(stored)
            if UInt64(byteCount) != expected.byteCount || hash != expected.hash {
                findings.append(.init(object: name, kind: .hashMismatch))
            }
        } catch VaultError.stopped {
            throw .stopped
        } catch FileError.missing {
            findings.append(.init(object: name, kind: .missing))
        } catch {
            findings.append(.init(object: name, kind: .hashMismatch))
        }
    }

    private static func hash(_ file: borrowing ReadableFile) throws -> SHA256Digest {
        var hash = SHA256Hash.Stream()
        var offset = 0
        while true {
            let piece = try file.read(at: offset, count: pieceByteCount)
            try Stopping.check()
            if piece.isEmpty { return hash.finish() }
            hash.update(piece)
            offset += piece.count
        }
    }
}
