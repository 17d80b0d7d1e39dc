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
        let limit = try limitPeak()
        for bytes in [scale.fileBytes / 16, scale.fileBytes] { try await measure(bytes, limit) }
        bench_files_remove()
    }

    func close() async { await house.vault.close() }

    /// What this process holds while two threads of C seal and open the larger attachment, before the vault has moved a
    /// byte: the program itself, its libraries, and their chunks.
    private func limitPeak() throws -> Samples {
        guard bench_source_make(scale.fileBytes) == 0, bench_peak_reset() == 0 else { throw BenchError.limit("source") }
        _ = try Limits.fileIn(scale.fileBytes)
        _ = try Limits.fileOut(scale.fileBytes)
        return Samples([Double(bench_peak_kib()) / 1_024])
    }

    private mutating func measure(_ bytes: Int, _ limitPeak: Samples) async throws {
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
                beside: "read, seal on two threads, write, fsync", target: isWhole ? .into : nil,
                isWaiting: true))
        figures.append(
            Figure(
                name: "attachment of \(size) MiB out", unit: .gigabytesPerSecond, out,
                beside: "read, open on two threads", target: isWhole ? .out : nil, cores: (2, 2)))
        figures.append(
            Figure(
                name: "peak memory, attachment of \(size) MiB", unit: .mebibytes, samples: Samples(peaks),
                limit: Figure.Limit(what: "two threads of C in this process", samples: limitPeak), target: .peak))
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

extension Target {
    /// The disk takes C's 1.7 GB/s, which is less than two cores seal: the target leaves 1.7 times.
    fileprivate static let into = Target.atLeast(
        1, beside: 1.7,
        """
        The vault takes SHA-256 of every sealed chunk, in their order and on the same two cores; C takes none.
        """)
    /// C opens 1.65 GB/s on one core and 3.3 on two, which leaves 1.65 times.
    fileprivate static let out = Target.atLeast(
        2, beside: 3.3,
        """
        Chunks are handed on in their order, one at a time, and a thread that is ahead waits for room; C hands nothing on.
        """)
    /// A program of C alone takes 5 MiB; beside it this one has Swift's libraries, so no ratio follows from the target.
    fileprivate static let peak = Target.atMost(
        40,
        """
        Up to eight chunks of 256 KiB are under way where C has two, and the store's cache, the keys in locked memory and what \
        was freed but not given back to the system stay in the process.
        """)
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
