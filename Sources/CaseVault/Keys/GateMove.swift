import Platform
import VaultCrypto
import VaultStore

/// The gate on its way from one directory to another.
///
/// A note in the old directory (`gate.moving`) and one in the new (`gate-being-moved/from`) name each other. The copy is
/// read again before anything else happens. Then the old gate.db loses its name, which decides: before it, an opening
/// takes the copy away; after it, an opening finishes. At no moment does gate.db stand in both places.
struct GateMove {
    let old: GateFolder
    let new: GateFolder

    private static let pathLimit = 4096
    private static func note(in folder: GateFolder) -> String { "\(folder.path)/gate.moving" }
    private static func staging(in folder: GateFolder) -> GateFolder {
        GateFolder(path: "\(folder.path)/gate-being-moved")
    }
    private static func mark(in folder: GateFolder) -> String { "\(staging(in: folder).path)/from" }

    private var note: String { Self.note(in: old) }
    private var staging: GateFolder { Self.staging(in: new) }
    private var mark: String { Self.mark(in: new) }
    /// gate.db under the name it has once the move is decided.
    private var retired: String { Self.retired(in: old) }

    static func retired(in folder: GateFolder) -> String { folder.database + ".moved" }

    /// Lays down a copy of the gate, and of its key unless that lies elsewhere, and reads both again.
    ///
    /// - Throws: `.alreadyExists`, `.gateUnfinished`, `.gateDiskFull`, `.inputOutput`, `.damaged(.gateDatabase)`.
    func copy(_ gate: Gate, key path: String, randomness: Randomness) throws(VaultError) {
        let takesKey = path == old.key
        // A journal beside the place would be played back into the copy that comes there.
        guard !isOneFolder, !new.hasDatabaseFiles, !DurableFile.exists(new.key), !new.unfinished.exists,
            !DurableFile.exists(retired)
        else { throw .alreadyExists }
        do throws(FileError) { try DurableFolder.createAll(new.path) } catch { throw VaultError(gate: error) }
        clear()
        guard !DurableFile.exists(staging.path) else { throw .gateUnfinished }
        do throws(FileError) {
            if DurableFile.exists(note) { try DurableFile.remove(note, durability: .durable) }
            try DurableFile.createNew(note, contents: Array("\(new.path)\n".utf8))
            try DurableFolder.createNew(staging.path)
            try DurableFile.createNew(mark, contents: Array("\(old.path)\n".utf8))
        } catch {
            throw VaultError(gate: error)
        }
        try stored(in: .gateDatabase) { try gate.rows.database.copy(to: staging.database) }
        if takesKey { try GateKey.copy(from: path, to: staging.key) }
        try verify(gate, key: takesKey ? staging.key : path, randomness)
    }

    private func verify(_ gate: Gate, key path: String, _ randomness: Randomness) throws(VaultError) {
        let database = try stored(in: .gateDatabase) { try GateDatabase(opening: staging.database, readOnly: true) }
        defer { try? database.close() }
        let rows = try GateRows(
            vault: gate.vault, database: database, key: GateKey.read(at: path), randomness: randomness)
        let copied = try stored(in: .gateDatabase) { try database.rows() }
        guard try copied == stored(in: .gateDatabase, { try gate.rows.database.rows() }) else {
            throw .damaged(.gateDatabase)
        }
        for row in copied { _ = try rows.open(row) }
    }

    /// From here on the gate is the new one.
    func decide() throws(VaultError) {
        do throws(FileError) { try DurableMove.move(old.database, to: retired) } catch { throw VaultError(gate: error) }
    }

    /// Takes a decision back that no entry tells of.
    func revoke() throws(VaultError) {
        do throws(FileError) { try DurableMove.move(retired, to: old.database) } catch { throw VaultError(gate: error) }
        undo()
    }

    /// Puts the copy in its place and takes the old files away. Each step can be repeated.
    ///
    /// - Parameter remember: makes the new place known, durably, before nothing else leads there; whether it could.
    /// - Returns: whether the gate stands in its new place.
    func complete(remember: () -> Bool) -> Bool {
        // While the old gate.db bears its name nothing is decided, whatever lies here.
        guard !old.exists, !isOneFolder, place(staging.key, as: new.key), place(staging.database, as: new.database),
            new.exists
        else { return false }
        let isRemembered = remember()
        guard DurableFile.exists(old.path), isRetiredTheSame, areNamesDurable else { return true }
        if removeOldFiles(), isRemembered { removeNotes() }
        return true
    }

    /// Moves a file of our copy to its place, where nothing stands.
    ///
    /// - Returns: whether the copy no longer holds it, durably.
    private func place(_ file: String, as name: String) -> Bool {
        guard DurableFile.exists(file) else { return true }
        if name == new.database, new.exists { return true }
        guard isOurCopy, !DurableFile.exists(name) else { return false }
        return (try? DurableMove.move(file, to: name)) != nil
    }

    /// Whether what waits at the new place was laid there for this move, and not behind a link.
    private var isOurCopy: Bool { DurableFolder.exists(staging.path) && Self.path(in: mark) == old.path }

    /// An earlier attempt may have renamed them without hearing that it is durable.
    private var areNamesDurable: Bool { (try? DurableFolder.sync(new.path)) != nil }

