import BenchLimits
import CaseVault
import Foundation
import Platform

/// Measures the vault beside what C gets out of the same libraries, in one run on one machine.
///
/// Figures of different runs are not to be compared: the machine is shared.
@main struct Bench {
    static func main() async throws {
        ProcessStart.harden()
        let options = try Options(CommandLine.arguments.dropFirst())
        if options.showsScale {
            FileHandle.standardOutput.write(try PeerScale(options.scale).json())
            return
        }
        let here = FileManager.default.currentDirectoryPath
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard FileManager.default.changeCurrentDirectoryPath(folder) else { throw BenchError.options }
        let figures = try await options.figures()
        guard FileManager.default.changeCurrentDirectoryPath(here) else { throw BenchError.options }
        let report = Report(
            title: options.scale.name, figures: figures,
            peers: try options.peers.map { try Peer.read($0) } ?? [])
        print(report.markdown, terminator: "")
        if let path = options.json { try report.json().write(to: URL(fileURLWithPath: path)) }
        if let path = options.markdown { try Data(report.markdown.utf8).write(to: URL(fileURLWithPath: path)) }
    }

    private static func temporaryFolder() throws -> String {
        let folder = NSTemporaryDirectory() + "casevault-bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    fileprivate static func measured(_ scale: Scale) async throws -> [Figure] {
        let filed = try await fileFigures(scale)
        let imported = try await importFigures(scale)
        let searched = try await searchFigures(scale)
        let grown = try await growthFigures(scale)
        return try await houseFigures(scale) + imported + filed + searched + grown
    }

    /// Writing, reading and the log of a house that is filled record by record.
    fileprivate static func houseFigures(_ scale: Scale) async throws -> [Figure] {
        var house = try await House()
        try await house.openCases(scale.cases)
        guard bench_rows_make(Int32(scale.cases * scale.recordsEach), sealedByteCount) == 0
        else { throw BenchError.limit("rows") }
        defer { bench_rows_close() }
        var writes = WriteFigures(scale, house)
        try await progress("writing") { try await writes.run() }
        var reads = ReadFigures(scale, house)
        try await progress("reading") { try await reads.run() }
        let log = try await logFigures(scale, house) { try SizeFigures.figures(scale, entries: $0) }
        return reads.figures + writes.figures + log
    }

    /// The same readings alone, of a house whose records were imported.
    fileprivate static func readFigures(_ scale: Scale) async throws -> [Figure] {
        var house = try await House()
        try await house.importCases(scale.cases, of: scale.recordsEach)
        guard bench_rows_make(Int32(scale.cases * scale.recordsEach), sealedByteCount) == 0
        else { throw BenchError.limit("rows") }
        defer { bench_rows_close() }
        var reads = ReadFigures(scale, house)
        try await progress("reading") { try await reads.run() }
        await house.vault.close()
        return reads.figures
    }

    /// The log alone, of a house whose records were imported: they have a statement for each part, not one each, of which the
    /// sizes on the disk would tell, and verifying a little.
    fileprivate static func logFigures(_ scale: Scale) async throws -> [Figure] {
        var house = try await House()
        try await house.importCases(scale.cases, of: scale.recordsEach)
        return try await logFigures(scale, house) { _ in [] }
    }

    /// Closes the house.
    ///
    /// - Parameter whileClosed: what else is measured then, of so many entries.
    private static func logFigures(
        _ scale: Scale, _ house: House, whileClosed: (UInt64) throws -> [Figure]
    ) async throws -> [Figure] {
        var log = LogFigures(scale, house)
        try await progress("growing the log") { try await log.grow() }
        try await progress("verifying") { try await log.verify() }
        let entries = try await house.vault.status().entries
        await house.vault.close()
        let sizes = try whileClosed(entries)
        try await progress("opening") {
            try await log.verifyChain()
            try await log.opening()
        }
        return log.figures + sizes
    }

    fileprivate static func importFigures(_ scale: Scale) async throws -> [Figure] {
        var figures = try await sealingFigures(scale)
        for shape in ImportFigures.Shape.allCases {
            var imports = ImportFigures(scale, try await House(), shape)
            try await progress("importing, \(shape.rawValue)") { try await imports.run() }
            await imports.close()
            try removeHouse()
            figures += imports.figures
        }
        return figures
    }

    fileprivate static func sealingFigures(_ scale: Scale) async throws -> [Figure] {
        var figures: [Figure] = []
        try await progress("sealing and storing") { figures = try await SealingFigures.figures(scale) }
        return figures
    }

    private static func removeHouse() throws {
        for name in ["house.vault", "gate", "state"] { try FileManager.default.removeItem(atPath: name) }
    }

    fileprivate static func fileFigures(_ scale: Scale) async throws -> [Figure] {
        var files = FileFigures(scale, try await House())
        try await progress("attachments") { try await files.run() }
        await files.close()
        try removeHouse()
        return files.figures
    }

    fileprivate static func growthFigures(_ scale: Scale) async throws -> [Figure] {
        var growth = GrowthFigures(scale, try await House())
        try await progress("growing") { try await growth.run() }
        await growth.close()
        try removeHouse()
        return growth.figures
    }

    /// In a vault that is gone again before the others are measured.
    fileprivate static func searchFigures(_ scale: Scale) async throws -> [Figure] {
        var search = SearchFigures(scale, try await House())
        try await progress("searching") { try await search.run() }
        await search.close()
        try removeHouse()
        return search.figures
    }

    /// What a record of 1 KiB becomes: head, salt, signature and content, filled up to 1,536 bytes, and the seal's 73.
    static let sealedByteCount: Int32 = 1_609

    private static func progress(_ what: String, _ work: () async throws -> Void) async throws {
        let time = try await seconds(work)
        FileHandle.standardError.write(Data("\(what): \(String(format: "%.1f", time)) s\n".utf8))
    }
}

/// `--quick` or `--smoke`; `--only` measures one thing alone; `--json FILE` and `--markdown FILE` for copies of the
/// figures; `--peers FILE` for those of other programs; `--show-scale` prints what they are to be given, and measures
/// nothing.
private struct Options {
    private(set) var scale = Scale.whole
    private var only: String?
    private(set) var json: String?
    private(set) var markdown: String?
    private(set) var peers: String?
    private(set) var showsScale = false

    init(_ arguments: some Sequence<String>) throws {
        var rest = Array(arguments)[...]
        func value() throws -> String {
            guard let value = rest.popFirst() else { throw BenchError.options }
            return value
        }
        while let option = rest.popFirst() {
            switch option {
            case "--quick": scale = .quick
            case "--smoke": scale = .smoke
            case "--only": only = try value()
            case "--json": json = try value()
            case "--markdown": markdown = try value()
            case "--peers": peers = try value()
            case "--show-scale": showsScale = true
            default: throw BenchError.options
            }
        }
    }

    func figures() async throws -> [Figure] {
        switch only {
        case nil: try await Bench.measured(scale)
        case "sealing": try await Bench.sealingFigures(scale)
        case "imports": try await Bench.importFigures(scale)
        case "files": try await Bench.fileFigures(scale)
        case "search": try await Bench.searchFigures(scale)
        case "growth": try await Bench.growthFigures(scale)
        case "house": try await Bench.houseFigures(scale)
        case "reads": try await Bench.readFigures(scale)
        case "log": try await Bench.logFigures(scale)
        default: throw BenchError.options
        }
    }
}
