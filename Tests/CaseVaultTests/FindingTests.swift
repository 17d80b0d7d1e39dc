import AuditLog
import Testing

@testable import CaseVault

/// What a finding says of the log: to whoever may write into it, and to whoever asks for a verdict.
@Suite struct FindingTests {
    private typealias Finding = CheckReport.Finding

    /// Every kind that a reader of chains can find, so that none is judged in two ways.
    @Test(arguments: ChainFinding.Kind.allCases)
    func theVerdictIsThatOfTheChain(_ kind: ChainFinding.Kind) throws {
        let finding = try #require(Finding(ChainFinding(kind, seqs: 3...5)))
        let verdicts: [ChainVerdict: VerifyReport.Verdict] = [.ok: .ok, .incomplete: .incomplete, .tampered: .tampered]
        #expect(finding.verdict == verdicts[kind.verdict])
        #expect([finding].verdict == finding.verdict)
        #expect(finding.isOfLog && finding.inLog(1).isOfLog)
    }

    @Test func theWorstFindingDecides() {
        let (ok, incomplete, tampered) = (
            Finding(entry: 1, .clockStep), Finding(entry: 2, .statementMissing), Finding(entry: 3, .notPermitted)
        )
        #expect([Finding]().verdict == .ok && [ok].verdict == .ok)
        #expect([ok, incomplete].verdict == .incomplete)
        #expect([incomplete, tampered, ok].verdict == .tampered)
    }

    /// What is wrong with a log that a restore ended is wrong with the log: nothing may be appended, as in the current one.
    @Test func nothingIsAppendedWhereAnEndedLogIsNotWhole() {
        for finding in [Finding(checkpoint: 5, .missing), Finding(entry: 5, .contentMismatch)] {
            for finding in [finding, finding.inLog(1)] {
                #expect(!report([finding]).mayBeRecorded, "\(finding.object)")
            }
        }
        #expect(report([Finding(object: "7K3M-94QP/1", kind: .missing)]).mayBeRecorded)
        #expect(report([Finding(grantOf: 5)]).mayBeRecorded)
        // A case's record may be called as it likes: its name is not asked.
        #expect(report([Finding(object: "entry of something", kind: .missing)]).mayBeRecorded)
    }

    private func report(_ findings: [Finding]) -> CheckReport {
        CheckReport(ok: findings.isEmpty, findings: findings, entries: 9, rows: 9, withGate: true, opened: nil)
    }
}
