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
        let here = FileManager.default.currentDirectoryPath
        let folder = try temporaryFolder()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        guard FileManager.default.changeCurrentDirectoryPath(folder) else { throw BenchError.options }
        let report = try await options.importsOnly ? imports(options.scale) : measured(options.scale)
        guard FileManager.default.changeCurrentDirectoryPath(here) else { throw BenchError.options }
        print(report.markdown, terminator: "")
        if let path = options.json { try report.json().write(to: URL(fileURLWithPath: path)) }
    }

    private static func temporaryFolder() throws -> String {
        let folder = NSTemporaryDirectory() + "casevault-bench-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        return folder
    }

    private static func measured(_ scale: Scale) async throws -> Report {
        let imported = try await importFigures(scale)
        let searched = try await searchFigures(scale)
        var house = try await House()
        try await house.openCases(scale.cases)
        guard bench_rows_make(Int32(scale.cases * scale.recordsEach), sealedByteCount) == 0
        else { throw BenchError.limit("rows") }
        defer { bench_rows_close() }
        var writes = WriteFigures(scale, house)
        try await progress("writing") { try await writes.run() }
        var reads = ReadFigures(scale, house)
        try await progress("reading") { try await reads.run() }
        var log = LogFigures(scale, house)
        try await progress("growing the log") { try await log.grow() }
        try await progress("verifying") { try await log.verify() }
        let entries = try await house.vault.status().entries
        await house.vault.close()
        let sizes = try SizeFigures.figures(scale, entries: entries)
        try await progress("opening") {
            try await log.verifyChain()
            try await log.opening()
        }
        return Report(
            title: "\(scale.name): \(scale.cases * scale.recordsEach) records, \(entries) entries",
            figures: reads.figures + writes.figures + imported + searched + log.figures + sizes)
    }

    private static func imports(_ scale: Scale) async throws -> Report {
        Report(title: "\(scale.name): imports", figures: try await importFigures(scale))
    }

    private static func importFigures(_ scale: Scale) async throws -> [Figure] {
        var figures: [Figure] = []
        for shape in ImportFigures.Shape.allCases {
            var imports = ImportFigures(scale, try await House(), shape)
            try await progress("importing, \(shape.rawValue)") { try await imports.run() }
            await imports.close()
            try removeHouse()
            figures += imports.figures
        }
        return figures
    }

    private static func removeHouse() throws {
        for name in ["house.vault", "gate", "state"] { try FileManager.default.removeItem(atPath: name) }
    }

    /// In a vault that is gone again before the others are measured.
    private static func searchFigures(_ scale: Scale) async throws -> [Figure] {
        var search = SearchFigures(scale, try await House())
        try await progress("searching") { try await search.run() }
        await search.close()
        try removeHouse()
        return search.figures
    }

    /// What a record of 1 KiB becomes: head, salt, signature and content, filled up to 1,536 bytes, and the seal's 73.
    private static let sealedByteCount: Int32 = 1_609

    private static func progress(_ what: String, _ work: () async throws -> Void) async throws {
        let time = try await seconds(work)
        FileHandle.standardError.write(Data("\(what): \(String(format: "%.1f", time)) s\n".utf8))
    }
}

/// `--quick` or `--smoke`, `--imports` to measure nothing else, and `--json FILE` for a second copy of the figures.
private struct Options {
    private(set) var scale = Scale.whole
    private(set) var importsOnly = false
    private(set) var json: String?

    init(_ arguments: some Sequence<String>) throws {
        var rest = Array(arguments)[...]
        while let option = rest.popFirst() {
            switch option {
            case "--quick": scale = .quick
            case "--smoke": scale = .smoke
            case "--imports": importsOnly = true
            case "--json":
                guard let path = rest.popFirst() else { throw BenchError.options }
                json = path
            default: throw BenchError.options
            }
        }
    }
}
