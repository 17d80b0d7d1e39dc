import CaseVault
import Platform

/// The mark beside a gate that was on its way, in the place to which it was moved. Whoever can write there lays down what they
/// like: an opening brings the copy to its place only where the folder that is named says the same, and takes nothing away
/// from any other.
///
/// In an input `@` stands for the folder from which a gate was moved.
enum ProbedMark: ProbedParser {
    private static let mark = LaidFile("from", in: "mark/new/gate-being-moved")
    private static let copy = LaidFile("gate.db", in: "mark/new/gate-being-moved")
    private static let retired = LaidFile("gate.db.moved", in: "mark/old")
    private static let note = LaidFile("gate.moving", in: "mark/old")
    private static let other = LaidFile("gate.db.moved", in: "mark/other")
    private static let newFolder = String(mark.folder.dropLast("/gate-being-moved".count))

    static let seeds = ["@\n", "/@\n", "@", "@/\n", "@/../other\n", "@/../new\n", "/nowhere\n", "@\n@\n", "@\0\n", ""]
        .map {
            Array($0.utf8)
        }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        copy.lay([1])
        retired.lay([1])
        note.lay(PathFile.contents(newFolder))
        other.lay([2])
        let written = bytes.flatMap { $0 == UInt8(ascii: "@") ? Array(retired.folder.utf8) : [$0] }
        mark.lay(written)
        let brought = "\(newFolder)/gate.db"
        try? DurableFile.remove(brought, durability: .eventual)
        let settled = GateMove.settled(GateFolder(path: newFolder)) { _ in true }
        guard settled.place.path == newFolder, (try? DurableFile.read(other.path, limit: 8)) == [2] else {
            return .broken(.astray)
        }
        let isBrought = DurableFile.exists(brought)
        guard settled.isFinished == isBrought, isBrought != DurableFile.exists(copy.path) else {
            return .broken(.misread)
        }
        guard isBrought else { return .refused }
        // What is named is the folder with the note that leads here, however it is spelled.
        guard let named = PathFile(written), named.isWhole, FileSystems.isSamePlace(named.path, retired.folder) else {
            return .broken(.astray)
        }
        return .accepted
    }
}
