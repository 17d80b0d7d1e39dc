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

    /// The 100,000 records of performance.md.
    static let whole = Scale(
        name: "whole", cases: 1_000, recordsEach: 100, rounds: 7, reads: 2_000, entries: 300_000,
        imported: 32_000)
    /// A few seconds: whether the program runs, and under a profiler.
    static let smoke = Scale(
        name: "smoke", cases: 5, recordsEach: 20, rounds: 2, reads: 100, entries: 1_000,
        imported: 200)
    /// Under a minute.
    static let quick = Scale(
        name: "quick", cases: 64, recordsEach: 100, rounds: 5, reads: 500, entries: 50_000,
        imported: 8_000)
}

/// Callers who ask at the same time.
let callers = 64
