import CaseVault
import Platform

/// One command being carried out: its options, where it writes, whom it asks.
struct Invocation {
    let options: GlobalOptions
    let environment: EnvironmentReading
    let remembered: RememberedChoices
    let output: Output
    let prompt: Prompt

    init(_ options: GlobalOptions, _ environment: EnvironmentReading) throws(Failure) {
        if let lang = options.lang, Language(rawValue: lang) == nil { throw .usage(.unknownLanguage) }
        self.options = options
        self.environment = environment
        remembered = RememberedChoices(environment)
        output = Output(options, environment)
        prompt = Prompt()
    }

    var time: LocalTime { output.time }

    /// The vault's directory.
    func directory() throws(Failure) -> String {
        try VaultLocation(options: options, environment: environment, remembered: remembered).directory()
    }
}