    /// Two paths may lead to one folder: what goes from the old place would be what came to the new one.
    private var isOneFolder: Bool {
        old.path == new.path || FileSystems.isSameFile(old.path, new.path)
    }

    /// Whether the old directory's own note says that its gate went here. A mark alone, which anybody may lay down who can
    /// write at the new place, takes away neither gate nor key of a directory that it names.
    private var isFromHere: Bool { Self.path(in: note) == new.path }

    /// - Returns: whether nothing of this move but its notes is left in the old place.
    private func removeOldFiles() -> Bool {
        guard isFromHere else { return true }
        for name in StoredNames.withCompanions([retired]) { try? DurableFile.remove(name, durability: .eventual) }
        // It would speak there for a gate that is elsewhere; this opening still compares it with the log.
        let isHeadKept = GateHead.take(from: old, to: new)
        if isHeadKept { try? DurableFile.remove(old.head, durability: .eventual) }
        let hasOldKey = isKeyTaken
        if hasOldKey { try? DurableFile.remove(old.key, durability: .eventual) }
        return !DurableFile.exists(retired) && !DurableFile.exists(old.head)
            && !(hasOldKey && DurableFile.exists(old.key))
    }

    /// Whether the new place has the same key as the old one, in a file of its own.
    private var isKeyTaken: Bool {
        guard GateKey.isKeyFile(at: new.key), GateKey.isKeyFile(at: old.key),
            let taken = try? GateKey.read(at: new.key),
            let key = try? GateKey.read(at: old.key)
        else { return false }
        return key.withSecret { key in taken.withSecret { key.isEqual(to: $0) } }
    }

    /// An opening comes here by the note from the old place, and by the mark from the new one: the mark goes last.
    private func removeNotes() {
        let isOurs = isFromHere
        if isOurs {
            try? DurableFile.remove(note, durability: .durable)
            guard !DurableFile.exists(note) else { return }
        }
        try? DurableFile.remove(mark, durability: .durable)
        // Without the old folder the mark would stand for one on a disk that is not here.
        guard !DurableFile.exists(mark) else { return }
        try? DurableFolder.removeEmpty(staging.path)
        // A mark alone names any folder it likes.
        if isOurs { try? DurableFolder.removeEmpty(old.path) }
    }

    /// What stands at the new place holds all that the old gate.db holds: else that is not ours to delete.
    private var isRetiredTheSame: Bool {
        guard DurableFile.exists(retired) else { return true }
        guard let before = try? GateDatabase(opening: retired, readOnly: true),
            let after = try? GateDatabase(opening: new.database, readOnly: true)
        else { return false }
        defer {
            try? before.close()
            try? after.close()
        }
        guard let rows = try? before.rows() else { return false }
        return (try? after.rows()) == rows
    }

    /// Takes the copy away again. Where it cannot be reached the note stays, and the next opening tries.
    func undo() {
        clear()
        guard DurableFile.exists(new.path), !DurableFile.exists(staging.path) else { return }
        try? DurableFolder.removeEmpty(new.path)
        try? DurableFile.remove(note, durability: .durable)
    }

    /// Clears a copy that this gate's move began, and no other.
    private func clear() {
        guard Self.path(in: mark) == old.path || isBarelyBegun else { return }
        let names = StoredNames.withCompanions(["gate.db", "gate.key"])
        FolderRemains.remove(staging.path, isOurs: names.contains)
        FolderRemains.remove(staging.path) { $0 == "from" }
    }

    /// Nothing, or a mark without its line's end: whoever made the folder had copied nothing yet.
    private var isBarelyBegun: Bool {
        guard let names = try? DurableFolder.names(in: staging.path), names.isEmpty || names == ["from"] else {
            return false
        }
        return Self.path(in: mark) == nil
    }

    private static func path(in file: String) -> String? {
        guard let bytes = try? DurableFile.read(file, limit: pathLimit),
            let text = String(validating: bytes, as: UTF8.self), text.hasPrefix("/"), text.hasSuffix("\n")
        else { return nil }
        return String(text.dropLast())
    }

    /// Finishes or takes back what an interrupted move left at this place.
    ///
    /// - Returns: where the gate is, and whether a move was finished.
    static func settled(_ place: GateFolder, remember: (GateFolder) -> Bool) -> (place: GateFolder, isFinished: Bool) {
        if let target = path(in: note(in: place)) {
            let move = GateMove(old: place, new: GateFolder(path: target))
            if place.exists {
                move.undo()
                return (place, false)
            }
            return move.complete { remember(move.new) } ? (move.new, true) : (place, false)
        }
        // A note without its line's end was being written: nothing was copied yet. One that cannot be read may be whole.
        if place.exists, (try? DurableFile.read(note(in: place), limit: pathLimit)) != nil {
            try? DurableFile.remove(note(in: place), durability: .durable)
        }
        guard let source = path(in: mark(in: place)) else {
            // The end of a move: only the empty folder is left.
            if place.exists { try? DurableFolder.removeEmpty(staging(in: place).path) }
            return (place, false)
        }
        let move = GateMove(old: GateFolder(path: source), new: place)
        // A copy that is older than the move its gate is on now belongs to nobody.
        guard place.exists || DurableFile.exists(move.retired) && move.isFromHere else { return (place, false) }
        return (place, move.complete { remember(place) })
    }
}
