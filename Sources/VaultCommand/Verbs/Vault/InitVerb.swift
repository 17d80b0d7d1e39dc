import ArgumentParser
import CaseVault
import Platform

/// `init DIR`: a new vault and its first administrator.
struct InitVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "init", .initialise,
            usage: "init DIR --name NAME --admin LOGIN [--gate DIR|here] [--role R,R] "
                + "[--derivation light|standard|strong]",
            examples: [
                "init house.vault --name \"Kuća\" --admin mira",
                "init house.vault --name \"Kuća\" --admin mira --gate /media/office/KEY/gate --passphrase-fd 3",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.newVaultDirectory.text, valueName: "DIR"), completion: .directory)
    var directory: String

    @Option(help: .init(OptionText.organisation.text, valueName: "NAME")) var name: String?

    @Option(help: .init(OptionText.administrator.text, valueName: "LOGIN")) var admin: String?

    @Option(name: .customLong("role"), help: .init(OptionText.furtherRoles.text, valueName: "R,R")) var roles: String?

    @Option(
        help: .init(OptionText.derivation.text, valueName: "LEVEL"), completion: .list(["light", "standard", "strong"]))
    var derivation: String?

    @Option(
        name: .customLong("new-passphrase-fd"), help: .init(OptionText.newPassphraseDescriptor.text, valueName: "N"))
    var newPassphraseDescriptor: DescriptorNumber?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let directory = VaultLocation.absolute(directory)
        if VaultLocation.isVault(directory) { throw .vault(.alreadyExists) }
        guard VaultLocation.hasFolder(directory) else { throw .usage(.noFolder) }
        let language = try askedLanguage(call)
        do {
            return try await Language.$current.withValue(language) { try await create(at: directory, call) }
        } catch { throw Failure(any: error) }
    }

    /// Asked at a terminal unless `--lang` says it; remembered for this account.
    private func askedLanguage(_ call: Invocation) throws(Failure) -> Language {
        guard call.prompt.isPossible, global.lang == nil, !global.json else { return Language.current }
        let languages = [(value: Language.english, code: "en", name: "English"), (.serbian, "sr", "srpski")]
        let language = try call.prompt.choice(.language, of: languages, else: "--lang")
        // Only a convenience: without a home folder the locale decides next time.
        try? call.remembered.remember(language: language)
        return language
    }

    private func create(at directory: String, _ call: Invocation) async throws(Failure) -> ExitStatus {
        let settings = try checked(try settings(call), at: directory, call)
        let passphrase = try call.prompt.newPassphrase(
            newPassphraseDescriptor ?? global.passphraseDescriptor, option: "--new-passphrase-fd")
        let made: NewlyMade
        do { made = try await Vault.createKeepingKeys(at: directory, settings, passphrase: passphrase) } catch {
            throw .vault(error)
        }
        try call.output.one(
            made.genesis, [Column(.vaultID) { $0.vault }, Column(.words) { $0.words.joined(separator: " ") }])
        call.output.note(NoteText.wordsOfGenesis)
        call.output.note(NoteText.useHint(TextSanitizer.field(self.directory)))
        if call.prompt.isPossible, !global.json {
            try await SecondAdministrator(call, directory, settings).invite(keys: made.keys)
        }
        return .done
    }

    /// A login or a name that was typed and is not good is asked for again, before a passphrase is chosen.
    private func checked(
        _ settings: NewVault, at directory: String, _ call: Invocation
    ) throws(Failure) -> NewVault {
        var settings = settings
        while true {
            do throws(VaultError) {
                try Vault.checkCreation(at: directory, settings)
                return settings
            } catch {
                switch error {
                case .invalid(.login) where admin == nil:
                    try call.prompt.say(error.report.message.text, else: "--admin")
                    settings.administrator = try call.prompt.required(.administrator, else: "--admin")
                case .invalid(.organisation) where name == nil:
                    try call.prompt.say(error.report.message.text, else: "--name")
                    settings.name = try call.prompt.required(.organisation, else: "--name")
                default: throw .vault(error)
                }
            }
        }
    }

    private func settings(_ call: Invocation) throws(Failure) -> NewVault {
        let level = derivation.map { NewVault.Derivation(rawValue: $0) } ?? .standard
        guard let level else { throw .usage(.unknownDerivation) }
        let further = if let roles { try RoleList.parse(roles) } else { [Role]() }
        let name = if let name { name } else { try call.prompt.required(.organisation, else: "--name") }
        let administrator =
            if let admin { admin } else { try call.prompt.required(.administrator, else: "--admin") }
        return NewVault(
            name: name, administrator: administrator, furtherRoles: further, derivation: level,
            gate: try gatePlace(call))
    }

    /// There is no default: on a stick is safer, in the vault's directory is what someone without a stick can do.
    private func gatePlace(_ call: Invocation) throws(Failure) -> NewVault.GatePlace {
        if let gate = global.gate {
            if gate == "here" { return .here }
            guard VaultLocation.hasFolder(VaultLocation.absolute(gate)) else { throw .usage(.noFolder) }
            return .directory(VaultLocation.absolute(gate))
        }
        let isOnStick = try call.prompt.choice(
            .gatePlace,
            of: [
                (value: true, code: "", name: PromptText.gateOnStick.text),
                (value: false, code: "", name: PromptText.gateHere.text),
            ], else: "--gate")
        guard isOnStick else { return .here }
        while true {
            let gate = VaultLocation.absolute(try call.prompt.required(.stickDirectory, else: "--gate"))
            if VaultLocation.hasFolder(gate) { return .directory(gate) }
            try call.prompt.say(UsageText.noFolder.text, else: "--gate")
        }
    }
}
