import ArgumentParser
import CaseVault

/// `audit show`: entries of the log. Needs no passphrase: the log is readable by design.
struct AuditShowVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "show", .auditShow, usage: "audit show [--from N] [--to N] [--last N]",
            examples: ["audit show", "audit show --last 10", "audit show --from 0 --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Option(help: .init(OptionText.from.text, valueName: "N")) var from: UInt64?

    @Option(help: .init(OptionText.to.text, valueName: "N")) var to: UInt64?

    @Option(help: .init(OptionText.last.text, valueName: "N")) var last: UInt64?

    /// How many a person sees who does not say how many.
    private static let shown: UInt64 = 50

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try await call.withVaultToLook { (vault) async throws(Failure) -> ExitStatus in
            let status: VaultStatus
            do throws(VaultError) { status = try await vault.status() } catch { throw .vault(error) }
            let count = status.entries
            if let rollback = status.rollback { call.output.note(RollbackText(rollback, call.time)) }
            let isPart = from == nil && to == nil && last == nil && call.output.isOnTerminal && global.json == false
            let least = isPart ? Self.shown : last
            let start = max(from ?? 0, least.map { count - min($0, count) } ?? 0)
            do { try show(try await vault.auditLines(from: start, to: to), call.output) } catch {
                throw Failure(any: error)
            }
            if isPart, count > Self.shown { call.output.note(NoteText.shownPartly(shown: Int(Self.shown), of: count)) }
            return .done
        }
    }

    private func show(_ lines: [String], _ output: Output) throws(Failure) {
        if output.form == .json {
            for line in lines { try output.line(line) }
        } else {
            try output.list(lines.compactMap(EntryLine.init), EntryLine.columns(output))
        }
    }
}

/// `audit verify`: the verdict on the whole log.
struct AuditVerifyVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("verify", .auditVerify, usage: "audit verify", examples: ["audit verify", "audit verify --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let answer = try await answer(call)
        if global.json {
            try call.output.json(answer)
        } else {
            try call.output.line(ResultText.verified(verdict: answer.verdict.rawValue, entries: answer.entries).text)
            try FindingLines.show(answer.findings, call.output)
            if let rollback = answer.seen { call.output.note(RollbackText(rollback, call.time)) }
        }
        switch answer.verdict {
        case .ok: return .done
        case .tampered: return .integrity
        case .incomplete: return .incomplete
        }
    }

    /// A log that is so wrong that the vault does not open is a verdict, not an error.
    private func answer(_ call: Invocation) async throws(Failure) -> VerifyAnswer {
        let progress = CheckProgress(call.output)
        defer { progress.finish() }
        do {
            return try await call.withVaultToLook { (vault) async throws(Failure) -> VerifyAnswer in
                do throws(VaultError) {
                    let report = try await vault.verifyLog { progress.show(done: $0, total: $1) }
                    return VerifyAnswer(report, try await vault.status().rollback)
                } catch { throw .vault(error) }
            }
        } catch .vault(.damaged) {
            let directory = try call.directory()
            let wait = VaultWait.patient
            do {
                let report = try await Vault.check(
                    at: directory, gate: global.gate, gateKey: global.gateKey,
                    waiting: wait.lock(of: directory, call.output))
                return VerifyAnswer(unopened: report)
            } catch { throw wait.failure(error) }
        }
    }
}

/// `audit verify` for programs.
private struct VerifyAnswer: Encodable {
    let verdict: VerifyReport.Verdict
    let entries: UInt64
    /// Empty when the log could not be read to its end.
    let head: String
    let findings: [CheckReport.Finding]
    let rollback: RollbackAnswer?
    /// The same for the sentence.
    let seen: Rollback?

    private enum CodingKeys: String, CodingKey { case verdict, entries, head, findings, rollback }

    init(_ report: VerifyReport, _ rollback: Rollback?) {
        (self.rollback, seen) = (rollback.map(RollbackAnswer.init), rollback)
        (verdict, entries, head, findings) = (report.verdict, report.entries, report.head, report.findings)
    }

    init(unopened report: CheckReport) {
        (rollback, seen) = (report.rollback.map(RollbackAnswer.init), report.rollback)
        (verdict, entries, head, findings) = (.tampered, report.entries, "", report.findings)
    }
}
