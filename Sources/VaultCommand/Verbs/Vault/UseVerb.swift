import ArgumentParser
import CaseVault
import Platform

/// `use DIR`: which vault this account works with.
struct UseVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("use", .use, usage: "use DIR", examples: ["use /srv/house.vault"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.vaultDirectory.text, valueName: "DIR"), completion: .directory)
    var directory: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let directory = VaultLocation.absolute(directory)
        try VaultLocation.checkVault(directory)
        try call.remembered.remember(vault: directory)
        call.output.note(NoteText.remembered)
        return .done
    }
}
