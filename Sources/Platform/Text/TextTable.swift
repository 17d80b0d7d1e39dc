/// A table for the terminal. Cells are sanitised here, so callers hand over what the vault gave them.
package struct TextTable: Sendable {
    package struct Column: Sendable {
        let title: String
        let alignment: TextAlignment
        let minimum: Int

        /// - Parameter minimum: how narrow the column may become, in columns of the window, before the table runs over
        ///   its edge; nil if it may not be cut.
        package init(_ title: String, alignment: TextAlignment = .start, minimum: Int? = nil) {
            self.title = TextSanitizer.field(title)
            self.alignment = alignment
            self.minimum = minimum ?? .max
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    package init(_ columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row. Missing cells are empty; cells beyond the columns are dropped.
    package mutating func add(_ cells: [String]) {
        let cells = cells.prefix(columns.count).map(TextSanitizer.spelled)
        rows.append(cells + Array(repeating: "", count: columns.count - cells.count))
    }

    /// The heading and the rows, two spaces between columns and none at the end.
    ///
    /// - Parameter width: the window's columns, or nil for no limit (a pipe, a file).
    package func lines(width: Int?) -> [String] {
        let widths = fitted(to: width)
        return ([columns.map(\.title)] + rows).map { cells in
            let parts = cells.indices.map { index in
                let text = TextSanitizer.isolated(TextWidth.truncated(cells[index], columns: widths[index]))
                return TextWidth.padded(text, columns: widths[index], columns[index].alignment)
            }
            var line = parts.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    /// Takes columns of the window from the widest column that may be cut, until the table fits or none is left.
    private func fitted(to width: Int?) -> [Int] {
        var widths = columns.indices.map { index in
            rows.reduce(TextWidth.columns(columns[index].title)) { max($0, TextWidth.columns($1[index])) }
        }
        guard let width else { return widths }
        while widths.reduce(2 * (columns.count - 1), +) > width {
            let candidates = widths.indices.filter { widths[$0] > columns[$0].minimum }
            guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
        }
        return widths
    }
}
