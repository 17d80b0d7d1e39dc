/// A text as a field of a CSV file that somebody will open in a spreadsheet.
enum CSVField {
    /// In quotation marks, those inside doubled; a text that a spreadsheet would compute begins with an apostrophe.
    static func quoted(_ text: String) -> String {
        // By scalars: a mark that joins a quotation mark makes another letter of it, and none to whoever reads the file.
        let doubled = neutral(text).unicodeScalars.flatMap { $0 == "\"" ? [$0, $0] : [$0] }
        return "\"" + String(String.UnicodeScalarView(doubled)) + "\""
    }

    /// One line of fields, with the line end of RFC 4180.
    static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") + "\r\n" }

    /// Spreadsheets look for a formula behind spaces, line ends and invisible characters too.
    private static func neutral(_ text: String) -> String {
        let scalars = text.unicodeScalars
        if let first = scalars.first, first == "\t" || first == "\r" || first == "\n" { return "'" + text }
        guard let first = scalars.first(where: { !isPassedOver($0) }), begins.contains(first) else { return text }
        return "'" + text
    }

    /// `=`, `+`, `-`, `@`, and their full-width, small and mathematical forms.
    private static let begins: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{FE66}", "\u{FE62}", "\u{FE63}",
        "\u{FE6B}", "\u{2212}",
    ]

    private static func isPassedOver(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
