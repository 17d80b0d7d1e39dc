import Platform
import VaultCrypto
import VaultStore

// The end of a move that is decided: the copy comes to its place, the key first, and the old files go. Each step can be
// repeated. Where no journal joins the two names of a rename between folders (FAT), a power cut leaves a file under both or
// under none.
extension GateMove {
    /// - Parameter remember: makes the new place known, durably, before nothing else leads there; whether it could.
    /// - Returns: whether the gate stands in its new place.
    func complete(remember: () -> Bool) -> Bool {
        // While the old gate.db bears its name nothing is decided, whatever lies here.
        guard !old.exists, !isOneFolder, bringKey(), bringDatabase() else { return false }
        let isRemembered = remember()
        guard DurableFile.exists(old.path), isRetiredTheSame, areNamesDurable else { return true }
        if removeOldFiles(), isRemembered { removeNotes() }
        return true
    }

    /// - Returns: whether the key is in its place, if this move takes one.
    private func bringKey() -> Bool {
        if isThere(new.key) { return !DurableFile.exists(staging.key) || isSameKey(staging.key, new.key) }
        if DurableFile.exists(staging.key) { return isOurCopy && hasMoved(staging.key, to: new.key) }
        // Lost under both names; or it lay elsewhere from the beginning.
        guard GateKey.isKeyFile(at: old.key) else { return true }
        guard isOurCopy, isFromHere else { return false }
        try? DurableFile.remove(new.key, durability: .eventual)
        return (try? GateKey.copy(from: old.key, to: new.key)) != nil
    }

    private func bringDatabase() -> Bool {
        if isThere(new.database) { return true }
        return isOurCopy && DurableFile.exists(staging.database) && hasMoved(staging.database, to: new.database)
    }

    private func hasMoved(_ file: String, to place: String) -> Bool {
        (try? DurableMove.move(file, to: place)) != nil
    }

    /// Whether something stands in a place: of a file whose name a power cut kept on FAT, and its bytes not, nothing does.
    func isThere(_ path: String) -> Bool {
        guard DurableFile.exists(path) else { return false }
        guard isOurCopy, let file = try? ReadableFile(opening: path) else { return true }
        return (try? file.byteCount()) != 0
    }

    /// Whether our copy was there and its gate.db is under no name any more: then the old one is the gate.
    var isCopyLost: Bool {
        isOurCopy && isFromHere && !isOneFolder && DurableFile.exists(retired) && !isThere(new.database)
            && !DurableFile.exists(staging.database)
    }

    /// Takes the decision back, and before that from the new place what had come there.
    func takeBack() {
        if isKeyTaken { try? DurableFile.remove(new.key, durability: .eventual) }
        for file in [new.key, new.database] where !isThere(file) {
            try? DurableFile.remove(file, durability: .eventual)
        }
        try? revoke()
    }

    /// An earlier attempt may have renamed them without hearing that it is durable.
    private var areNamesDurable: Bool {
        do throws(FileError) {
            for file in [new.database, new.key] where DurableFile.exists(file) { try DurableMove.syncFile(file) }
            try DurableFolder.sync(new.path)
            return true
        } catch { return false }
    }

    /// - Returns: whether nothing of this move but its notes is left in the old place.
    private func removeOldFiles() -> Bool {
        guard isFromHere else { return true }
        for name in DatabaseFiles(retired).names { try? DurableFile.remove(name, durability: .eventual) }
        // It would speak there for a gate that is elsewhere; this opening still compares it with the log.
        let isHeadKept = GateHead.take(from: old, to: new)
        if isHeadKept { try? DurableFile.remove(old.head, durability: .eventual) }
        let hasOldKey = isKeyTaken
        if hasOldKey { try? DurableFile.remove(old.key, durability: .eventual) }
        // What cannot be read now may be the same key: the next opening looks again.
        let isUnread = DurableFile.exists(new.key) && (try? GateKey.read(at: new.key)) == nil
        return !DurableFile.exists(retired) && !DurableFile.exists(old.head)
            && !((hasOldKey || isUnread) && DurableFile.exists(old.key))
    }

    /// Whether the new place has the same key as the old one, in a file of its own.
    var isKeyTaken: Bool { isSameKey(old.key, new.key) }

    /// Whether both are files with one key; a link is none.
    private func isSameKey(_ first: String, _ second: String) -> Bool {
        guard GateKey.isKeyFile(at: first), GateKey.isKeyFile(at: second), let key = try? GateKey.read(at: first),
            let other = try? GateKey.read(at: second)
        else { return false }
        return key.withSecret { key in other.withSecret { key.isEqual(to: $0) } }
    }

    /// An opening comes here by the note from the old place, and by the mark from the new one: the mark goes last.
    private func removeNotes() {
        let isOurs = isFromHere
        if isOurs {
            try? DurableFile.remove(note, durability: .durable)
            guard !DurableFile.exists(note) else { return }
        }
        clearDoubles()
        try? DurableFile.remove(mark, durability: .durable)
        // Without the old folder the mark would stand for one on a disk that is not here.
        guard !DurableFile.exists(mark) else { return }
        try? DurableFolder.removeEmpty(staging.path)
        // A mark alone names any folder it likes.
        if isOurs { try? DurableFolder.removeEmpty(old.path) }
    }

    /// What stands at the new place holds all that the old gate.db holds: else that is not ours to delete.
    private var isRetiredTheSame: Bool { !DurableFile.exists(retired) || holdsRetired(new.database) }

    /// Whether what waits at the new place is no older copy than that.
    var isCopyTheSame: Bool { isOurCopy && holdsRetired(staging.database) }

    private func holdsRetired(_ database: String) -> Bool {
        guard let before = try? GateDatabase(opening: retired, readOnly: true),
            let after = try? GateDatabase(opening: database, readOnly: true)
        else { return false }
        defer {
            try? before.close()
            try? after.close()
        }
        guard let rows = try? before.rows() else { return false }
        return (try? after.rows()) == rows
    }

    /// Takes away what a power cut left under its old name too. On FAT both names lead to the same bytes, and what is removed
    /// under one is lost under the other: there they stay.
    private func clearDoubles() {
        guard isOurCopy, !FileSystems.isFAT(staging.path) else { return }
        for (file, place) in [(staging.key, new.key), (staging.database, new.database)]
        where DurableFile.exists(file) && DurableFile.exists(place) && !FileSystems.isSameFile(file, place) {
            try? DurableFile.remove(file, durability: .eventual)
        }
    }
}
