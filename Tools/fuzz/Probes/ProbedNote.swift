import CaseVault
import Platform

/// The note of a gate that was moved, on the stick that it was moved from. An opening follows it to the place that it names,
/// as it stands there, and to no other.
///
/// In an input `@` stands for the folder in which a gate lies. No gate.db lies beside the note: only then is one followed.
enum ProbedNote: ProbedParser {
    private static let note = LaidFile("gate.moving", in: "note/old")
    private static let moved = LaidFile("gate.db", in: "note/new")

    static let seeds = ["@\n", "/@\n", "@", "@/\n", "/nowhere/at/all\n", "relative\n", "@\n@\n", "@\0\n", "/\n", ""].map
    {
        Array($0.utf8)
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        moved.lay([1])
        let written = bytes.flatMap { $0 == UInt8(ascii: "@") ? Array(moved.folder.utf8) : [$0] }
        note.lay(written)
        let settled = GateMove.settled(GateFolder(path: note.folder)) { _ in true }
        guard settled.isFinished else { return settled.place.path == note.folder ? .refused : .broken(.astray) }
        let isThere = written == Array("\(settled.place.path)\n".utf8) && DurableFile.exists(moved.path)
        let isOurs = FileSystems.isSamePlace(settled.place.path, moved.folder)
        // A finished move leaves no note.
        return isThere && isOurs && !DurableFile.exists(note.path) ? .accepted : .broken(.astray)
    }
}
