import BenchLimits
import CaseVault

/// Reading: what opening costs apart from its entry, and audited reads alone and together.
struct ReadFigures {
    let scale: Scale
    let house: House
    private(set) var figures: [Figure] = []

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    mutating func run() async throws {
        try await house.stay()
        try await firstTimes()
        try await warm()
        try await oneByOne()
        try await together()
        try await batches()
        try await onAnotherDisk()
    }

    /// The first opening of a revision in a process verifies its author's signature. After that every record of the house
    /// is known, which is what warm means in the table of Measurements.md of CaseVault.
    private mutating func firstTimes() async throws {
        let (house, all) = (house, Double(scale.cases * scale.recordsEach))
        let turns = try await inTurn(1, .perSecond) {
            try await Turn.rate(of: all) { for each in house.cases { _ = try await house.readAll(each) } }
        } limit: {
            1e6 / (1e6 / (try Limits.reads(scale.recordsEach)) + (try Limits.verify()))
        }
        figures.append(
            Figure(
                name: "audited reads, each for the first time, a case of \(scale.recordsEach) at once",
                unit: .perSecond,
                turns,
                beside: "\(scale.recordsEach) signed rows a commit, then opened, a signature verified, on one core"))
    }

    private mutating func warm() async throws {
        let reading = try await WarmReading(
            house, house.cases, recordsEach: scale.recordsEach, draws: scale.reads / 2)
        let turns = try await inTurn(scale.rounds, .microseconds) {
            try await reading.measure()
        } limit: {
            try Limits.recordOpen()
        }
        let records = scale.cases * scale.recordsEach
        figures.append(
            Figure(
                name: "warm read, before its entry, of \(records)", unit: .microseconds, turns,
                beside: "SQLite, 3 BLAKE2b, XChaCha20", target: .warmRead(of: records)))
    }

    private mutating func oneByOne() async throws {
        let house = house
        var cost = Cost()
        let turns = try await inTurn(scale.rounds, .perSecond) {
            try await cost.measure(scale.reads) { for _ in 0..<scale.reads { try await show(house) } }
        } limit: {
            try Limits.commits(rows: 1)
        }
        figures.append(
            Figure(
                name: "audited reads, one by one", unit: .perSecond, turns, beside: "commits of 700 B",
                target: .oneByOne))
        figures += cost.figures(of: "an audited read, one by one", beside: turns.limit)
    }

    /// A record anywhere in the house.
    private func show(_ house: House) async throws {
        let number = UInt32.random(in: 1...UInt32(scale.recordsEach))
        try await house.show(house.cases[Int.random(in: 0..<house.cases.count)], number)
    }

    private mutating func together() async throws {
        var cost = Cost()
        let turns = try await inTurn(scale.rounds, .perSecond) {
            try await cost.measure(scale.reads * 10) { try await readTogether(scale.reads * 10) }
        } limit: {
            try Limits.reads(callers)
        }
        figures.append(
            Figure(
                name: "audited reads, \(callers) callers", unit: .perSecond, turns,
                beside: "\(callers) signed rows a commit, then opened", target: .together))
        figures += cost.figures(of: "an audited read, \(callers) callers", beside: turns.limit)
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
        let turns = try await inTurn(scale.rounds, .perSecond) {
            var read = 0
            let rate = try await cost.measure(count * scale.recordsEach) {
                for _ in 0..<count { read += try await house.readAll(house.cases.randomElement() ?? house.small) }
            }
            guard read == count * scale.recordsEach else { throw BenchError.answer }
            return rate
        } limit: {
            try Limits.reads(scale.recordsEach)
        }
        figures.append(
            Figure(
                name: "audited reads, a case of \(scale.recordsEach) at once", unit: .perSecond, turns,
                beside: "\(scale.recordsEach) signed rows a commit, then opened", target: .atOnce))
        figures += cost.figures(of: "an audited read, a case at once", beside: turns.limit)
    }

    /// The targets were written beside a disk whose fsync takes 0.1 ms; a laptop's takes 5 ms. Each pause is made after
    /// every fsync of the vault and of C alike.
    private mutating func onAnotherDisk() async throws {
        defer { bench_sync_pause(0) }
        bench_sync_pause(100)
        let alone = try await inTurn(scale.rounds, .perSecond) {
            try await Turn.rate(of: Double(scale.reads)) { for _ in 0..<scale.reads { try await show(house) } }
        } limit: {
            try Limits.commits(rows: 1)
        }
        figures.append(
            Figure(
                name: "audited reads, one by one, fsync + 0.1 ms", unit: .perSecond, alone,
                beside: "commits of 700 B, fsync + 0.1 ms", target: .oneByOne, isWaiting: true))
        bench_sync_pause(5_000)
        let together = try await inTurn(3, .perSecond) {
            try await Turn.rate(of: Double(scale.reads * 4)) { try await readTogether(scale.reads * 4) }
        } limit: {
            try Limits.reads(callers)
        }
        figures.append(
            Figure(
                name: "audited reads, \(callers) callers, fsync + 5 ms", unit: .perSecond, together,
                beside: "\(callers) signed rows a commit, then opened, fsync + 5 ms", target: .onSlowDisk,
                isWaiting: true))
    }
}

extension Target {
    fileprivate static let oneByOne = Target.partOfLimit(
        0.5,
        """
        C's commit is one row of 700 bytes. A read finds a case and a record, asks for a right, signs an entry over the hash \
        of the one before, opens a seal, and wakes a thread to be asked and one to answer; only a slow disk hides that.
        """)
    /// C reads 43,000 a second, so the target leaves 43 / 25 = 1.7 times C. That is 23 µs each: 12 to 15 for a signature, 6.4
    /// for an opening and the rest for rows and hashes. An opening is part of the limit, and of what C does here.
    fileprivate static let together = Target.atLeast(
        25_000, beside: 43_000,
        """
        Each caller's answer changes threads and each record has its own entry, whose signature covers the hash of the one \
        before; rights and references are asked of the fold, which follows every entry.
        """)
    fileprivate static let atOnce = Target.atLeast(
        25_000, beside: 43_000,
        """
        Each record has its own entry, whose signature covers the hash of the one before, and the fold follows every entry; \
        rights, references and tags are asked and drawn for each.
        """)
    /// 64 of C's reads under one commit take 64 / 43,000 s and 5 ms: 9,860 a second, and the target leaves 2.0 times that.
    fileprivate static let onSlowDisk = Target.atLeast(
        5_000, beside: 64 / (64 / 43_000 + 0.005),
        """
        Besides the pause each caller's answer changes threads; whoever asks again after the next commit has begun \
        waits for two.
        """)
}
