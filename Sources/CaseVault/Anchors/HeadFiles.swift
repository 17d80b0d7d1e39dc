import AuditLog
import Platform
import VaultCrypto

/// What this Unix account remembers of a vault's log: the newest head, and the newest each person saw.
///
/// One file each, `$XDG_STATE_HOME/casevault/<vault id>/head` and `…/<person id>`: the three lines of a checkpoint body
/// (origin, size, root), and a line that tells a whole file from a torn one. Replaced after each commit without waiting
/// for the disk (see ``HeadFile``), fsynced at checkpoints and lock. On a shared account they guard against a restored
/// folder, not against a malicious colleague.
struct HeadFiles {
    /// Nil when there is nowhere to remember.
    private let folder: String?
    /// Persons who are unlocked in this process.
    private var persons: Set<PersonID> = []
    /// Of each of them, once written; nil is the account.
    private var files: [PersonID?: HeadFile] = [:]

    init(stateDirectory: String?, vault: VaultID) {
        folder = stateDirectory.map { "\($0)/\(vault.hex)" }
    }

    /// Every head remembered for this vault.
    var known: [SeenHead] {
        guard let folder, let names = try? DurableFolder.names(in: folder) else { return [] }
        return names.compactMap { name in
            let path = "\(folder)/\(name)"
            return Self.read(path).map {
                SeenHead(checkpoint: $0, anchor: .head, time: DurableFile.modified(path))
            }
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

    /// From now on she sees what this process writes.
    mutating func add(_ person: PersonID) { persons.insert(person) }

    /// Everybody else sees nothing more.
    mutating func keep(_ remaining: Set<PersonID>) {
        for person in persons.subtracting(remaining) { files[person] = nil }
        persons = remaining
    }

    mutating func replace(_ head: Checkpoint) { write(head, .eventual) }

    mutating func sync(_ head: Checkpoint) { write(head, .durable) }

    private mutating func write(_ head: Checkpoint, _ durability: Durability) {
        guard let folder else { return }
        if files.isEmpty, !DurableFile.exists(folder) { try? DurableFolder.createAll(folder) }
        let body = HeadFile.contents(head)
        file(of: nil, in: folder).write(body, durability)
        for person in persons { file(of: person, in: folder).write(body, durability) }
    }

    private mutating func file(of person: PersonID?, in folder: String) -> HeadFile {
        if let known = files[person] { return known }
        let file = HeadFile(path: "\(folder)/\(person?.hex ?? "head")")
        files.updateValue(file, forKey: person)
        return file
    }

    private static func read(_ path: String) -> Checkpoint? {
        (try? DurableFile.read(path, limit: SectorFile.byteLimit)).flatMap(HeadFile.head)
    }
}

/// A head as its file holds it.
struct SeenHead {
    let checkpoint: Checkpoint
    /// Who saw it.
    let anchor: Rollback.Anchor
    /// When the file was last written, milliseconds since 1970, UTC.
    let time: UInt64?
}
