import CaseVault
import Platform

/// What a restore gives, before or after it is done.
struct RestoreOutput {
    private let report: RestoreReport
    private let output: Output

    init(_ report: RestoreReport, _ output: Output) { (self.report, self.output) = (report, output) }

    /// Something missing is exit 9: what is here was restored, and more could be.
    func show(then end: RestoreText) throws(Failure) -> ExitStatus {
        if output.form == .json {
            try output.json(RestoreAnswer(report))
        } else if !output.quiet {
            for text in lines { try output.line(text.text) }
            try output.line(end.text)
        }
        return report.keysMissing.isEmpty && report.lockedOut.isEmpty ? .done : .incomplete
    }

    private var lines: [RestoreText] {
        var lines: [RestoreText] = [
            .state(until: output.time.text(report.until), entries: report.entries, known: report.entriesKnown),
            .gate(report.gate),
        ]
        if !report.after.isEmpty {
            lines.append(.after(report.after.sorted { $0.key < $1.key }.map { (act: $0.key, count: $0.value) }))
        }
        if report.after["staff.suspend"] != nil { lines.append(.suspendedAfter) }
        lines += report.keysMissing.map { .keyMissing($0) } + report.lockedOut.map { .lockedOut($0) }
        if report.keysKept > 0 { lines.append(.keysKept(report.keysKept)) }
        if report.erasedAgain > 0 { lines.append(.erasedAgain(report.erasedAgain)) }
        if !report.erasuresKnown { lines.append(.erasuresUnknown) }
        return lines
    }
}

/// `restore` for programs.
struct RestoreAnswer: Encodable {
    let vault: String
    let origin: UInt64
    let until: String
    let entries: UInt64
    let entriesKnown: UInt64
    let after: [String: Int]
    let gate: RestoreReport.GateAge
    let keysMissing: [String]
    let keysKept: Int
    let lockedOut: [String]
    let erasedAgain: Int
    let erasuresKnown: Bool
    let needsApproval: Bool

    init(_ report: RestoreReport) {
        (vault, origin, until) = (report.vault, report.origin, MachineTime.text(report.until))
        (entries, entriesKnown, after, gate) = (report.entries, report.entriesKnown, report.after, report.gate)
        (keysMissing, keysKept, lockedOut) = (report.keysMissing, report.keysKept, report.lockedOut)
        (erasedAgain, erasuresKnown) = (report.erasedAgain, report.erasuresKnown)
        needsApproval = report.needsApproval
    }
}

/// The newest restore for programs.
struct RestoreNewsAnswer: Encodable {
    let time: String
    let by: String
    let lost: UInt64
    let erasuresKnown: Bool
    let approvalDue: String?
    let unconfirmed: [String]

    init(_ news: RestoreNews) {
        (time, by, lost) = (MachineTime.text(news.time), news.by, news.lost)
        (erasuresKnown, unconfirmed) = (news.erasuresKnown, news.unconfirmed)
        approvalDue = news.approvalDue.map(MachineTime.text)
    }
}

/// A last backup for programs.
struct LastBackupAnswer: Encodable {
    let kind: BackupKind
    let time: String?
    let entriesSince: UInt64
    let together: Bool
    /// Opens only with a gate key that was changed since.
    let isVoid: Bool

    private enum CodingKeys: String, CodingKey {
        case kind, time, entriesSince, together
        case isVoid = "void"
    }

    init(_ backup: LastBackup) {
        (kind, time) = (backup.kind, backup.time.map(MachineTime.text))
        (entriesSince, together, isVoid) = (backup.entriesSince, backup.together, backup.isVoid)
    }
}
