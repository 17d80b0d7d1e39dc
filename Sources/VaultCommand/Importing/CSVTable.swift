import Platform

/// A CSV file, read strictly (RFC 4180 with any line end): nothing is guessed, and nothing is swallowed.
///
/// A quote inside a value that does not begin with one is a letter like others, as the programs that people keep such tables in
/// read it: `Mara "Maca" Ilić`, `55"`. But a value in which one is still open (``OpenQuotes``) does not end where anyone meant
/// it to (`Mara "Maca; Ulica 5" Ilić`): that is an unclosed quote. So is one that only a later row closes: every line
/// of what it takes for one row would be a row by itself. And a quote with nothing but a space before it begins a value for
/// some programs and not for others.
///
/// SwiftCSV was tried for this and left: it takes the rest of a file for one value at an unclosed quote, gives no line
/// numbers, and does not compare widths; what it would leave to do is this.
struct CSVTable: Sendable {
    static let byteLimit = 16 << 20
    static let columnLimit = 1_000

    struct Row: Sendable {
        /// The line it begins on, from 1.
        let line: Int
        let values: [String]

        /// Whether one of them runs over several lines.
        var isOverLines: Bool { values.contains { $0.unicodeScalars.contains { $0 == "\n" || $0 == "\r" } } }
    }

    let header: [String]
    let rows: [Row]

    /// - Throws: the first thing that is not as it must be, by its line.
    init(_ scalars: [Unicode.Scalar], delimiter: Unicode.Scalar) throws(ImportProblem) {
        var reader = CSVReader(scalars, delimiter: delimiter)
        guard let first = try reader.row(limit: Self.columnLimit) else { throw .noRows }
        header = first.values
        try Self.check(header)
        try reader.checkLines(of: first)
        var rows: [Row] = []
        // Programs end a file with empty lines; between rows they are rows of another width.
        var empty: Row?
        while let row = try reader.row(limit: Self.columnLimit) {
            if row.values == [""] {
                empty = empty ?? row
                continue
            }
            if let empty, header.count > 1 { throw .width(line: empty.line, have: 1, need: header.count) }
            guard row.values.count == header.count
            else { throw .width(line: row.line, have: row.values.count, need: header.count) }
            try reader.checkLines(of: row)
            rows.append(row)
        }
        guard !rows.isEmpty else { throw .noRows }
        self.rows = rows
    }

    private static func check(_ header: [String]) throws(ImportProblem) {
        var seen: Set<String> = []
        for (index, name) in header.enumerated() {
            guard !name.trimmed.isEmpty else { throw .unnamedColumn(index + 1) }
            guard seen.insert(name).inserted else { throw .twoColumns(index + 1) }
        }
    }

    /// The delimiter that stands most often in the first line outside quotes; nil when none does, or two as often.
    static func delimiter(in scalars: [Unicode.Scalar]) -> Unicode.Scalar? {
        var counts: [Unicode.Scalar: Int] = [:]
        // A quote right behind the closing one is the second of a pair, and the value goes on.
        var (isQuoted, beginsValue, hasClosed) = (false, true, false)
        for scalar in scalars {
            if scalar == "\"" {
                (isQuoted, hasClosed) = (!isQuoted && (beginsValue || hasClosed), isQuoted)
            } else {
                hasClosed = false
            }
            beginsValue = !isQuoted && delimiters.contains(scalar)
            guard !isQuoted else { continue }
            if scalar == "\n" || scalar == "\r" { break }
            if beginsValue { counts[scalar, default: 0] += 1 }
        }
        guard let most = counts.values.max() else { return nil }
        let candidates = counts.filter { $0.value == most }.keys
        return candidates.count == 1 ? candidates.first : nil
    }

    static let delimiters: [Unicode.Scalar] = [";", ",", "\t", "|"]
}

/// Reads one row after the other.
private struct CSVReader {
    private let scalars: [Unicode.Scalar]
    private let delimiter: Unicode.Scalar
    private var place = 0
    private var line = 1
    /// Where the newest row begins.
    private var rowStart = 0

