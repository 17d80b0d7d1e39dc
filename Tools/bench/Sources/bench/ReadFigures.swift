import BenchLimits
import CaseVault

/// Reading: what opening costs apart from its entry, and audited reads alone and together.
struct ReadFigures {
    let scale: Scale
    let house: House
    private(set) var figures: [Figure] = []

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    mutating func run() async throws {
        try await warm()
        try await oneByOne()
        try await together()
        try await batches()
        try await slowDisk()
    }

    /// A list opens every record of a case after one commit, so the time from the end of that commit's fsync, less that
    /// of a list of one record, is the opening alone: row, gate half, key, seal, remembered signature, line.
    private mutating func warm() async throws {
        let (house, cases) = (house, Array(house.cases.shuffled().prefix(64)))
        for reference in cases { _ = try await house.list(reference) }
        let (here, limit) = try await inTurn(scale.rounds) {
            let one = try await Self.afterSync { try await house.list(house.small) }
            let many = try await Samples(Self.each(cases) { try await house.list($0) }).median
            return (many - one) / Double(scale.recordsEach - 1)
        } limit: {
            try Limits.recordOpen()
        }
        figures.append(
            Figure(
                name: "warm read, before its entry, of \(scale.cases * scale.recordsEach)", unit: .microseconds,
                samples: here, limit: .init(what: "SQLite, 3 BLAKE2b, XChaCha20", samples: limit),
                target: .atMost(15)))
    }

    private static func each(
        _ cases: [CaseReference], _ list: (CaseReference) async throws -> Int
    ) async throws -> [Double] {
        var times: [Double] = []
        for reference in cases { times.append(try await afterSync(1) { try await list(reference) }) }
        return times
    }

    /// Microseconds from the last fsync to the answer.
    private static func afterSync(_ times: Int = 15, _ list: () async throws -> Int) async throws -> Double {
        var found: [Double] = []
        for _ in 0..<times {
            guard try await list() > 0 else { throw BenchError.answer }
            found.append((bench_now() - bench_last_sync()) / 1_000)
        }
        return Samples(found).median
    }

    private mutating func oneByOne() async throws {
        let house = house
        var cost = Cost()
        let (here, limit) = try await inTurn(scale.rounds) {
            try await cost.measure(scale.reads) { for _ in 0..<scale.reads { try await show(house) } }
        } limit: {
            try Limits.commits(rows: 1)
        }
        figures.append(
            Figure(
                name: "audited reads, one by one", unit: .perSecond, samples: here,
                limit: .init(what: "commits of 700 B", samples: limit), target: .partOfLimit(0.5)))
        figures += cost.figures(of: "an audited read, one by one")
    }

    /// A record anywhere in the house.
    private func show(_ house: House) async throws {
        let number = UInt32.random(in: 1...UInt32(scale.recordsEach))
        try await house.show(house.cases[Int.random(in: 0..<house.cases.count)], number)
    }

    private mutating func together() async throws {
        var cost = Cost()
        let (rates, limit) = try await inTurn(scale.rounds) {
            try await cost.measure(scale.reads * 10) { try await readTogether(scale.reads * 10) }
        } limit: {
            try Limits.commits(rows: callers) * Double(callers)
        }
        figures.append(
            Figure(
                name: "audited reads, \(callers) callers", unit: .perSecond, samples: rates,
                limit: .init(what: "\(callers) rows a commit", samples: limit), target: .atLeast(25_000)))
        figures += cost.figures(of: "an audited read, \(callers) callers")
    }

    private func readTogether(_ reads: Int) async throws {
        let (house, all) = (house, house.cases.count * scale.recordsEach)
        try await concurrently(reads) { _ in
            let place = Int.random(in: 0..<all)
            try await house.show(house.cases[place % house.cases.count], UInt32(1 + place / house.cases.count))
        }
    }

    private mutating func batches() async throws {
        let (house, count) = (house, max(8, scale.reads / 20))
        var cost = Cost()
        let (rates, limit) = try await inTurn(scale.rounds) {
            var read = 0
            let rate = try await cost.measure(count * scale.recordsEach) {
                for _ in 0..<count { read += try await house.readAll(house.cases.randomElement() ?? house.small) }
            }
            guard read == count * scale.recordsEach else { throw BenchError.answer }
            return rate
        } limit: {
            try Limits.commits(rows: scale.recordsEach) * Double(scale.recordsEach)
        }
        figures.append(
            Figure(
                name: "audited reads, a case of \(scale.recordsEach) at once", unit: .perSecond, samples: rates,
                limit: .init(what: "\(scale.recordsEach) rows a commit", samples: limit), target: .atLeast(25_000)))
        figures += cost.figures(of: "an audited read, a case at once")
    }

    /// A laptop's disk: every fsync takes 5 ms longer.
    private mutating func slowDisk() async throws {
        bench_sync_pause(5_000)
        defer { bench_sync_pause(0) }
        var rates: [Double] = []
        for _ in 0..<3 {
            let time = try await seconds { try await readTogether(scale.reads * 4) }
            rates.append(Double(scale.reads * 4) / time)
        }
        figures.append(
            Figure(
                name: "audited reads, \(callers) callers, fsync + 5 ms", unit: .perSecond, samples: Samples(rates),
                target: .atLeast(5_000)))
    }
}
