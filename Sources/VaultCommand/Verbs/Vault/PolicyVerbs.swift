import ArgumentParser
import CaseVault
import Platform

struct PolicyNoun: ParsableCommand {
    static var configuration: CommandConfiguration {
        .noun("policy", .policy, [PolicyShowVerb.self, PolicySetVerb.self])
    }
}

/// `policy show`: the table. Needs no passphrase.
struct PolicyShowVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("show", .policyShow, usage: "policy show", examples: ["policy show", "policy show --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let policy = try await call.withVaultToLook { (vault) async throws(Failure) -> PolicyReport in
            do throws(VaultError) { return try await vault.policy() } catch { throw .vault(error) }
        }
        try PolicyOutput(policy, call.output).show()
        return .done
    }
}

/// `policy set`: says first what follows, and asks for what is changed typed back.
struct PolicySetVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "set", .policySet,
            usage: "policy set [--compartment C [--role R --rights RIGHTS] [--custodians W] [--index I]] "
                + "[--erasure-wait DAYS] [--yes C|DAYS]",
            examples: [
                "policy set --compartment medical --role attorney --rights rw",
                "policy set --compartment stay --index whole --yes stay", "policy set --erasure-wait 14 --yes 14",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Option(help: .init(PolicyText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    @Option(help: .init(PolicyText.role.text, valueName: "R")) var role: String?

    @Option(help: .init(PolicyText.rights.text, valueName: "RIGHTS")) var rights: String?

    @Option(help: .init(PolicyText.custodians.text, valueName: "W")) var custodians: String?

    @Option(name: .customLong("index"), help: .init(PolicyText.index.text, valueName: "I")) var indexing: String?

    @Option(help: .init(PolicyText.erasureWait.text, valueName: "DAYS")) var erasureWait: Int?

    @Option(help: .init(PolicyText.yes.text, valueName: "C|DAYS")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let changes = try changes()
        guard !changes.isEmpty else { throw .usage(.missingValue("--rights")) }
        let word = compartment ?? erasureWait.map(String.init) ?? ""
        if let yes, yes != word { throw .usage(.typedBackDiffers) }
        if yes == nil { _ = try call.prompt.terminal(else: "--yes \(word)") }
        try call.checkPassphraseSource()
        let (caller, keeper) = (try await call.caller(), SessionKeeper())
        let tried = try await call.set(changes, .tries, caller, keeper)
        guard tried.changes else {
            call.output.note(PolicyText.same)
            return .done
        }
        for line in PolicyOutput.consequences(of: tried) { call.output.note(line) }
        if yes == nil {
            let typed = try call.prompt.line(.typeWordBack(word), else: "--yes \(word)")
            guard typed == word else { throw .usage(.typedBackDiffers) }
        }
        let done = try await call.set(changes, .sets, caller, keeper)
        if global.json { try call.output.json(PolicyChangeAnswer(done)) }
        call.output.note(PolicyText.done)
        return .done
    }

    private func changes() throws(Failure) -> [PolicySet.Change] {
        var changes: [PolicySet.Change] = []
        if let code = compartment {
            guard let compartment = Compartment(code) else { throw .usage(.unknownCompartment) }
            if let rights { changes.append(.rights(compartment, try namedRole(), rights)) }
            if let custodians { changes.append(.custodians(compartment, try Self.code(custodians, "--custodians"))) }
            if let indexing { changes.append(.indexing(compartment, try Self.code(indexing, "--index"))) }
        } else if role != nil || rights != nil || custodians != nil || indexing != nil {
            throw .usage(.missingValue("--compartment"))
        }
        if let erasureWait { changes.append(.erasureDays(erasureWait)) }
        return changes
    }

    private func namedRole() throws(Failure) -> Role {
        guard let role else { throw .usage(.missingValue("--role")) }
        guard let named = Role(role) else { throw .usage(.unknownRole) }
        return named
    }

    private static func code<C: RawRepresentable<String>>(_ text: String, _ option: String) throws(Failure) -> C {
        guard let value = C(rawValue: text) else { throw .usage(.badValue(option)) }
        return value
    }
}

extension Invocation {
    fileprivate func set(
        _ changes: [PolicySet.Change], _ extent: PolicySet.Extent, _ caller: Caller, _ keeper: SessionKeeper
    ) async throws(Failure) -> PolicySet.Response {
        try await withSession(as: caller, keeping: keeper) {
            (vault, session) async throws(Failure) -> PolicySet.Response in
            try await vault.done(PolicySet(changes, extent), in: session)
        }
    }
}
