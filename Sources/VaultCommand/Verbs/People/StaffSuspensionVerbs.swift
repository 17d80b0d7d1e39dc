import ArgumentParser
import CaseVault
import Platform

/// `staff suspend LOGIN`: at once, without a question; only what she alone holds is asked about.
struct StaffSuspendVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "suspend", .staffSuspend, usage: "staff suspend LOGIN [--yes LOGIN]",
            examples: ["staff suspend jelena", "staff suspend jelena --yes jelena"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    @Option(help: .init(OptionText.yesLogin.text, valueName: "LOGIN")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let lastHolder = try LastHolder(yes, login)
        let response = try await call.perform(StaffSuspend(login: login, lastHolder: lastHolder))
        if global.json { try call.output.json(response) }
        call.output.note(OfficerText.suspended(login: login))
        call.output.note(KeyText.rotateNext(login: login))
        return .done
    }
}

extension LastHolder {
    /// `--yes` repeats what the command is about, so that it is not given by habit.
    init(_ yes: String?, _ name: String) throws(Failure) {
        guard let yes else {
            self = .refuses
            return
        }
        guard yes == name else { throw .usage(.typedBackDiffers) }
        self = .goesOn
    }
}

/// `staff resume LOGIN`: asks for a second officer.
struct StaffResumeVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("resume", .staffResume, usage: "staff resume LOGIN", examples: ["staff resume jelena"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let response = try await call.perform(StaffResume(login: login))
        if global.json { try call.output.json(ResumeAnswer(response)) }
        if let number = response.number, let expires = response.expires {
            call.output.note(OfficerText.needsSecond(number: number, until: call.time.text(expires)))
        } else {
            call.output.note(OfficerText.resumed(login: login))
        }
        return .done
    }
}

/// `staff resume` for programs.
private struct ResumeAnswer: Encodable {
    let login: String
    let state: StaffResume.State
    let number: UInt64?
    let expires: String?

    init(_ response: StaffResume.Response) {
        (login, state, number) = (response.login, response.state, response.number)
        expires = response.expires.map(MachineTime.text)
    }
}
