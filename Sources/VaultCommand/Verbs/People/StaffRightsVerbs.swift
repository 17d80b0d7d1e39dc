import ArgumentParser
import CaseVault
import Platform

/// `staff role LOGIN --role R,R`: all her roles from now on.
struct StaffRoleVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "role", .staffRole, usage: "staff role LOGIN --role R[,R]",
            examples: ["staff role jelena --role attorney,coordinator"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    @Option(name: .customLong("role"), help: .init(OptionText.roles.text, valueName: "R,R")) var roles: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let roles = try call.roles(roles)
        let response = try await call.perform(StaffRole(login: login, roles: roles))
        try call.output.one(
            response,
            [Column(.login) { $0.login }, Column(.roles) { $0.roles.map(\.description).joined(separator: ",") }])
        call.output.note(OfficerText.rolesSet(login: login))
        return .done
    }
}

/// `staff renew LOGIN`: says first what is lost, and asks for her login typed back.
struct StaffRenewVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "renew", .staffRenew, usage: "staff renew LOGIN [--yes LOGIN]",
            examples: ["staff renew jelena", "staff renew jelena --yes jelena"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    @Option(help: .init(OptionText.yesLogin.text, valueName: "LOGIN")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        // Nothing has looked yet whether it is a login.
        let shown = TextSanitizer.field(login)
        call.output.note(OfficerText.renews(login: shown))
        let lastHolder = try LastHolder(yes, login)
        if yes == nil {
            let typed = try call.prompt.line(.typeLoginBack(shown), else: "--yes \(shown)")
            guard typed == login else { throw .usage(.typedBackDiffers) }
        }
        let response = try await call.perform(StaffRenew(login: login, lastHolder: lastHolder))
        try Slip(response).show(call.output)
        return .done
    }
}

/// `conflict declare [LOGIN] CASE`.
struct ConflictDeclareVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "declare", .conflictDeclare, usage: "conflict declare [LOGIN] CASE [--yes CASE]",
            examples: ["conflict declare K-7F3Q2M-X", "conflict declare jelena K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.conflictWords.text, valueName: "CASE")) var words: [String] = []

    @Option(help: .init(OptionText.yesCase.text, valueName: "CASE")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard let last = words.last else { throw .usage(.missingArgument("CASE")) }
        guard words.count < 3 else { throw .usage(.unexpectedArgument) }
        let reference = try TypedArguments.reference(last)
        let lastHolder = try confirmed(reference, call)
        let response = try await call.perform(
            ConflictDeclare(case: reference, login: words.count == 2 ? words[0] : nil, lastHolder: lastHolder))
        if global.json { try call.output.json(response) }
        call.output.note(OfficerText.conflict(login: response.login, case: response.case))
        return .done
    }

    /// It cannot be withdrawn: at a terminal the reference is typed back.
    private func confirmed(_ reference: CaseReference, _ call: Invocation) throws(Failure) -> LastHolder {
        guard let yes else {
            guard call.prompt.isPossible else { return .refuses }
            let typed = try call.prompt.line(.typeReferenceBack(reference.description), else: "") ?? ""
            guard (try? CaseReference(typed)) == reference else { throw .usage(.typedBackDiffers) }
            return .refuses
        }
        guard (try? CaseReference(yes)) == reference else { throw .usage(.typedBackDiffers) }
        return .goesOn
    }
}