    init(_ scalars: [Unicode.Scalar], delimiter: Unicode.Scalar) {
        (self.scalars, self.delimiter) = (scalars, delimiter)
    }

    private enum End { case value, row }

    /// The next row; nil at the end of the file.
    mutating func row(limit: Int) throws(ImportProblem) -> CSVTable.Row? {
        guard place < scalars.count else { return nil }
        let first = line
        rowStart = place
        var values: [String] = []
        while true {
            guard values.count < limit else { throw .tooManyColumns(limit: limit) }
            let (value, end) = try next()
            values.append(value)
            if end == .row { return CSVTable.Row(line: first, values: values) }
        }
    }

    /// - Throws: `.openQuote` if the newest row runs over lines of which each has as many delimiters as a row: its quote was
    ///   closed by a later row. With one column nothing tells.
    func checkLines(of row: CSVTable.Row) throws(ImportProblem) {
        guard row.values.count > 1, row.isOverLines else { return }
        var text = scalars[rowStart..<place]
        while let last = text.last, last == "\n" || last == "\r" { text.removeLast() }
        // What stands between the two of CR LF is a line without delimiters, and none of these.
        let lines = text.split(whereSeparator: { $0 == "\n" || $0 == "\r" })
        let isEachRow = lines.allSatisfy { line in line.count { $0 == delimiter } == row.values.count - 1 }
        if lines.count > 1, isEachRow { throw .openQuote(line: row.line) }
    }

    private mutating func next() throws(ImportProblem) -> (String, End) {
        if place < scalars.count, scalars[place] == "\"" { return try quoted() }
        let begun = line
        var value = String.UnicodeScalarView()
        var quotes = OpenQuotes()
        var isBlank = true
        while place < scalars.count {
            let scalar = scalars[place]
            if let end = end(at: scalar) {
                guard !quotes.areOpen else { throw .openQuote(line: begun) }
                return (String(value), end)
            }
            guard scalar != "\0" else { throw .nul(line: line) }
            if scalar == "\"" {
                guard !isBlank else { throw .quoteAfterSpace(line: line) }
                let run = scalars[place...].prefix { $0 == "\"" }
                quotes.take(run.count, after: value.last, before: follower(at: run.endIndex))
                value.append(contentsOf: run)
                place = run.endIndex
                continue
            }
            isBlank = isBlank && OpenQuotes.isBlank(scalar)
            value.append(scalar)
            place += 1
        }
        guard !quotes.areOpen else { throw .openQuote(line: begun) }
        return (String(value), .row)
    }

    /// What stands there of the same value; nil at its end.
    private func follower(at index: Int) -> Unicode.Scalar? {
        guard index < scalars.count, ![delimiter, "\n", "\r"].contains(scalars[index]) else { return nil }
        return scalars[index]
    }

    private mutating func quoted() throws(ImportProblem) -> (String, End) {
        let begun = line
        var value = String.UnicodeScalarView()
        place += 1
        while place < scalars.count {
            let scalar = scalars[place]
            guard scalar != "\0" else { throw .nul(line: line) }
            if scalar == "\"" {
                place += 1
                guard place < scalars.count else { return (String(value), .row) }
                if let end = end(at: scalars[place]) { return (String(value), end) }
                guard scalars[place] == "\"" else { throw .strayQuote(line: line) }
            } else if scalar == "\n" || scalar == "\r" && !isBeforeLineFeed {
                line += 1
            }
            value.append(scalar)
            place += 1
        }
        throw .openQuote(line: begun)
    }

    private var isBeforeLineFeed: Bool { place + 1 < scalars.count && scalars[place + 1] == "\n" }

    /// Steps over a delimiter or a line end; nil when the scalar is neither.
    private mutating func end(at scalar: Unicode.Scalar) -> End? {
        if scalar == delimiter {
            place += 1
            return .value
        }
        guard scalar == "\n" || scalar == "\r" else { return nil }
        place += scalar == "\r" && isBeforeLineFeed ? 2 : 1
        line += 1
        return .row
    }
}
