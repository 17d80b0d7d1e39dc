import CaseVault
import Platform

/// One command being carried out: its options, where it writes, whom it asks.
struct Invocation {
    let options: GlobalOptions
    let environment: EnvironmentReading
    let remembered: RememberedChoices
    let output: Output
    let prompt: Prompt
    /// The session in which the command is given, or nil for one that stands alone.
    let session: OpenSession?

    /// - Parameter seconds: how long an answer is waited for; nil for ever.
    init(
        _ options: GlobalOptions, _ environment: EnvironmentReading, in session: OpenSession? = nil,
        waiting seconds: Int? = nil
    ) throws(Failure) {
        if let lang = options.lang, Language(rawValue: lang) == nil { throw .usage(.unknownLanguage) }
        self.options = options
        self.environment = environment
        remembered = RememberedChoices(environment)
        output = Output(options, environment)
        prompt = Prompt(waiting: seconds)
        self.session = session
    }

    var time: LocalTime { output.time }

    /// The vault's directory.
    func directory() throws(Failure) -> String {
        try VaultLocation(options: options, environment: environment, remembered: remembered).directory()
    }
}
