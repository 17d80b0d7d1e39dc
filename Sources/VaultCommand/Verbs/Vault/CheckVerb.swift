import ArgumentParser
import CaseVault

/// `check`: is everything that is stored what was written?
struct CheckVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "check", .check, usage: "check [--deep --purpose P]",
            examples: ["check", "check --deep --purpose maintenance --as mira"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Flag(help: .init(OptionText.deep.text)) var deep = false

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard deep else {
            if purpose != nil { try call.checkPurpose(purpose) }
            return try CheckOutput(CheckAnswer(try await report(call)), call.output).show()
        }
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        let report = try await report(call)
        let deepReport = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            do throws(VaultError) { return try await vault.checkDeep(in: session, purpose: purpose) } catch {
                throw .vault(error)
            }
        }
        return try CheckOutput(CheckAnswer(report, deep: deepReport), call.output).show()
    }

    private func report(_ call: Invocation) async throws(Failure) -> CheckReport {
        let progress = CheckProgress(call.output)
        defer { progress.finish() }
        let directory = try call.directory()
        let wait = VaultWait.patient
        do {
            return try await Vault.checkAndRecord(
                at: directory, gate: global.gate, gateKey: global.gateKey,
                waiting: wait.lock(of: directory, call.output)
            ) { progress.show(done: $0, total: $1) }
        } catch { throw wait.failure(error) }
    }
}
