import ArgumentParser
import CaseVault
import Platform

/// `staff add LOGIN`: an invitation.
struct StaffAddVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "add", .staffAdd, usage: "staff add LOGIN --role R[,R] [--name-fd N] [--here]",
            examples: ["staff add jelena --role attorney,case-lead", "staff add sanja --role psychologist --here"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.newPerson.text, valueName: "LOGIN")) var login: String

    @Option(name: .customLong("role"), help: .init(OptionText.roles.text, valueName: "R,R")) var roles: String?

    @Option(name: .customLong("name-fd"), help: .init(OptionText.nameDescriptor.text, valueName: "N"))
    var nameDescriptor: DescriptorNumber?

    @Flag(help: .init(OptionText.here.text)) var here = false

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        if here, !call.prompt.isPossible { throw .usage(.onlyAtTerminal("--here")) }
        try call.checkPassphraseSource()
        let roles = try call.roles(roles)
        let caller = try await call.caller()
        let early = nameDescriptor == nil ? try name(call) : nil
        let slip = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            let name = nameDescriptor == nil ? early : try name(call)
            return try await vault.done(StaffAdd(login: login, name: name, roles: roles), in: session)
        }
        guard here else {
            try Slip(slip).show(call.output)
            return .done
        }
        do throws(Failure) { try await enrol(slip.code, call) } catch {
            // She is invited, and nobody could tell her the code again.
            try Slip(slip).show(call.output)
            throw error.whileInviting
        }
        return .done
    }

    /// She sits down at the keyboard.
    private func enrol(_ code: String, _ call: Invocation) async throws(Failure) {
        try call.prompt.say(PromptText.sheIsHere(login: login).text, else: "--here")
        let passphrase = PassphraseHolder(try call.prompt.newPassphrase(nil, option: "--here"))
        try await Enrolment(call, login).enrol(HandedCode.code(code), passphrase)
    }

    /// Colleagues see the name; there need not be one.
    private func name(_ call: Invocation) throws(Failure) -> String? {
        if let nameDescriptor { return try DescriptorLine.read(nameDescriptor, option: "--name-fd") }
        guard call.prompt.isPossible else { return nil }
        return try call.prompt.line(.personName, else: "--name-fd", trace: .erased)
    }
}

/// `staff list`.
struct StaffListVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("list", .staffList, usage: "staff list", examples: ["staff list", "staff list --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let staff = try await call.perform(StaffList())
        try call.output.list(staff.map(StaffAnswer.init), StaffAnswer.columns(call.output))
        return .done
    }
}

/// `staff show LOGIN`.
struct StaffShowVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("show", .staffShow, usage: "staff show LOGIN", examples: ["staff show jelena"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let member = try await call.perform(StaffShow(login: login))
        try call.output.one(StaffAnswer(member), StaffAnswer.columns(call.output))
        return .done
    }
}

/// `staff confirm LOGIN`: six words were compared by voice.
struct StaffConfirmVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("confirm", .staffConfirm, usage: "staff confirm LOGIN", examples: ["staff confirm jelena"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.person.text, valueName: "LOGIN")) var login: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try call.checkPassphraseSource()
        let caller = try await call.caller()
        let keeper = SessionKeeper()
        if call.prompt.isPossible, !global.json {
            let words = try await call.withSession(as: caller, keeping: keeper) {
                (vault, session) async throws(Failure) in
                try await vault.done(StaffWords(login: login), in: session).words
            }
            try ask(words, call)
        }
        let response = try await call.withSession(as: caller, keeping: keeper) {
            (vault, session) async throws(Failure) in
            try await vault.done(StaffConfirm(login: login), in: session)
        }
        try call.output.one(response, [Column(.login) { $0.login }, Column(.key) { $0.key }])
        call.output.note(NoteText.wordsConfirmed(login: login))
        return .done
    }

    /// A script that gives the command says with it that the words were compared.
    private func ask(_ words: [String], _ call: Invocation) throws(Failure) {
        try call.prompt.say(NoteText.confirmWords(login: login).text, else: "")
        try call.prompt.say("  " + words.joined(separator: " "), else: "")
        guard try call.prompt.agrees(.wordsHeard(login: login), else: "") else { throw .input(.stopped) }
    }
}
