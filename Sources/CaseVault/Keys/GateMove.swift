import Platform
import VaultCrypto
import VaultStore

/// The gate on its way from one directory to another.
///
/// A note in the old directory (`gate.moving`) and one in the new (`gate-being-moved/from`) name each other. The copy is
/// read again before anything else happens. Then the old gate.db loses its name, which decides: before it, an opening
/// takes the copy away; after it, an opening finishes. At no moment does gate.db stand in both places.
package struct GateMove {
    let old: GateFolder
    let new: GateFolder

    private static func note(in folder: GateFolder) -> String { "\(folder.path)/gate.moving" }
    private static func staging(in folder: GateFolder) -> GateFolder {
        GateFolder(path: "\(folder.path)/gate-being-moved")
    }
    private static func mark(in folder: GateFolder) -> String { "\(staging(in: folder).path)/from" }

    var note: String { Self.note(in: old) }
    var staging: GateFolder { Self.staging(in: new) }
    var mark: String { Self.mark(in: new) }
    /// gate.db under the name it has once the move is decided.
    var retired: String { Self.retired(in: old) }

    static func retired(in folder: GateFolder) -> String { folder.database + ".moved" }

    /// Lays down a copy of the gate, and of its key unless that lies elsewhere, and reads both again.
    ///
    /// - Throws: `.alreadyExists`, `.gateUnfinished`, `.gateDiskFull`, `.inputOutput`, `.damaged(.gateDatabase)`.
    func copy(_ gate: Gate, key path: String, randomness: Randomness) throws(VaultError) {
        let takesKey = path == old.key
        // A journal beside the place would be played back into the copy that comes there.
        guard !isOneFolder, !new.hasDatabaseFiles, !DurableFile.exists(new.key), !new.unfinished.waits,
            !DurableFile.exists(retired)
        else { throw .alreadyExists }
        do throws(FileError) { try DurableFolder.createAll(new.path) } catch { throw VaultError(gate: error) }
        clear()
        guard !DurableFile.exists(staging.path) else { throw .gateUnfinished }
        do throws(FileError) {
            if DurableFile.exists(note) { try DurableFile.remove(note, durability: .durable) }
            try DurableFile.createNew(note, contents: PathFile.contents(new.path))
            try DurableFolder.createNew(staging.path)
            try DurableFile.createNew(mark, contents: PathFile.contents(old.path))
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

    /// Two paths may lead to one folder: what goes from the old place would be what came to the new one.
    var isOneFolder: Bool { FileSystems.isSamePlace(old.path, new.path) }

    /// Whether what waits at the new place was laid there for this move, and not behind a link.
    var isOurCopy: Bool { DurableFolder.exists(staging.path) && isMarkOurs }

    private var isMarkOurs: Bool { Self.path(in: mark).map { FileSystems.isSamePlace($0, old.path) } ?? false }

    /// Whether the old directory's own note says that its gate went here. A mark alone, which anybody may lay down who can
    /// write at the new place, takes away neither gate nor key of a directory that it names.
    var isFromHere: Bool { Self.path(in: note).map { FileSystems.isSamePlace($0, new.path) } ?? false }

    /// Takes the copy away again. Where it cannot be reached the note stays, and the next opening tries.
    func undo() {
        clear()
        guard DurableFile.exists(new.path), !DurableFile.exists(staging.path) else { return }
        try? DurableFolder.removeEmpty(new.path)
        try? DurableFile.remove(note, durability: .durable)
    }

    /// Clears a copy that this gate's move began, and no other.
    private func clear() {
        guard isMarkOurs || isBarelyBegun else { return }
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
        guard let named = PathFile(reading: file), named.isWhole else { return nil }
        return named.path
    }

    /// Finishes or takes back what an interrupted move left at this place.
    ///
    /// - Returns: where the gate is, and whether a move was finished.
    package static func settled(
        _ place: GateFolder, remember: (GateFolder) -> Bool
    ) -> (place: GateFolder, isFinished: Bool) {
        if let target = path(in: note(in: place)) {
            let move = GateMove(old: place, new: GateFolder(path: target))
            if place.exists {
                move.undo()
                return (place, false)
            }
            if move.isCopyLost {
                move.takeBack()
                return (place, false)
            }
            return move.complete { remember(move.new) } ? (move.new, true) : (place, false)
        }
        // A note without its line's end was being written: nothing was copied yet. One that cannot be read may be whole.
        if place.exists, (try? DurableFile.read(note(in: place), limit: AbsolutePath.byteLimit)) != nil {
            try? DurableFile.remove(note(in: place), durability: .durable)
        }
        guard let source = path(in: mark(in: place)) else {
            // The end of a move: only the empty folder is left.
            if place.exists { try? DurableFolder.removeEmpty(staging(in: place).path) }
            return (place, false)
        }
        let move = GateMove(old: GateFolder(path: source), new: place)
        // A copy that is older than the move its gate is on now belongs to nobody. The same stick may be elsewhere today.
        guard place.exists || DurableFile.exists(move.retired) && (move.isFromHere || move.isCopyTheSame)
        else { return (place, false) }
        return (place, move.complete { remember(place) })
    }
}
