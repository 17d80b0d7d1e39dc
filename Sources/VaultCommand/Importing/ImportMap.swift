import CaseVault

/// Which column goes where: the answers to the questions of an import, kept as a file.
struct ImportMap: Sendable {
    enum Column: Sendable, Equatable {
        /// Left out.
        case skipped
        /// One field of a record; `field` is empty for a label, which is the text itself.
        case field(compartment: Compartment, form: String, field: String, isDate: Bool)

        /// Whether both go into one field of one record, which would have it twice. A label takes several.
        func isPlace(of other: Column) -> Bool {
            guard case .field(let compartment, let form, let field, _) = self,
                case .field(compartment, form, field, _) = other
            else { return false }
            return !field.isEmpty
        }
    }

    var delimiter: Unicode.Scalar?
    var encoding: ImportEncoding?
    var dates: [DatePattern] = []
    /// Columns whose values together name a case; none for a case of its own for every row.
    var caseBy: [String] = []
    /// In the order of the file they were read from.
    var columns: [(header: String, column: Column)] = []

    init() {}

    /// - Throws: `.mapNotRead`, `.mapKeyTwice`, `.mapUnknownKey`, `.mapValue` with the key, `.fieldTwice`.
    init(_ bytes: [UInt8]) throws(ImportProblem) {
        guard case .object(let members) = try StrictJSON(bytes) else { throw .mapNotRead }
        for (key, value) in members {
            switch key {
            case "delimiter": delimiter = try Self.delimiter(value)
            case "encoding":
                guard case .text(let text) = value, let known = ImportEncoding(rawValue: text)
                else { throw .mapValue(key) }
                encoding = known
            case "dates":
                dates = try Self.texts(value, key).map { (text) throws(ImportProblem) in
                    guard let pattern = DatePattern(text) else { throw .mapValue(key) }
                    return pattern
                }
            case "case_by":
                caseBy = try Self.texts(value, key)
                guard !caseBy.isEmpty, Set(caseBy).count == caseBy.count else { throw .mapValue(key) }
            case "columns":
                guard case .object(let members) = value else { throw .mapValue(key) }
                for (header, value) in members { columns.append((header, try Self.column(value))) }
            default: throw .mapUnknownKey
            }
        }
        guard !columns.isEmpty else { throw .mapValue("columns") }
        for (index, (_, column)) in columns.enumerated() {
            guard case .field(_, _, let field, _) = column,
                columns[..<index].contains(where: { $0.column.isPlace(of: column) })
            else { continue }
            throw .fieldTwice(field)
        }
    }

    private static func delimiter(_ value: StrictJSON) throws(ImportProblem) -> Unicode.Scalar {
        guard case .text(let text) = value, text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first,
            CSVTable.delimiters.contains(scalar)
        else { throw .mapValue("delimiter") }
        return scalar
    }

    private static func texts(_ value: StrictJSON, _ key: String) throws(ImportProblem) -> [String] {
        guard case .list(let values) = value else { throw .mapValue(key) }
        return try values.map { (value) throws(ImportProblem) in
            guard case .text(let text) = value else { throw .mapValue(key) }
            return text
        }
    }

    private static func column(_ value: StrictJSON) throws(ImportProblem) -> Column {
        guard case .object(let members) = value else { throw .mapValue("columns") }
        if members.map(\.key) == ["skip"] {
            guard members[0].value == .bool(true) else { throw .mapValue("skip") }
            return .skipped
        }
        var texts: [String: String] = [:]
        var isDate = false
        for (key, value) in members {
            switch (key, value) {
            case ("compartment", .text(let text)), ("form", .text(let text)), ("field", .text(let text)):
                texts[key] = text
            case ("date", .bool(let date)): isDate = date
            case ("compartment", _), ("form", _), ("field", _), ("date", _): throw .mapValue(key)
            default: throw .mapUnknownKey
            }
        }
        guard let compartment = texts["compartment"].flatMap({ Compartment($0) }), mayHold(compartment)
        else { throw .mapValue("compartment") }
        guard let form = texts["form"], isCode(form), form != "header", form != "file" else { throw .mapValue("form") }
        let isLabel = isLabel(compartment, form)
        guard isLabel ? texts["field"] == nil : texts["field"].map(isCode) == true else { throw .mapValue("field") }
        return .field(compartment: compartment, form: form, field: texts["field"] ?? "", isDate: isDate)
    }

    /// The header is the program's own, and process notes are numbered apart: neither is imported.
    static func mayHold(_ compartment: Compartment) -> Bool {
        !["case", "process-notes"].contains(compartment.description)
    }

    static func isLabel(_ compartment: Compartment, _ form: String) -> Bool {
        compartment.description == "identity" && form == "label"
    }

    /// Fields are named by the rule for forms.
    static func isCode(_ text: String) -> Bool { CleanText.isForm(text) }
}

extension ImportMap {
    /// The map as a file, which reads back as itself.
    var bytes: [UInt8] {
        var parts: [String] = []
        if let delimiter { parts.append("  \"delimiter\": \(JSONText.quoted(String(Character(delimiter))))") }
        if let encoding { parts.append("  \"encoding\": \(JSONText.quoted(encoding.rawValue))") }
        if !dates.isEmpty { parts.append("  \"dates\": \(JSONText.list(dates.map(\.text)))") }
        if !caseBy.isEmpty { parts.append("  \"case_by\": \(JSONText.list(caseBy))") }
        let columns = columns.map { "    \(JSONText.quoted($0.header)): \(Self.text($0.column))" }
        parts.append("  \"columns\": {\n\(columns.joined(separator: ",\n"))\n  }")
        return Array("{\n\(parts.joined(separator: ",\n"))\n}\n".utf8)
    }

    private static func text(_ column: Column) -> String {
        guard case .field(let compartment, let form, let field, let isDate) = column else { return "{\"skip\": true}" }
        var members = [("compartment", compartment.description), ("form", form)]
        if !field.isEmpty { members.append(("field", field)) }
        let texts = members.map { "\(JSONText.quoted($0.0)): \(JSONText.quoted($0.1))" }
        return "{\((texts + (isDate ? ["\"date\": true"] : [])).joined(separator: ", "))}"
    }
}
