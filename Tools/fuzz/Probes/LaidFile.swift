import Foundation
import Platform

/// A file from which a parser reads its input itself, in a folder of this process below TMPDIR. Whoever starts the process
/// gives it a TMPDIR of its own and takes that away (Tools/campaigns/fuzz, Tools/fuzz/run).
struct LaidFile {
    let folder: String
    let path: String

    /// - Parameter place: below the folder of this process; two parsers never share one.
    init(_ name: String, in place: String) {
        folder = FileManager.default.temporaryDirectory.appending(path: "probe-\(getpid())/\(place)").path
        path = "\(folder)/\(name)"
    }

    /// Lays the input down in the place of the one before. The process ends where it cannot: nothing would be probed.
    func lay(_ bytes: [UInt8]) {
        do {
            if !DurableFile.exists(path) {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try Data().write(to: URL(fileURLWithPath: path))
            }
            // Not by a new file and its name: a disk would be asked for each of a million inputs.
            let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
            try file.write(contentsOf: Data(bytes))
            try file.truncate(atOffset: UInt64(bytes.count))
            try file.close()
        } catch {
            fatalError("no place for an input")
        }
    }

    /// What a writer of the house lays down there; the file is gone again. Nothing where it writes none.
    func written(by write: (_ path: String) throws -> Void) -> [UInt8]? {
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard (try? write(path)) != nil else { return nil }
        return try? DurableFile.read(path, limit: 1 << 20)
    }
}
