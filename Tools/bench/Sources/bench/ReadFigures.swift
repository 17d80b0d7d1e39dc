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

    private mutating func warm() async throws {
        let reading = try await WarmReading(
            house, Array(house.cases.shuffled().prefix(64)), recordsEach: scale.recordsEach)
        let (here, limit) = try await inTurn(scale.rounds) {
            try await reading.measure()
        } limit: {
            try Limits.recordOpen()
        }
        figures.append(
            Figure(
                name: "warm read, before its entry, of \(scale.cases * scale.recordsEach)", unit: .microseconds,
                samples: here, limit: .init(what: "SQLite, 3 BLAKE2b, XChaCha20", samples: limit),
                target: .atMost(15)))
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
        let (rates, limit) = try await inTurn(3) {
            let time = try await seconds { try await readTogether(scale.reads * 4) }
            return Double(scale.reads * 4) / time
        } limit: {
            try Limits.commits(rows: callers) * Double(callers)
        }
        figures.append(
            Figure(
                name: "audited reads, \(callers) callers, fsync + 5 ms", unit: .perSecond, samples: rates,
                limit: .init(what: "\(callers) rows a commit, fsync + 5 ms", samples: limit),
                target: .atLeast(5_000)))
    }
}
