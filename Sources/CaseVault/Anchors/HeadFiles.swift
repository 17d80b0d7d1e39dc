import AuditLog
import Platform
import VaultCrypto

/// What this Unix account remembers of a vault's log: the newest head, and the newest each person saw.
///
/// One file each, `$XDG_STATE_HOME/casevault/<vault id>/head` and `…/<person id>`: the three lines of a checkpoint body
/// (origin, size, root), and a line that tells a whole file from a torn one. Replaced after each commit without waiting for the disk (see ``HeadFile``), fsynced at
/// checkpoints and lock. On a shared account they guard against a restored folder, not against a malicious colleague.
struct HeadFiles {
    /// Nil when there is nowhere to remember.
    private let folder: String?
    /// Persons who were unlocked by this process.
    var persons: Set<PersonID> = []
    /// By name, once written.
    private var files: [String: HeadFile] = [:]

    init(stateDirectory: String?, vault: VaultID) {
        folder = stateDirectory.map { "\($0)/\(vault.hex)" }
    }

    /// Every head remembered for this vault.
    var known: [SeenHead] {
        guard let folder, let names = try? DurableFolder.names(in: folder) else { return [] }
        return names.compactMap { name in
            let path = "\(folder)/\(name)"
            return Self.read(path).map { SeenHead(checkpoint: $0, time: DurableFile.modified(path)) }
        }
    }

    /// Whether this account has seen the vault before, and can still say what.
    var isKnown: Bool { folder.map { Self.read("\($0)/head") != nil } ?? true }

    /// The head a person saw last.
    func head(of person: PersonID) -> Checkpoint? {
        folder.flatMap { Self.read("\($0)/\(person.hex)") }
    }

    /// Forgets the heads of logs from this number on, which another restore of the same backup began.
    func forget(from number: UInt64) {
        guard let folder, let names = try? DurableFolder.names(in: folder) else { return }
        for name in names where Self.read("\(folder)/\(name)").map({ $0.origin.number >= number }) == true {
            try? DurableFile.remove("\(folder)/\(name)", durability: .eventual)
        }
    }

    mutating func replace(_ head: Checkpoint) { write(head, .eventual) }

    mutating func sync(_ head: Checkpoint) { write(head, .durable) }

    private mutating func write(_ head: Checkpoint, _ durability: Durability) {
        guard let folder else { return }
        if files.isEmpty, !DurableFile.exists(folder) { try? DurableFolder.createAll(folder) }
        let body = HeadFile.contents(head)
        for name in ["head"] + persons.map(\.hex) {
            let file = files[name] ?? HeadFile(path: "\(folder)/\(name)")
            files[name] = file
            file.write(body, durability)
        }
    }

    private static func read(_ path: String) -> Checkpoint? {
        (try? DurableFile.read(path, limit: SectorFile.byteLimit)).flatMap(HeadFile.head)
    }
}

/// A head as its file holds it.
struct SeenHead {
    let checkpoint: Checkpoint
    /// When the file was last written, milliseconds since 1970, UTC.
    let time: UInt64?
}

/// One remembered head. Between checkpoints it is overwritten in its place, which its length nearly always allows; else,
/// and whenever it must be durable, it is written anew and renamed.
///
/// A write in place may be torn: half of the new bytes, then half of the old ones. Were that read as a head, its size would
/// stand with another's root, and a whole vault would look like another history. So the fourth line hashes the three
/// before it, and what does not fit is no head. A file of three lines is one of an earlier version.
final class HeadFile {
    private static let checkByteCount = 16

    static func contents(_ head: Checkpoint) -> [UInt8] { head.body + check(head.body[...]) + [UInt8(ascii: "\n")] }

    static func head(_ contents: [UInt8]) -> Checkpoint? {
        if let head = Checkpoint(body: contents[...]) { return head }
        let body = contents.dropLast(checkByteCount + 1)
        guard contents.last == UInt8(ascii: "\n"), contents.dropFirst(body.count).dropLast().elementsEqual(check(body))
        else { return nil }
        return Checkpoint(body: body)
    }

    private static func check(_ body: ArraySlice<UInt8>) -> [UInt8] {
        Array(SHA256Hash.hash(Array(body)).hex.utf8.prefix(checkByteCount))
    }

    private let path: String
    private var file: SectorFile?

    init(path: String) {
        self.path = path
        file = nil
    }

    // A head that cannot be written is a head not remembered: the next opening compares with an older one.
    func write(_ body: [UInt8], _ durability: Durability) {
        if durability == .eventual, (try? file?.overwrite(body)) == true { return }
        file = nil
        try? DurableFile.replace(path, contents: body, durability: durability)
        if let opened = try? SectorFile(opening: path) { file = consume opened }
    }
}
