import BenchLimits
import CaseVault

/// What opening a record anywhere in the vault costs apart from its entry: its row, gate half, key, seal, remembered
/// signature, line.
///
/// A list opens every record of a case after one commit. The time from the end of that commit's fsync, less that of a list
/// of one record, is what opening rows takes that were just read. To it comes what a record drawn from the whole vault takes
/// more, from the same moment to its answer, than one that was just read: pages that SQLite has to fetch, and ids, keys and
/// rights that no cache of the processor holds.
struct WarmReading {
    /// Records are drawn from so many cases; with a hundred records each that is sixteen times what the store's cache holds.
    private static let mostCases = 2_000
    private static let lists = 15

    private let house: House
    private let cases: [CaseReference]
    private let recordsEach: Int
    private let draws: Int

    /// Opens every record of cases drawn from all of them: keys and headers are held from then on and signatures
    /// remembered. Of a vault that is larger than the store's cache nearly all of these rows have left it again by then.
    ///
    /// - Parameters:
    ///   - cases: of so many records each.
    ///   - draws: records drawn for each measurement.
    init(_ house: House, _ cases: [CaseReference], recordsEach: Int, draws: Int) async throws {
        (self.house, self.recordsEach, self.draws) = (house, recordsEach, draws)
        self.cases = Array(cases.shuffled().prefix(Self.mostCases))
        for reference in self.cases { _ = try await house.list(reference) }
    }

    /// Shows a record drawn from all that are held.
    func show() async throws {
        try await house.show(cases.randomElement() ?? house.small, .random(in: 1...UInt32(recordsEach)))
    }

    /// Microseconds for a record.
    func measure() async throws -> Turn {
        let (near, far) = (try await opening(), try await fetching())
        return Turn(value: near.value + far.value, alone: near.alone + far.alone)
    }

    /// One whose row was just read.
    private func opening() async throws -> Turn {
        var (one, many) = (Moments(), Moments())
        for reference in cases.shuffled().prefix(Self.lists) {
            _ = try await house.list(house.small)
            one.note()
            _ = try await house.list(reference)
            guard try await house.list(reference) == recordsEach else { throw BenchError.answer }
            many.note()
        }
        let rest = Double(recordsEach - 1)
        let (value, alone) = (many.median.value - one.median.value, many.median.alone - one.median.alone)
        return Turn(value: value / rest, alone: alone / rest)
    }

    /// What one drawn from everywhere takes more, each beside one that was just read.
    private func fetching() async throws -> Turn {
        var (far, near) = (Moments(), Moments())
        for _ in 0..<draws {
            try await show()
            far.note()
            try await house.show(house.small, 1)
            near.note()
        }
        return far.more(than: near)
    }
}

/// Microseconds from the last fsync to answers.
private struct Moments {
    private var times: [Double] = []
    private var processor: [Double] = []

    var median: Turn { Turn(value: Samples(times).median, alone: Samples(processor).median) }

    /// To be called when the answer is there.
    mutating func note() {
        times.append((bench_now() - bench_last_sync()) / 1_000)
        processor.append((bench_processor() - bench_last_sync_processor()) / 1_000)
    }

    /// Each compared with the one that was noted beside it.
    func more(than others: Moments) -> Turn {
        Turn(
            value: Samples(zip(times, others.times).map { $0 - $1 }).median,
            alone: Samples(zip(processor, others.processor).map { $0 - $1 }).median)
    }
}

extension Target {
    /// For a revision whose signature this process has verified before, as it is measured here. Of C's time for 100,000
    /// records, 6.4 µs, the target leaves 10 / 6.4 = 1.6 times; for other sizes none was written down.
    static func warmRead(of records: Int) -> Target {
        .atMost(
            records < 1_000_000 ? 10 : 13, beside: records == 100_000 ? 6.4 : nil,
            """
            Each opening hashes its row again, asks the fold for the right, looks up generation and half, opens 1,536 bytes \
            where C opens 1,024, and copies what C leaves in SQLite's memory.
            """)
    }
}
