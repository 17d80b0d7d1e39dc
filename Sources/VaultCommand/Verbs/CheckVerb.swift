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
        if deep || purpose != nil { try call.checkPurpose(purpose) }
        if deep { try call.checkPassphraseSource() }
        let report = try await report(call)
        let answer = CheckAnswer(report, deep: deep ? try await deepReport(call) : nil)
        return try CheckOutput(answer, call.output).show()
    }

    private func report(_ call: Invocation) async throws(Failure) -> CheckReport {
        let progress = ProgressLine(call.output)
        defer { progress.finish() }
        let directory = try call.directory()
        do {
            return try await Vault.check(at: directory, gate: global.gate, gateKey: global.gateKey) {
                progress.show(done: $0, total: $1)
            }
        } catch { throw .vault(error) }
    }

    private func deepReport(_ call: Invocation) async throws(Failure) -> CheckReport {
        try await call.withSession { (vault, session) async throws(Failure) -> CheckReport in
            let purpose = try call.purpose(purpose, session)
            do throws(VaultError) { return try await vault.checkDeep(in: session, purpose: purpose) } catch {
                throw .vault(error)
            }
        }
    }
}
