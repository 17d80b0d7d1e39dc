/// How much is measured.
struct Scale {
    let name: String
    let cases: Int
    let recordsEach: Int
    /// How often each figure is measured.
    let rounds: Int
    /// Reads of one round, one by one; grouped reads are ten times as many.
    let reads: Int
    /// The log is grown to this many entries before it is opened and verified.
    let entries: UInt64
    /// Records of each import.
    let imported: Int
    /// Case labels that are searched.
    let labels: [Int]
    /// Records that one vault grows to.
    let growth: [Int]
    /// Bytes of the larger attachment; the smaller has a sixteenth.
    let fileBytes: Int
    let fileRounds: Int

    /// The whole form of Measurements.md of CaseVault: 100,000 records.
    static let whole = Scale(
        name: "whole", cases: 1_000, recordsEach: 100, rounds: 7, reads: 2_000, entries: 1_000_000,
        imported: 32_000, labels: [10_000, 100_000], growth: [10_000, 100_000, 1_000_000], fileBytes: 1 << 30,
        fileRounds: 5)
    /// A few seconds: whether the program runs, and under a profiler.
    static let smoke = Scale(
        name: "smoke", cases: 5, recordsEach: 20, rounds: 2, reads: 100, entries: 1_000,
        imported: 200, labels: [100], growth: [2_000, 4_000], fileBytes: 32 << 20, fileRounds: 1)
    /// Some two minutes. The larger vault is three times what the store's cache holds.
    static let quick = Scale(
        name: "quick", cases: 64, recordsEach: 100, rounds: 5, reads: 500, entries: 50_000,
        imported: 8_000, labels: [2_000], growth: [2_000, 40_000], fileBytes: 128 << 20, fileRounds: 3)
}

/// Callers who ask at the same time.
let callers = 64
