@testable import CaseVault
@testable import VaultCommand

/// The messages of import and search, with an example for each value they hold.
extension Messages {
    static let importProblems: [ImportProblem] = [
        .tooLarge, .mapTooLarge, .noRows, .notEncoded, .nul(line: 2), .openQuote(line: 2), .strayQuote(line: 2),
        .quoteAfterSpace(line: 2), .rowsInValue(line: 2),
        .width(line: 2, have: 3, need: 4), .tooManyColumns(limit: 500), .unnamedColumn(2), .twoColumns(2), .unmapped(2),
        .noSuchColumn("DATUM"), .mapNotRead, .mapKeyTwice, .mapUnknownKey, .mapValue("dates"), .fieldTwice("name"),
        .noCase(line: 2),
        .reference(line: 2), .label(line: 2), .labelDiffers(line: 2), .date(line: 2, column: "DATUM"),
        .dateAmbiguous(line: 2, column: "DATUM"), .tooLong(line: 2), .refused(line: 2), .encodingUnclear,
        .delimiterUnclear,
    ]

    private static let imports: [ImportText] = [
        .file, .map, .encoding, .tries, .again, .batch, .yesBatch,
        .would(records: 3, rows: 4, newCases: 1, knownCases: 2), .done(batch: 2, records: 3, cases: 1),
        .goesOn(batch: 2, done: 1), .repeated([7]), .repeated(Array(1...30)), .overLines([7]), .known([3, 7]),
        .already(batch: 2),
        .progress(done: 1, total: 3000, rate: 200, seconds: nil), .progress(done: 1, total: 3, rate: 2, seconds: 61),
        .readable, .mapSaved("map.json"), .undoes(batch: 2), .undone(batch: 2, removed: 3, closed: 1),
        .kept(["K-7F3Q2M-X/2"]), .stays,
    ]

    private static let questions: [ImportQuestion] = [
        .encoding, .delimiter, .column(number: 1, of: 2, name: "DATUM", values: []),
        .column(number: 1, of: 2, name: "DATUM", values: ["1.2.2026"]), .skipped, .namesCase, .form("note"),
        .field("date"), .taken("date"), .isDate, .patterns("d.M.yyyy"), .saveAs("map.json"), .again(batch: 2),
        .typeNumberBack(2),
    ]

    static var importAndSearch: [any Message] {
        let problems: [any Message] = importProblems.map { ImportProblemText(problem: $0) }
        let said: [any Message] = imports + [SearchText.narrow(shown: 50, of: 70)] as [any Message]
        let asked: [any Message] = questions + questions.map { PromptText.importing($0) } as [any Message]
        return problems + said + asked + [PromptText.searchTerm] as [any Message]
    }
}
