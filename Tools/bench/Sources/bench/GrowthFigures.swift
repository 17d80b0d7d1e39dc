import BenchLimits
import CaseVault

/// One vault that grows: whether reading and appending stay as they were.
struct GrowthFigures {
    private static let recordsEach = 100
    private let scale: Scale
    private let house: House
    private var cases: [CaseReference] = []
    private var stages: [Stage] = []

    private struct Stage {
        let records: Int
        let warm: (here: [Turn], limit: [Turn])
        /// Processor time in microseconds for an audited read, and for a record of an import: a hundred in a case that
        /// is there, and a hundred with the case they open.
        let read: Samples
        let append: Samples
        let opening: Samples
    }

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    mutating func run() async throws {
        for records in scale.growth {
            while (cases.count + 10) * Self.recordsEach <= records { try await add(min(100, missing(records))) }
            stages.append(try await measure(records))
        }
    }

    func close() async { await house.vault.close() }

    private func missing(_ records: Int) -> Int { records / Self.recordsEach - cases.count }

    private mutating func add(_ count: Int) async throws {
        let first = cases.count
        let groups = (first..<first + count).map { number in
            ImportGroup(
                target: .new, records: (0..<Self.recordsEach).map { house.record("\(number) \($0)") })
        }
        cases += try await house.send(ImportPlan(groups))
    }

    private mutating func measure(_ records: Int) async throws -> Stage {
        var (append, opening, read) = (Cost(), Cost(), Cost())
        for _ in 0..<3 {
            _ = try await opening.measure(Self.recordsEach) { try await add(1) }
            let (house, cases) = (house, cases)
            let known = cases.randomElement() ?? house.small
            _ = try await append.measure(Self.recordsEach) {
                let records = (0..<Self.recordsEach).map { house.record("again \(cases.count) \($0)") }
                _ = try await house.send(ImportPlan([ImportGroup(target: .known(known), records: records)]))
            }
            _ = try await read.measure(scale.reads) {
                for _ in 0..<scale.reads {
                    try await house.show(
                        cases.randomElement() ?? house.small, .random(in: 1...UInt32(Self.recordsEach)))
                }
            }
        }
        guard bench_rows_make(Int32(records), Bench.sealedByteCount) == 0 else { throw BenchError.limit("rows") }
        defer { bench_rows_close() }
        let reading = try await WarmReading(
            house, Array(cases.shuffled().prefix(64)), recordsEach: Self.recordsEach)
        let warm = try await inTurn(scale.rounds, .microseconds) {
            try await reading.measure()
        } limit: {
            try Limits.recordOpen()
        }
        return Stage(
            records: records, warm: warm, read: Samples(read.processor), append: Samples(append.processor),
            opening: Samples(opening.processor))
    }

    /// Every stage, and how the last stands to the first.
    var figures: [Figure] {
        stages.map { stage in
            Figure(
                name: "warm read, of \(stage.records)", unit: .microseconds, stage.warm,
                beside: "SQLite, 3 BLAKE2b, XChaCha20",
                target: .atMost(stage.records < 1_000_000 ? 15 : 20))
        }
            + [
                growth("warm read, processor time", { Samples($0.warm.here.map(\.alone)) }, target: .atMost(1.5)),
                growth("audited read, processor time", { $0.read }, target: .atMost(1.5)),
                growth("record imported, processor time", { $0.append }, target: .atMost(1.2)),
                growth("record imported with its case, processor time", { $0.opening }),
            ].compactMap(\.self)
    }

    private func growth(_ what: String, _ samples: (Stage) -> Samples, target: Figure.Target? = nil) -> Figure? {
        guard let first = stages.first, let last = stages.last, stages.count > 1 else { return nil }
        return Figure(
            name: "growth \(first.records) to \(last.records): \(what)", unit: .count,
            samples: samples(last).map { $0 / samples(first).median }, target: target)
    }
}
