import BenchLimits
import CaseVault
import Platform

/// Attachments in and out, and the memory of the whole process meanwhile. Measured first, while it is small.
struct FileFigures {
    private let scale: Scale
    private let house: House
    private(set) var figures: [Figure] = []

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    mutating func run() async throws {
        for bytes in [scale.fileBytes / 16, scale.fileBytes] { try await measure(bytes) }
        bench_files_remove()
    }

    func close() async { await house.vault.close() }

    private mutating func measure(_ bytes: Int) async throws {
        guard bench_source_make(bytes) == 0, bench_peak_reset() == 0 else { throw BenchError.limit("source") }
        let (house, size) = (house, bytes >> 20)
        var number = 0
        var newest: RecordReference?
        var peaks: [Double] = []
        let into = try await inTurn(scale.fileRounds, .gigabytesPerSecond) {
            number += 1
            let rate = try await Turn.rate(of: Double(bytes) / 1e9) {
                newest = try await Self.add(bytes, named: "\(number).bin", to: house)
            }
            peaks.append(Double(bench_peak_kib()) / 1_024)
            return rate
        } limit: {
            try Limits.fileIn(bytes)
        }
        guard let newest else { throw BenchError.answer }
        let out = try await inTurn(scale.fileRounds, .gigabytesPerSecond) {
            let rate = try await Turn.rate(of: Double(bytes) / 1e9) { try await Self.drain(newest, bytes, house) }
            peaks.append(Double(bench_peak_kib()) / 1_024)
            return rate
        } limit: {
            try Limits.fileOut(bytes)
        }
        let isWhole = bytes == scale.fileBytes
        figures.append(
            Figure(
                name: "attachment of \(size) MiB in, durable", unit: .gigabytesPerSecond, into,
                beside: "read, seal on two threads, write, fsync", target: isWhole ? .atLeast(1) : nil,
                isWaiting: true))
        figures.append(
            Figure(
                name: "attachment of \(size) MiB out", unit: .gigabytesPerSecond, out,
                beside: "read, open on two threads", target: isWhole ? .atLeast(2) : nil, cores: (2, 2)))
        figures.append(
            Figure(
                name: "peak memory, attachment of \(size) MiB", unit: .mebibytes, samples: Samples(peaks),
                target: .atMost(40)))
    }

    /// As `casevault file add` sends it.
    private static func add(_ bytes: Int, named name: String, to house: House) async throws -> RecordReference {
        let source = try ReadableFile(opening: "source.bin")
        let file = OpenedSource(source)
        let begin = FileBegin(
            case: house.small, compartment: house.compartment, name: name, type: "application/octet-stream",
            size: UInt64(bytes))
        let begun = try await house.vault.perform(begin, in: house.session)
        try await house.vault.upload(begun.upload, in: house.session).send(from: { range, buffer, place in
            try file.read(range, &buffer, place)
        })
        let done = try await house.vault.perform(FileFinish(upload: begun.upload), in: house.session)
        return try RecordReference(done.file)
    }

    private static func drain(_ file: RecordReference, _ bytes: Int, _ house: House) async throws {
        let get = FileGet(file: file, purpose: house.purpose, showing: .piped)
        let reading = try await house.vault.open(get, in: house.session)
        defer { reading.close() }
        let count = Counter()
        try await reading.drain { count.add($0.count) }
        guard count.value == bytes else { throw BenchError.answer }
    }
}

/// The file that is sent, read by several threads.
private final class OpenedSource: Sendable {
    private let file: ReadableFile

    init(_ file: consuming ReadableFile) { self.file = file }

    func read(_ range: Range<Int>, _ buffer: inout [UInt8], _ place: Int) throws {
        guard try file.read(at: range.lowerBound, count: range.count, into: &buffer, from: place) == range.count
        else { throw BenchError.answer }
    }
}
