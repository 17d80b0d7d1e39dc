/// Widths of sanitised text on a terminal, in columns.
package enum TextWidth {
    package static func columns(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ScalarClass.columns($1) }
    }

    /// The text, or its start with `…` behind it, at most `columns` wide. A letter keeps its marks.
    package static func truncated(_ text: String, columns limit: Int) -> String {
        guard columns(text) > limit else { return text }
        guard limit > 0 else { return "" }
        var result = ""
        var width = 0
        for character in text {
            width += columns(String(character))
            if width > limit - 1 { break }
            result.append(character)
        }
        let isOpen = result.unicodeScalars.contains(firstStrongIsolate) && !result.unicodeScalars.contains(popIsolate)
        return result + "…" + (isOpen ? String(popIsolate) : "")
    }

    /// The text filled with spaces to `columns`; wider text stays as it is.
    package static func padded(_ text: String, columns width: Int, _ alignment: TextAlignment = .start) -> String {
        let space = String(repeating: " ", count: max(0, width - columns(text)))
        return alignment == .start ? text + space : space + text
    }

    /// The rows of a line in a window: broken at spaces where there are some, otherwise anywhere between letters.
    package static func wrapped(_ line: String, columns limit: Int) -> [String] {
        guard limit > 0, columns(line) > limit else { return [line] }
        let isIsolated = line.unicodeScalars.first == firstStrongIsolate
        var rows: [String] = []
        var rest = Array(line)[...]
        while !rest.isEmpty {
            let end = breakPoint(rest, limit)
            rows.append(String(rest[..<end]))
            rest = rest[end...]
        }
        guard isIsolated else { return rows }
        // Each row is isolated for itself: a row must not turn the ones below it.
        return rows.map { row in
            let inner = row.unicodeScalars.filter { $0 != firstStrongIsolate && $0 != popIsolate }
            return TextSanitizer.isolated(String(String.UnicodeScalarView(inner)))
        }
    }

    private static func breakPoint(_ text: ArraySlice<Character>, _ limit: Int) -> Int {
        var width = 0
        var lastSpace: Int?
        for index in text.indices {
            width += columns(String(text[index]))
            if width > limit {
                // At least one letter per row, or a window of one column would never end.
                return lastSpace.map { $0 + 1 } ?? max(index, text.startIndex + 1)
            }
            if text[index] == " " { lastSpace = index }
        }
        return text.endIndex
    }
}

package enum TextAlignment: Sendable {
    case start
    case end
}

private let firstStrongIsolate: Unicode.Scalar = "\u{2068}"
private let popIsolate: Unicode.Scalar = "\u{2069}"
