import AuditLog
import Platform

/// The head that a gate's directory remembers: the one after the newest change of the gate.
///
/// Whoever puts back an older vault.db, and with it all that this account remembers, rarely puts back the stick as well. It
/// is written after the commit that changed the gate, so it is never ahead of a log that is whole; durable at checkpoints
/// and lock (see ``HeadFile``). It needs no key and proves nothing: whoever may write there can take it away, or have the
/// vault only looked at.
final class GateHead {
    private let file: HeadFile
    /// Written and perhaps not durable.
    private var isOwed = false

    init(in folder: GateFolder) { file = HeadFile(path: folder.head) }

    static func known(in folder: GateFolder) -> [SeenHead] {
        guard let bytes = try? DurableFile.read(folder.head, limit: SectorFile.byteLimit),
            let head = HeadFile.head(bytes)
        else { return [] }
        return [SeenHead(checkpoint: head, anchor: .gate, time: DurableFile.modified(folder.head))]
    }

    /// Brings what a gate's old place remembers to its new one, unless the same is remembered there, or what came after it.
    ///
    /// - Returns: whether it is there, or nothing was.
    static func take(from old: GateFolder, to new: GateFolder) -> Bool {
        guard DurableFile.exists(old.head) else { return true }
        guard let seen = known(in: old).first else { return true }
        let there = known(in: new).first?.checkpoint
        if let there, there.origin == seen.checkpoint.origin, there.size >= seen.checkpoint.size { return true }
        return (try? DurableFile.replace(new.head, contents: HeadFile.contents(seen.checkpoint), durability: .durable))
            != nil
    }

    func replace(_ head: Checkpoint) {
        file.write(HeadFile.contents(head), .eventual)
        isOwed = true
    }

    func sync(_ head: Checkpoint) {
        guard isOwed else { return }
        file.write(HeadFile.contents(head), .durable)
        isOwed = false
    }
}
