import Platform

/// A column of a list, or a field of one thing.
struct Column<Row> {
    let title: any Message
    let alignment: TextAlignment
    /// How narrow it may become; nil if it may not be cut.
    let minimum: Int?
    let value: (Row) -> String

    init(
        _ title: FieldText, _ alignment: TextAlignment = .start, minimum: Int? = nil, value: @escaping (Row) -> String
    ) {
        (self.title, self.alignment, self.minimum, self.value) = (title, alignment, minimum, value)
    }

    /// A column headed by a code, the same in every language.
    init(code: String, value: @escaping (Row) -> String) {
        (title, alignment, minimum, self.value) = (CodeTitle(code: code), .start, nil, value)
    }
}

private struct CodeTitle: Message {
    let code: String
    var english: String { code }
    var serbian: String { code }
}

extension Output {
    /// Writes a list: a JSON object a line, `field: value` lines with an empty line between, a table, or tabs.
    func list<Row: Encodable>(_ rows: [Row], _ columns: [Column<Row>]) throws(Failure) {
        if rows.isEmpty { note(NoteText.nothingToShow) }
        switch form {
        case .json: for row in rows { try json(row) }
        case .plain:
            for (index, row) in rows.enumerated() {
                if index > 0 { try line("") }
                try fields(row, columns)
            }
        case .table: for text in table(rows, columns) { try line(text) }
        case .lines:
            for row in rows {
                try line(columns.map { TextSanitizer.field($0.value(row)) }.joined(separator: "\t"))
            }
        }
    }

    /// The rows as lines of a table with a heading; none for no rows.
    func table<Row>(_ rows: [Row], _ columns: [Column<Row>]) -> [String] {
        guard !rows.isEmpty else { return [] }
        var table = TextTable(columns.map { .init($0.title.text, alignment: $0.alignment, minimum: $0.minimum) })
        for row in rows { table.add(columns.map { $0.value(row) }) }
        return table.lines(width: width)
    }

    /// Writes one thing: a JSON object, or `field: value` lines. Empty values are left out.
    func one<Row: Encodable>(_ row: Row, _ columns: [Column<Row>]) throws(Failure) {
        if form == .json { try json(row) } else { try fields(row, columns) }
    }

    private func fields<Row>(_ row: Row, _ columns: [Column<Row>]) throws(Failure) {
        let titled = columns.map { ("\($0.title.text):", $0.value(row)) }.filter { !$0.1.isEmpty }
        let width = form == .table ? titled.map { TextWidth.columns($0.0) }.max() ?? 0 : 0
        for (title, value) in titled {
            try line("\(TextWidth.padded(title, columns: width)) \(TextSanitizer.field(value))")
        }
    }
}
