import ArgumentParser
import CaseVault
import Platform

/// `status`: how the vault is and what needs someone. Needs no passphrase.
struct StatusVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("status", .status, usage: "status", examples: ["status", "status --quiet"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let directory = try call.directory()
        let status = try await call.withVaultToLook { (vault) async throws(Failure) -> VaultStatus in
            do throws(VaultError) { return try await vault.status() } catch { throw .vault(error) }
        }
        if global.json {
            try call.output.json(StatusAnswer(status, MachineState(directory)))
            return status.rollback == nil ? .done : .integrity
        }
        if let rollback = status.rollback { try call.output.line(RollbackText(rollback, call.time).text) }
        let report = StatusReport(status, MachineState(directory), call.time)
        for line in report.lines where line.isDue || !global.quiet { try call.output.line(line.text.text) }
        return status.rollback == nil ? .done : .integrity
    }
}
