import Platform

/// A CSV file, read strictly (RFC 4180 with any line end): nothing is guessed, and nothing is swallowed.
///
/// A quote inside a value that does not begin with one is a letter like others, as the programs that people keep such tables in
/// read it: `Mara "Maca" Ilić`, `55"`. But a value in which one is still open (``OpenQuotes``) does not end where anyone meant
/// it to (`Mara "Maca; Ulica 5" Ilić`): that is an unclosed quote. One that only a later row closes leaves rows in one value.
/// And a quote with nothing but a space before it begins a value for some programs and not for others.
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
        var usual = reader.rowEnd
        try Self.checkLines(of: first, delimiter, usual)
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
            usual = reader.rowEnd ?? usual
            try Self.checkLines(of: row, delimiter, usual)
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

    /// Refuses what a forgotten quote makes of rows: a value that begins in one row, goes over others that are whole, and ends
    /// in one of which it leaves as many columns as stood before it in its own. A line end counts if rows end with it: within a
    /// value programs write another. With one column nothing tells.
    private static func checkLines(
        of row: Row, _ delimiter: Unicode.Scalar, _ end: LineEnd?
    ) throws(ImportProblem) {
        guard let end, row.isOverLines else { return }
        let others = row.values.count - 1
        for (index, value) in row.values.enumerated() where others > 0 {
            let counts = end.counts(of: delimiter, in: value)
            guard counts.count > 1, let first = counts.first, let last = counts.last else { continue }
            if first >= others - index, last == index, Self.areRows(counts[1...].dropLast(), others) {
                throw .rowsInValue(line: row.line)
            }
        }
    }

    /// Whether what lies between can be rows: with or without empty lines, but not those alone.
    private static func areRows(_ counts: ArraySlice<Int>, _ others: Int) -> Bool {
        counts.isEmpty || counts.contains(others) && counts.allSatisfy { $0 == others || $0 == 0 }
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

/// What ends a line.
private enum LineEnd {
    case lineFeed, carriageReturn, both

    /// How many delimiters each line of a value has that runs over ends of this kind; the others are letters.
    func counts(of delimiter: Unicode.Scalar, in value: String) -> [Int] {
        var (counts, before) = ([0], Unicode.Scalar("\0"))
        var rest = value.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            let isEnd =
                switch self {
                case .lineFeed: scalar == "\n" && before != "\r"
                case .carriageReturn: scalar == "\r" && rest.first != "\n"
                case .both: scalar == "\n" && before == "\r"
                }
            if isEnd { counts.append(0) } else if scalar == delimiter { counts[counts.count - 1] += 1 }
            before = scalar
        }
        return counts
    }
}

/// Reads one row after the other.
private struct CSVReader {
    private let scalars: [Unicode.Scalar]
    private let delimiter: Unicode.Scalar
    private var place = 0
    private var line = 1
    /// What ended the newest row; nil at the end of the file.
    private(set) var rowEnd: LineEnd?

    init(_ scalars: [Unicode.Scalar], delimiter: Unicode.Scalar) {
        (self.scalars, self.delimiter) = (scalars, delimiter)
    }

    private enum End { case value, row }

    /// The next row; nil at the end of the file.
    mutating func row(limit: Int) throws(ImportProblem) -> CSVTable.Row? {
        guard place < scalars.count else { return nil }
        let first = line
        rowEnd = nil
        var values: [String] = []
        while true {
            guard values.count < limit else { throw .tooManyColumns(limit: limit) }
            let (value, end) = try next()
            values.append(value)
            if end == .row { return CSVTable.Row(line: first, values: values) }
        }
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
        let lineEnd: LineEnd = scalar == "\n" ? .lineFeed : isBeforeLineFeed ? .both : .carriageReturn
        place += lineEnd == .both ? 2 : 1
        line += 1
        rowEnd = lineEnd
        return .row
    }
}
