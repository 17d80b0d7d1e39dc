/// Words of help texts that do not belong to one command.
enum HelpText: Message, CaseIterable {
    case examples, command, usage, arguments, options, commands, moreHelp, showHelp, showVersion, helpOfCommand,
        everywhere, standard

    var english: String {
        switch self {
        case .examples: "Examples:"
        case .command: "COMMAND"
        case .usage: "USAGE: "
        case .arguments: "ARGUMENTS:"
        case .options: "OPTIONS:"
        case .commands: "COMMANDS:"
        case .moreHelp: "  One command in detail:"
        case .showHelp: "Show help."
        case .showVersion: "Show the version."
        case .helpOfCommand: "Show the help of a command."
        case .everywhere: "Options of every command, such as --json and --vault: casevault help"
        case .standard: "(default: "
        }
    }

    var serbian: String {
        switch self {
        case .examples: "Primeri:"
        case .command: "NAREDBA"
        case .usage: "UPOTREBA: "
        case .arguments: "ARGUMENTI:"
        case .options: "OPCIJE:"
        case .commands: "NAREDBE:"
        case .moreHelp: "  Jedna naredba podrobno:"
        case .showHelp: "Pokazuje pomoć."
        case .showVersion: "Pokazuje verziju programa."
        case .helpOfCommand: "Pokazuje pomoć za naredbu."
        case .everywhere: "Opcije svih naredbi, kao --json i --vault: casevault help"
        case .standard: "(podrazumevano: "
        }
    }
}
