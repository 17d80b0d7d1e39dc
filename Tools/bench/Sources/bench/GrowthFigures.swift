import BenchLimits
import CaseVault

/// One vault that grows: whether reading and appending stay as they were, and what becomes of C meanwhile.
struct GrowthFigures {
    private static let recordsEach = 100
    private let scale: Scale
    private let house: House
    /// Those of a hundred records.
    private var cases: [CaseReference] = []
    private var records = 0
    private var stages: [Stage] = []

    /// Microseconds, each measured in turn with C.
    private struct Stage {
        typealias Turns = (here: [Turn], limit: [Turn])

        let records: Int
        let warm: Turns
        let audited: Turns
        /// For a record of an import: a hundred in a case that is there, and a hundred with the case they open.
        let append: Turns
        let opening: Turns
    }

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    mutating func run() async throws {
        try await house.stay()
        for wanted in scale.growth {
            // A thousand fewer will do: measuring adds about as many.
            while records + 10 * Self.recordsEach <= wanted {
                try await add(min(100, (wanted - records) / Self.recordsEach))
            }
            stages.append(try await measure(wanted))
        }
    }

    func close() async { await house.vault.close() }

    private mutating func add(_ count: Int) async throws {
        let first = records / Self.recordsEach
        let groups = (first..<first + count).map { number in
            ImportGroup(
                target: .new, records: (0..<Self.recordsEach).map { house.record("\(number) \($0)") })
        }
        cases += try await house.send(ImportPlan(groups))
        records += count * Self.recordsEach
    }

    /// Imports a hundred records into a case that is there.
    private mutating func addAgain() async throws {
        let known = cases.remove(at: .random(in: cases.indices))
        let more = (0..<Self.recordsEach).map { house.record("again \(records) \($0)") }
        try await house.send(ImportPlan([ImportGroup(target: .known(known), records: more)]))
        records += Self.recordsEach
    }

    private mutating func measure(_ records: Int) async throws -> Stage {
        guard bench_rows_make(Int32(records), Bench.sealedByteCount) == 0 else { throw BenchError.limit("rows") }
        defer { bench_rows_close() }
        let each = Self.recordsEach
        let opening = try await inTurn(scale.rounds, .microseconds) {
            try await Turn.time(of: each, in: 1e6) { try await add(1) }
        } limit: {
            try Limits.append(each)
        }
        let append = try await inTurn(scale.rounds, .microseconds) {
            try await Turn.time(of: each, in: 1e6) { try await addAgain() }
        } limit: {
            try Limits.append(each)
        }
        let reading = try await WarmReading(house, cases, recordsEach: each, draws: scale.reads / 2)
        let audited = try await inTurn(scale.rounds, .microseconds) {
            try await Turn.time(of: scale.reads, in: 1e6) { for _ in 0..<scale.reads { try await reading.show() } }
        } limit: {
            1e6 / (try Limits.reads(1))
        }
        let warm = try await inTurn(scale.rounds, .microseconds) {
            try await reading.measure()
        } limit: {
            try Limits.recordOpen()
        }
        return Stage(records: records, warm: warm, audited: audited, append: append, opening: opening)
    }

    /// Every stage, and how the last stands to the first.
    var figures: [Figure] {
        stages.map { stage in
            Figure(
                name: "warm read, of \(stage.records)", unit: .microseconds, stage.warm,
                beside: "SQLite, 3 BLAKE2b, XChaCha20", target: .warmRead(of: stage.records))
        }
            + [
                growth("warm read", { $0.warm }, .warmGrowth),
                growth("audited read", { $0.audited }, .auditedGrowth),
                growth("record imported", { $0.append }, .importGrowth),
                growth("record imported with its case", { $0.opening }, .openingGrowth),
            ].compactMap(\.self)
    }

    private func growth(_ what: String, _ turns: (Stage) -> Stage.Turns, _ target: Target) -> Figure? {
        guard let first = stages.first, let last = stages.last, stages.count > 1 else { return nil }
        // The targets are for this growth; a smaller one says less.
        let isWhole = first.records <= 10_000 && last.records >= 1_000_000
        func growth(_ side: (Stage.Turns) -> [Turn], _ value: (Turn) -> Double) -> Samples {
            let before = Samples(side(turns(first)).map(value)).median
            return Samples(side(turns(last)).map { value($0) / before })
        }
        return Figure(
            name: "growth \(first.records) to \(last.records): \(what)", unit: .count,
            samples: growth(\.here, \.value), alone: growth(\.here, \.alone),
            limit: Figure.Limit(
                what: "C's own growth", samples: growth(\.limit, \.value), alone: growth(\.limit, \.alone)),
            target: isWhole ? target : nil)
    }
}

extension Target {
    fileprivate static let warmGrowth = Target.atMost(
        1.5,
        """
        Rows lie anywhere in the file: among a million, each opening fetches two pages that the store's 24 MiB do not hold, \
        and finds keys and rights in tables that the processor's caches do not hold.
        """)
    fileprivate static let auditedGrowth = Target.atMost(
        1.5,
        """
        As the warm read; and the case is found by its reference among all, the record among all.
        """)
    /// "Flat", with room for the spread.
    fileprivate static let importGrowth = Target.atMost(
        1.2,
        """
        Ids of records are hashes: each insertion meets another page of the index, and among a million these are not in the \
        store's 24 MiB.
        """)
    fileprivate static let openingGrowth = Target.atMost(
        1.2,
        """
        A case that is opened costs more with every case that its maker holds: her keyring is sealed whole for each new key, \
        as its format has it. The rest is that of the line above.
        """)
}
