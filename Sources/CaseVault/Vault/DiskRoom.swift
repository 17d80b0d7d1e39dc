import AuditLog

/// When the vault's disk has little room left.
package enum DiskRoom {
    /// A gibibyte: below it a backup or a batch of attachments may not fit.
    package static let floor = 1 << 30
    /// Below four mebibytes nothing is written about it: what is left belongs to the entries of reads.
    static let least = 4 << 20
    /// Below sixty-four mebibytes what can wait is not begun.
    static let room = 64 << 20
    /// One entry in a day.
    static let interval = Milliseconds.day
}

extension VaultCore {
    /// Whether there is room to begin what can wait; a disk that does not say has it.
    var hasRoomToBegin: Bool { environment.freeBytes(folder.path) ?? .max >= DiskRoom.room }

    /// Whether an unlock may write about so many bytes of keys; on a full disk she reads without them. What is written
    /// goes into the write-ahead log and from there into the file.
    func hasRoom(forKeys bytes: Int) -> Bool {
        bytes <= environment.keyringLimits.bytesUnasked
            || environment.freeBytes(folder.path) ?? .max >= DiskRoom.least + 2 * bytes
    }

    /// The entry that says that the disk is nearly full, with the mebibytes left in `count`; nil when it is not, or when
    /// an entry of the last day says so.
    func diskEntry() throws(VaultError) -> EntryDraft? {
        guard let free = environment.freeBytes(folder.path), free < DiskRoom.floor, free >= DiskRoom.least
        else { return nil }
        let last = try newestEntry(of: [.diskLow])?.time ?? 0
        guard now < last || now - last >= DiskRoom.interval else { return nil }
        var draft = EntryDraft(.diskLow, by: .system, object: .vault)
        draft.count = UInt64(free >> 20)
        return draft
    }
}
