/// A help text of ArgumentParser in the language of this command: its own few words are replaced by ours.
enum HelpPage {
    static func localised(_ page: String) -> String {
        page.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }.joined(separator: "\n")
    }

    private static func line(_ line: String) -> String {
        if let heading = headings[line] { return heading.text }
        if line.hasPrefix("OVERVIEW: ") { return String(line.dropFirst(10)) }
        if line.hasPrefix("USAGE: ") { return HelpText.usage.text + line.dropFirst(7) }
        if let more = moreHelp(line) { return more }
        for (own, ours) in endings where line.hasSuffix(own) { return line.dropLast(own.count) + ours.text }
        return line.replacing("(default: ", with: HelpText.standard.text)
    }

    /// `  See 'casevault help <subcommand>' for detailed help.`
    private static func moreHelp(_ line: String) -> String? {
        let parts = line.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0] == "  See ", parts[2] == " for detailed help." else { return nil }
        let command = parts[1].split(separator: "<").first ?? parts[1]
        return "\(HelpText.moreHelp.text) \(command)\(HelpText.command.text)"
    }

    private static let headings: [String: HelpText] = [
        "ARGUMENTS:": .arguments, "OPTIONS:": .options, "SUBCOMMANDS:": .commands,
    ]

    private static let endings: [(String, HelpText)] = [
        ("Show help information.", .showHelp), ("Show the version.", .showVersion),
        ("Show subcommand help information.", .helpOfCommand),
    ]
}
