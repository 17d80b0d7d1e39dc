import Platform

/// The language in which the program speaks; machine output (`--json`) is always English.
enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case serbian = "sr"

    /// The language of this command. A task-local value, because ArgumentParser makes help texts in initialisers to
    /// which nothing can be passed.
    @TaskLocal static var current: Language = .english

    /// The language asked for: `--lang`, else what `init` was told on this computer, else the locale, else English.
    ///
    /// Looks at the raw arguments: also a command line that cannot be parsed is answered in the right language.
    static func requested(
        by arguments: [String], remembered: Language?, environment: EnvironmentReading
    ) -> Language {
        option(in: arguments) ?? remembered ?? locale(environment) ?? .english
    }

    private static func option(in arguments: [String]) -> Language? {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) }
            if argument == "--lang", index + 1 < arguments.count { return Language(rawValue: arguments[index + 1]) }
        }
        return nil
    }

    /// The first of LC_ALL, LC_MESSAGES and LANG that is set decides, as in POSIX.
    private static func locale(_ environment: EnvironmentReading) -> Language? {
        let name = environment[.languageAll] ?? environment[.languageMessages] ?? environment[.language]
        guard let name else { return nil }
        return Language(rawValue: String(name.prefix { $0 != "_" && $0 != "." && $0 != "@" }))
    }
}
