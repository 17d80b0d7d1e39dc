/// Makes text that others wrote harmless for a terminal, and honest: what cannot be seen is spelled out.
///
/// Control characters become `^[` or `\u{9B}`, so no escape sequence (OSC 52, window titles, colours) survives.
/// Characters that turn, hide or reorder text become `\u{202E}`. Letters of every script, combining marks and their
/// order are left alone; text written from right to left is enclosed in FSI and PDI (UAX 9) so that it cannot
/// reorder what stands beside it.
package enum TextSanitizer {
    /// A text of one line, such as a name: line ends and tabs are spelled out too.
    package static func field(_ text: String) -> String {
        isolated(spelled(text))
    }

    /// A text of several lines: split at line feeds, with or without a carriage return before them; tabs become
    /// spaces up to the next multiple of eight columns.
    package static func lines(_ text: String) -> [String] {
        var lines: [String.UnicodeScalarView] = [String.UnicodeScalarView()]
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            if scalar == "\r", scalars.first == "\n" { continue }
            if scalar == "\n" {
                lines.append(String.UnicodeScalarView())
            } else {
                lines[lines.count - 1].append(scalar)
            }
        }
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { isolated(expanded(String($0))) }
    }

    /// Spelled out but without isolation, to be cut to a width first.
    static func spelled(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(contentsOf: spelling(of: scalar)) }
        return String(result)
    }

    /// Enclosed in FSI and PDI if a letter is written from right to left.
    static func isolated(_ text: String) -> String {
        text.unicodeScalars.contains(where: ScalarClass.isRightToLeft) ? "\u{2068}\(text)\u{2069}" : text
    }

    private static let tabColumns = 8

    private static func expanded(_ line: String) -> String {
        let parts = line.unicodeScalars.split(separator: "\t", omittingEmptySubsequences: false)
        guard parts.count > 1 else { return spelled(line) }
        var result = ""
        for (index, part) in parts.enumerated() {
            result += spelled(String(part))
            guard index < parts.count - 1 else { break }
            result += String(repeating: " ", count: tabColumns - TextWidth.columns(result) % tabColumns)
        }
        return result
    }

    private static func spelling(of scalar: Unicode.Scalar) -> String.UnicodeScalarView {
        switch scalar.value {
        case 0..<0x20: return "^\(UnicodeScalar(UInt8(scalar.value) + 0x40))".unicodeScalars
        case 0x7F: return "^?".unicodeScalars
        default:
            guard ScalarClass.isHidden(scalar) else { return String.UnicodeScalarView([scalar]) }
            return "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
        }
    }
}
