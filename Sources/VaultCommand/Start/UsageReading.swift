import ArgumentParser

/// ArgumentParser's errors in our words.
///
/// Its error cases are internal, so their names are read by reflection; an unknown name becomes the general message.
/// Of its own text only the name of an option or argument is used, never a value: that may be a client's name.
enum UsageReading {
    static func text(for error: any Error) -> UsageText {
        let own = CaseVaultCommand.message(for: error)
        switch caseName(of: error) {
        case "unknownOption", "invalidOption", "nonAlphanumericShortOption": return .unknownOption(option(in: own))
        case "missingValueForOption", "missingValueOrUnknownCompositeOption": return .missingValue(option(in: own))
        case "unexpectedValueForOption", "unableToParseValue": return .badValue(option(in: own) ?? argument(in: own))
        case "noValue": return .missingArgument(option(in: own) ?? argument(in: own))
        case "unexpectedExtraValues": return endsAtNoun(error) ? .unknownCommand : .unexpectedArgument
        case "missingSubcommand", "notParentCommand": return .unknownCommand
        default: return .notUnderstood
        }
    }

    private static func caseName(of error: any Error) -> String? {
        let inner = Mirror(reflecting: error).descendant("parserError") ?? error
        return Mirror(reflecting: inner).children.first?.label ?? String(describing: inner)
    }

    /// Whether parsing stopped at a noun: what follows it is then a verb that does not exist.
    private static func endsAtNoun(_ error: any Error) -> Bool {
        let stack = Mirror(reflecting: error).descendant("commandStack") as? [any ParsableCommand.Type]
        guard let last = stack?.last else { return false }
        return !last.configuration.subcommands.isEmpty
    }

    /// The first `--name` in a text.
    static func option(in text: String) -> String? {
        for part in text.split(whereSeparator: { " '\"=,".contains($0) }) where part.hasPrefix("--") {
            let name = part.dropFirst(2)
            let isName = name.count >= 2 && name.count <= 24 && name.utf8.allSatisfy { isNameByte($0) }
            return isName ? String(part) : nil
        }
        return nil
    }

    /// The first `<name>` in a text, as usage lines write it: `CASE`.
    private static func argument(in text: String) -> String? {
        guard let open = text.firstIndex(of: "<"), let close = text[open...].firstIndex(of: ">") else { return nil }
        let name = text[text.index(after: open)..<close]
        return name.utf8.allSatisfy { isNameByte($0) || isNameByte($0 | 0x20) } ? name.uppercased() : nil
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
    }
}
