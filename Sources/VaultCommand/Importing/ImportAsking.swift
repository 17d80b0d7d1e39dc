import CaseVault
import Foundation
import Platform

/// Asks, column by column, where the values of a file go.
struct ImportAsking {
    private let call: Invocation
    private static let option = "--map"
    private static let usualDates = "d.M.yyyy., d.M.yyyy, yyyy-MM-dd, M.yyyy, yyyy"

    private enum Place { case skipped, namesCase, compartment(Compartment) }

    private var prompt: Prompt { call.prompt }

    init(_ call: Invocation) { self.call = call }

    /// The answers; every column has its place.
    func map(of table: CSVTable) throws(Failure) -> ImportMap {
        var map = ImportMap()
        var form = "imported"
        for (index, name) in table.header.enumerated() {
            try onScreen { () throws(Failure) in try ask(name, index, table, &map, &form) }
        }
        let holdsDates = map.columns.contains {
            if case .field(_, _, _, let isDate) = $0.column { isDate } else { false }
        }
        if holdsDates { map.dates = try patterns() }
        return map
    }

    /// A column is asked about with values of it, and its name may be a client's where a file has no header: none of it
    /// stays in the scrollback. A screen reader has one screen, on which `record show` too puts what it shows.
    private func onScreen(_ ask: () throws(Failure) -> Void) throws(Failure) {
        guard call.output.form != .plain else { return try ask() }
        try prompt.onScreen(else: Self.option, ask)
    }

    private func ask(
        _ name: String, _ index: Int, _ table: CSVTable, _ map: inout ImportMap, _ form: inout String
    ) throws(Failure) {
        switch try place(of: name, index, table) {
        case .skipped: map.columns.append((name, .skipped))
        case .namesCase: map.caseBy.append(name)
        case .compartment(let compartment):
            map.columns.append((name, try column(name, in: compartment, map, &form)))
        }
    }

    private func place(of name: String, _ index: Int, _ table: CSVTable) throws(Failure) -> Place {
        let values = table.rows.lazy.map { $0.values[index] }.filter { !$0.trimmed.isEmpty }.prefix(3)
        let shown = values.map { TextSanitizer.field(String($0.prefix(40))) }
        let question = ImportQuestion.column(
            number: index + 1, of: table.header.count, name: TextSanitizer.field(name), values: Array(shown))
        let places =
            [
                (value: Place.skipped, code: "skip", name: ImportQuestion.skipped.text),
                (value: Place.namesCase, code: "case-by", name: ImportQuestion.namesCase.text),
            ]
            + Compartment.all.filter(ImportMap.mayHold).map {
                (value: Place.compartment($0), code: $0.description, name: CodeText.of($0).text)
            }
        return try prompt.choice(.importing(question), of: places, else: Self.option)
    }

    private func column(
        _ name: String, in compartment: Compartment, _ map: ImportMap, _ form: inout String
    ) throws(Failure) -> ImportMap.Column {
        let usual = compartment.description == "identity" ? "label" : form == "label" ? "imported" : form
        let chosen = try code(.form(usual), usual)
        form = chosen
        guard !ImportMap.isLabel(compartment, chosen) else {
            return .field(compartment: compartment, form: chosen, field: "", isDate: false)
        }
        let usualField = Self.free(Self.code(of: name)) { Self.isTaken($0, chosen, compartment, map) }
        var field = try code(.field(usualField), usualField)
        while Self.isTaken(field, chosen, compartment, map) {
            try prompt.say(ImportQuestion.taken(field).text, else: Self.option)
            field = try code(.field(usualField), usualField)
        }
        let isDate = try prompt.agrees(.importing(.isDate), else: Self.option)
        return .field(compartment: compartment, form: chosen, field: field, isDate: isDate)
    }

    private func code(_ question: ImportQuestion, _ standard: String) throws(Failure) -> String {
        while true {
            guard let text = try prompt.line(.importing(question), else: Self.option) else { return standard }
            if ImportMap.isCode(text), text != "header", text != "file" { return text }
        }
    }

    private func patterns() throws(Failure) -> [DatePattern] {
        while true {
            let text = try prompt.line(.importing(.patterns(Self.usualDates)), else: Self.option) ?? Self.usualDates
            let parts = text.split(separator: ",").map { String($0).trimmed }
            let patterns = parts.compactMap { DatePattern($0) }
            if patterns.count == parts.count, !patterns.isEmpty { return patterns }
        }
    }

    /// Whether another column goes there already.
    private static func isTaken(_ field: String, _ form: String, _ compartment: Compartment, _ map: ImportMap) -> Bool {
        let place = ImportMap.Column.field(compartment: compartment, form: form, field: field, isDate: false)
        return map.columns.contains { $0.column.isPlace(of: place) }
    }

    /// The name, or with the first number from 2 that makes it another than those taken, within the 32 letters of a code.
    static func free(_ name: String, isTaken: (String) -> Bool) -> String {
        var (free, number) = (name, 1)
        while isTaken(free) {
            number += 1
            let ending = "_\(number)"
            free = String(name.prefix(32 - ending.utf8.count)) + ending
        }
        return free
    }

    /// A column's name as the name of a field: letters of Serbian and Albanian as plain Latin ones, however the program that
    /// wrote the table spells their marks; those of other scripts and spaces become `_`.
    static func code(of name: String) -> String {
        let bare = name.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
            .filter { $0.properties.generalCategory != .nonspacingMark }
        let letters = bare.map { plainLetters[$0] ?? String($0) }.joined().unicodeScalars.map { scalar -> Character in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
        }
        let code = String(letters.drop { !("a"..."z").contains($0) }.prefix(32))
        return ImportMap.isCode(code) ? code : "field"
    }

    /// The small letters of Serbian in both scripts that are no plain Latin ones with a mark.
    private static let plainLetters: [Unicode.Scalar: String] = [
        "đ": "dj",
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "е": "e", "ж": "z", "з": "z", "и": "i",
        "ј": "j", "к": "k", "л": "l", "љ": "lj", "м": "m", "н": "n", "њ": "nj", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "ћ": "c", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s",
    ]

    /// Saves the answers as a new file that only its owner reads. Where it cannot be written another name is asked for: the
    /// answers were much work.
    ///
    /// - Returns: its path.
    func save(_ map: ImportMap, beside path: String) throws(Failure) -> String {
        let usual = "\(path).map.json"
        while true {
            let chosen = try prompt.line(.importing(.saveAs(TextSanitizer.field(usual))), else: Self.option) ?? usual
            do throws(FileError) {
                try DurableFile.createNew(chosen, contents: map.bytes)
                return chosen
            } catch {
                try prompt.say(Self.refusal(error).text, else: Self.option)
            }
        }
    }

    private static func refusal(_ error: FileError) -> any Message {
        switch error {
        case .exists, .link: UsageText.outputExists
        case .missing, .notFolder, .badName: UsageText.noFolder
        case .full: OutsideText(problem: .full)
        case .readOnly: OutsideText(problem: .readOnly)
        case .notPermitted, .notPrivate: OutsideText(problem: .notPermitted)
        case .notFile, .tooLarge, .otherDevice, .inputOutput: OutsideText(problem: .inputOutput)
        }
    }
}
