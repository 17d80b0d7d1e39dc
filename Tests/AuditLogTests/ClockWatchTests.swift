import Testing

@testable import AuditLog

@Suite struct ClockWatchTests {
    struct Step: Sendable {
        let wall: Int
        let mono: Int
        let sameBoot: Bool
        let finding: ChainFinding.Kind?
    }

    /// The second of two entries, in milliseconds after the first.
    @Test(arguments: [
        Step(wall: 1_000, mono: 1_000, sameBoot: true, finding: nil),
        Step(wall: 0, mono: 0, sameBoot: true, finding: nil),
        Step(wall: 2_900, mono: 1_000, sameBoot: true, finding: nil),
        Step(wall: 3_100, mono: 1_000, sameBoot: true, finding: .clockStep),
        Step(wall: -900, mono: 1_000, sameBoot: true, finding: nil),
        Step(wall: -1_100, mono: 1_000, sameBoot: true, finding: .clockStep),
        Step(wall: 3_600_000, mono: 1_000, sameBoot: true, finding: .clockStep),
        Step(wall: 86_443_000, mono: 86_400_000, sameBoot: true, finding: nil),
        Step(wall: 86_490_000, mono: 86_400_000, sameBoot: true, finding: .clockStep),
        Step(wall: 1_000, mono: -1, sameBoot: true, finding: .bootClockBackwards),
        Step(wall: 1_000, mono: -4_000, sameBoot: false, finding: nil),
        Step(wall: -1, mono: -4_000, sameBoot: false, finding: .clockBeforeLastBoot),
    ])
    func step(_ step: Step) throws {
        var log = try LogMaker(entries: 5)
        let last = try AuditEntry(parsing: log.lines[4]).fields
        var fields = try log.fields(by: log.signers[0], at: 5)
        fields.time = try #require(EntryTime(milliseconds: UInt64(Int(last.time.milliseconds) + step.wall)))
        fields.mono = UInt64(Int(last.mono) + step.mono)
        if !step.sameBoot { fields.boot = ShortHash(value: 1) }
        try log.append(fields, signer: log.signers[0])
        let report = log.verify(log.lines)
        #expect(report.findings == (step.finding.map { [ChainFinding($0, seqs: 5...5)] } ?? []))
        #expect(report.verdict == .ok)
    }
}
