import CaseVault
import Platform
import VaultStore

/// The mark beside a gate that was on its way, in the place to which it was moved. Whoever can write there lays down what they
/// like: an opening brings the copy to its place only where the folder that is named says the same, and takes nothing away
/// from any other.
///
/// In an input `@` stands for the folder from which a gate was moved. Another folder holds the same, but for a note that leads
/// here: it keeps all of it.
enum ProbedMark: ProbedParser {
    private static let mark = LaidFile("from", in: "mark/new/gate-being-moved")
    private static let copy = LaidFile("gate.db", in: "mark/new/gate-being-moved")
    private static let retired = LaidFile("gate.db.moved", in: "mark/old")
    private static let note = LaidFile("gate.moving", in: "mark/old")
    private static let others = [
        LaidFile("gate.db.moved", in: "mark/other"), LaidFile("head", in: "mark/other"),
        LaidFile("gate.moving", in: "mark/other"),
    ]
    /// So that an opening sees that the copy is as new as what was left behind.
    private static let database = copy.written { try GateDatabase.create(at: $0).close() } ?? []
    private static let newFolder = String(mark.folder.dropLast("/gate-being-moved".count))

    static let seeds = ["@\n", "/@\n", "@", "@/\n", "@/../other\n", "@/../new\n", "/nowhere\n", "@\n@\n", "@\0\n", ""]
        .map {
            Array($0.utf8)
        }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        copy.lay(database)
        retired.lay(database)
        note.lay(PathFile.contents(newFolder))
        for (file, content) in zip(others, [database, [2], PathFile.contents("/nowhere")]) { file.lay(content) }
        let written = bytes.flatMap { $0 == UInt8(ascii: "@") ? Array(retired.folder.utf8) : [$0] }
        mark.lay(written)
        let brought = "\(newFolder)/gate.db"
        try? DurableFile.remove(brought, durability: .eventual)
        // However it is spelled; asked before it is gone.
        let named = PathFile(written).flatMap { $0.isWhole ? $0.path : nil }
        let (namesOld, namesOther) = (
            named.map { FileSystems.isSamePlace($0, retired.folder) } ?? false,
            named.map { FileSystems.isSamePlace($0, others[0].folder) } ?? false
        )
        let settled = GateMove.settled(GateFolder(path: newFolder)) { _ in true }
        let untouched = others + (namesOld ? [] : [retired, note])
        guard settled.place.path == newFolder, untouched.allSatisfy({ DurableFile.exists($0.path) }) else {
            return .broken(.astray)
        }
        let isBrought = DurableFile.exists(brought)
        guard settled.isFinished == isBrought, isBrought != DurableFile.exists(copy.path) else {
            return .broken(.misread)
        }
        guard isBrought else { return .refused }
        // Only from where the copy is known to be as new as what was left behind.
        return namesOld || namesOther ? .accepted : .broken(.astray)
    }
}
