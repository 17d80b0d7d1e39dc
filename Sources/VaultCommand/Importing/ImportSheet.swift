import CaseVault
import Platform

/// A file read by its map: the records of each case, with the lines they come from.
struct ImportSheet: Sendable {
    let plan: ImportPlan
    /// For each group and record, the line of its row.
    let lines: [[Int]]
    /// How many rows the file has.
    let rows: Int
    /// How many cases would be new.
    let newCases: Int
    /// Lines of records that another line before has already: same case, same content.
    let repeated: [Int]
    /// Lines of rows with a value that runs over several lines: where a quote was forgotten that a later row closes, the rows
    /// between are in one value, and nothing but their number tells.
    let overLines: [Int]

    /// - Throws: the first thing that is not as it must be, by its line or column.
    init(_ table: CSVTable, _ map: ImportMap) throws(ImportProblem) {
        let columns = try Self.columns(of: table, map)
        let keys = try map.caseBy.map { (name) throws(ImportProblem) in
            guard let index = table.header.firstIndex(of: name) else { throw .noSuchColumn(name) }
            return index
        }
        var cases = SheetCases()
        for row in table.rows {
            let place = try cases.place(of: row, keys)
            for record in try Self.records(of: row, columns, map.dates, table.header) {
                try cases.add(record, at: place, row.line)
            }
        }
        let filled = cases.cases.filter { !$0.records.isEmpty }
        guard !filled.isEmpty else { throw .noRows }
        plan = ImportPlan(filled.map { ImportGroup(target: $0.target, records: $0.records) })
        lines = filled.map(\.lines)
        newCases = filled.count { $0.target == .new }
        (rows, repeated) = (table.rows.count, cases.repeated.sorted())
        overLines = table.rows.filter(\.isOverLines).map(\.line)
    }

    /// What becomes of each column of the file. Every column has its place in the map, and every place its column.
    private static func columns(of table: CSVTable, _ map: ImportMap) throws(ImportProblem) -> [ImportMap.Column] {
        let known = Dictionary(map.columns.map { ($0.header, $0.column) }) { first, _ in first }
        for (header, _) in map.columns where !table.header.contains(header) { throw .noSuchColumn(header) }
        return try table.header.enumerated().map { (index, name) throws(ImportProblem) in
            if let column = known[name] { return column }
            guard map.caseBy.contains(name) else { throw .unmapped(index + 1) }
            return .skipped
        }
    }

    /// One record for each compartment and form in which this row has a value.
    private static func records(
        of row: CSVTable.Row, _ columns: [ImportMap.Column], _ dates: [DatePattern], _ header: [String]
    ) throws(ImportProblem) -> [ImportRecord] {
        var made: [(compartment: Compartment, form: String, fields: [(String, String)])] = []
        for (index, column) in columns.enumerated() {
            guard case .field(let compartment, let form, let field, let isDate) = column else { continue }
            var value = row.values[index]
            guard !value.trimmed.isEmpty else { continue }
            if isDate { value = try date(value, dates, row.line, header[index]) }
            if let place = made.firstIndex(where: { $0.compartment == compartment && $0.form == form }) {
                made[place].fields.append((field, value))
            } else {
                made.append((compartment, form, [(field, value)]))
            }
        }
        return try made.map { (record) throws(ImportProblem) in
            let content = try content(record.compartment, record.form, record.fields, row.line)
            return ImportRecord(compartment: record.compartment, form: record.form, content: Bytes(content))
        }
    }

    private static func date(
        _ value: String, _ dates: [DatePattern], _ line: Int, _ column: String
    ) throws(ImportProblem) -> String {
        switch dates.read(value) {
        case .date(let date): return date
        case .unreadable: throw .date(line: line, column: column)
        case .ambiguous: throw .dateAmbiguous(line: line, column: column)
        }
    }

    /// Fields as a JSON object; a label is the values themselves, with a space between.
    private static func content(
        _ compartment: Compartment, _ form: String, _ fields: [(String, String)], _ line: Int
    ) throws(ImportProblem) -> [UInt8] {
        if ImportMap.isLabel(compartment, form) {
            let label = fields.map(\.1.trimmed).joined(separator: " ")
            guard CleanText.isName(label) else { throw .label(line: line) }
            return Array(label.utf8)
        }
        let members = fields.map { "\(JSONText.quoted($0.0)):\(JSONText.quoted($0.1))" }
        let bytes = Array("{\(members.joined(separator: ","))}".utf8)
        guard bytes.count <= ContentInput.byteLimit else { throw .tooLong(line: line) }
        return bytes
    }
}

/// The cases of a file, in the order in which they come first.
private struct SheetCases {
    struct Case {
        let target: ImportTarget
        var records: [ImportRecord] = []
        var lines: [Int] = []
        var seen: Set<ImportRecord> = []
    }

    private(set) var cases: [Case] = []
    private(set) var repeated: Set<Int> = []
    private var places: [[String]: Int] = [:]
    private var references: [CaseReference: Int] = [:]

    /// Where the records of a row go: the case its reference names, the one with the same key, or a new one.
    mutating func place(of row: CSVTable.Row, _ keys: [Int]) throws(ImportProblem) -> Int {
        let key = keys.map { row.values[$0].trimmed }
        guard !key.isEmpty else { return begin(.new) }
        guard key.contains(where: { !$0.isEmpty }) else { throw .noCase(line: row.line) }
        if let place = places[key] { return place }
        guard key.count == 1, Self.looksLikeReference(key[0]) else {
            places[key] = begin(.new)
            return cases.count - 1
        }
        guard let reference = try? CaseReference(key[0]) else { throw .reference(line: row.line) }
        let place = references[reference] ?? begin(.known(reference))
        (places[key], references[reference]) = (place, place)
        return place
    }

    /// As it is printed, `K-7F3Q2M-X`, in either case: no other number is taken for a reference by chance.
    private static func looksLikeReference(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[0] == UInt8(ascii: "K") || bytes[0] == UInt8(ascii: "k") else { return false }
        return bytes[1] == 0x2D && bytes[8] == 0x2D
    }

    private mutating func begin(_ target: ImportTarget) -> Int {
        cases.append(Case(target: target))
        return cases.count - 1
    }

    mutating func add(_ record: ImportRecord, at place: Int, _ line: Int) throws(ImportProblem) {
        let isNew = cases[place].seen.insert(record).inserted
        if ImportMap.isLabel(record.compartment, record.form) {
            // A case has one label: the same on every row of it.
            guard isNew else { return }
            guard !cases[place].records.contains(where: { ImportMap.isLabel($0.compartment, $0.form) })
            else { throw .labelDiffers(line: line) }
        } else if !isNew {
            repeated.insert(line)
        }
        cases[place].records.append(record)
        cases[place].lines.append(line)
    }
}
