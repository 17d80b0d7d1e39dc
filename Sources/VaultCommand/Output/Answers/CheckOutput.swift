import CaseVault

/// `check` for programs: what was looked at without a passphrase and, with `--deep`, by opening.
struct CheckAnswer: Encodable {
    let ok: Bool
    let findings: [CheckReport.Finding]
    let entries: UInt64
    let rows: UInt64
    let withGate: Bool
    let opened: UInt64?
    let rollback: RollbackAnswer?
    /// The same for the sentence.
    let seen: Rollback?

    private enum CodingKeys: String, CodingKey {
        case ok, findings, entries, rows, withGate, opened, rollback
    }

    /// Both looks see some faults twice; each is told once.
    init(_ report: CheckReport, deep: CheckReport? = nil) {
        let known = Set(report.findings)
        findings = report.findings + (deep?.findings ?? []).filter { !known.contains($0) }
        ok = report.ok && deep?.ok != false
        (rollback, seen) = (report.rollback.map(RollbackAnswer.init), report.rollback)
        (entries, rows, withGate, opened) = (report.entries, report.rows, report.withGate, deep?.opened)
    }
}

/// The report of `check`.
struct CheckOutput {
    private let report: CheckAnswer
    private let output: Output

    init(_ report: CheckAnswer, _ output: Output) { (self.report, self.output) = (report, output) }

    func show() throws(Failure) -> ExitStatus {
        let status = self.status
        if output.form == .json {
            try output.json(report)
        } else {
            try output.line(summary.text)
            try FindingLines.show(report.findings, output)
            if let rollback = report.seen { output.note(RollbackText(rollback, output.time)) }
            let isInterrupted = report.findings.contains { $0.kind == .gateInterrupted }
            if !report.withGate, !isInterrupted { output.note(NoteText.withoutGate) }
            // Of an older copy that was put back the line above says what to do.
            if status == .integrity, report.seen == nil { output.note(NoteText.afterDamage) }
        }
        return status
    }

    private var status: ExitStatus {
        if report.ok { return report.withGate ? .done : .incomplete }
        return FindingLines.status(kinds: report.findings.map(\.kind))
    }

    private var summary: ResultText {
        report.ok
            ? .checkOK(entries: report.entries, rows: report.rows, opened: report.opened)
            : .checkFound(report.findings.count)
    }
}

/// Findings of `check` and `audit verify`.
enum FindingLines {
    static func show(_ findings: [CheckReport.Finding], _ output: Output) throws(Failure) {
        guard !findings.isEmpty else { return }
        try output.list(
            findings,
            [
                Column(.object) { $0.object },
                Column(.finding) { output.form == .lines ? $0.kind.rawValue : FindingText(kind: $0.kind).text },
            ])
    }

    /// Incomplete when everything found is something that is not here; else the worse.
    static func status(kinds: [CheckReport.Finding.Kind]) -> ExitStatus {
        !kinds.isEmpty && kinds.allSatisfy(isAbsence) ? .incomplete : .integrity
    }

    private static func isAbsence(_ kind: CheckReport.Finding.Kind) -> Bool {
        switch kind {
        case .keyMissing, .statementMissing, .mirrorBehind, .gateInterrupted: true
        case .databaseDamaged, .cannotRead, .hashMismatch, .contentMismatch, .missing, .unexpected, .olderRevision,
            .cannotOpen,
            .signatureInvalid, .notPermitted, .chainBroken, .malformed, .checkpointMismatch, .stateMismatch,
            .mirrorDiffers, .headAhead, .headDiffers, .gateBehind, .gateAhead, .clockStep, .uploadUnfinished,
            .unknownAct:
            false
        }
    }
}
