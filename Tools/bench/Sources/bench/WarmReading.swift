import BenchLimits
import CaseVault

/// What opening a record costs apart from its entry.
///
/// A list opens every record of a case after one commit, so the time from the end of that commit's fsync, less that of a
/// list of one record, is the opening alone: row, gate half, key, seal, remembered signature, line.
struct WarmReading {
    private let house: House
    private let cases: [CaseReference]
    private let recordsEach: Int

    /// - Parameter cases: of so many records each; the first reading of each is not measured.
    init(_ house: House, _ cases: [CaseReference], recordsEach: Int) async throws {
        (self.house, self.cases, self.recordsEach) = (house, cases, recordsEach)
        for reference in cases { _ = try await house.list(reference) }
    }

    /// Microseconds for a record.
    func measure() async throws -> Turn {
        let one = try await median(Array(repeating: house.small, count: 15))
        let many = try await median(cases)
        let rest = Double(recordsEach - 1)
        return Turn(value: (many.value - one.value) / rest, alone: (many.alone - one.alone) / rest)
    }

    /// Microseconds from the last fsync to the answer.
    private func median(_ cases: [CaseReference]) async throws -> Turn {
        var (times, processor): ([Double], [Double]) = ([], [])
        for reference in cases {
            guard try await house.list(reference) > 0 else { throw BenchError.answer }
            times.append((bench_now() - bench_last_sync()) / 1_000)
            processor.append((bench_processor() - bench_last_sync_processor()) / 1_000)
        }
        return Turn(value: Samples(times).median, alone: Samples(processor).median)
    }
}
