import CaseVault
import Testing

@testable import VaultCommand

/// Guards what a file becomes: which case each row belongs to, and which records it makes.
@Suite struct ImportSheetTests {
    private static let map = #"""
        {"case_by": ["Dosije"], "dates": ["d.M.yyyy.", "M/d/yyyy", "d/M/yyyy"], "columns": {
          "Ime": {"compartment": "identity", "form": "label"}, "Prezime": {"compartment": "identity", "form": "label"},
          "Dan": {"compartment": "core", "form": "note", "field": "day", "date": true},
          "Tekst": {"compartment": "core", "form": "note", "field": "text"},
          "Rizik": {"compartment": "risk", "form": "level", "field": "level"}, "Broj": {"skip": true}}}
        """#
    private static let header = "Dosije;Ime;Prezime;Dan;Tekst;Rizik;Broj\n"

    private func sheet(_ rows: String, header: String = header, map: String = map) throws(ImportProblem) -> ImportSheet
    {
        try ImportSheet(
            try CSVTable(Array((header + rows).unicodeScalars), delimiter: ";"), try ImportMap(Array(map.utf8)))
    }

    private func texts(_ group: ImportGroup) -> [String] {
        group.records.map { "\($0.compartment) \($0.form) \(String(decoding: $0.content.array, as: UTF8.self))" }
    }

    @Test func rowsOfACaseComeTogether() throws {
        let sheet = try sheet(
            "a;Ana;Anić;1.2.2020.;x\"\"\\;;1\nb;;;;=1;hi;\na;Ana;Anić;;y;;3\n".replacing("x\"\"\\", with: "\"x\"\"\\\"")
        )
        #expect(sheet.plan.groups.map(\.target) == [.new, .new])
        #expect(
            texts(sheet.plan.groups[0]) == [
                "identity label Ana Anić", #"core note {"day":"2020-02-01","text":"x\"\\"}"#,
                #"core note {"text":"y"}"#,
            ])
        #expect(texts(sheet.plan.groups[1]) == [#"core note {"text":"=1"}"#, #"risk level {"level":"hi"}"#])
        #expect(sheet.lines == [[2, 2, 4], [3, 3]])
        #expect(sheet.newCases == 2 && sheet.rows == 3 && sheet.repeated.isEmpty)
    }

    @Test func referencesNameCases() throws {
        let references = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".compactMap { try? CaseReference("K-7F3Q2M-\($0)") }
        let reference = try #require(references.first)
        let (name, lower) = (reference.description, reference.description.lowercased())
        let known = try sheet("\(name);;;;x;;\n\(lower);;;;y;;\n12345678;;;;z;;\n")
        #expect(known.plan.groups.map(\.target) == [.known(reference), .new])
        #expect(known.plan.groups[0].records.count == 2)
        #expect(throws: ImportProblem.reference(line: 2)) { try sheet("\(name.dropLast())U;;;;x;;\n") }
    }

    @Test func withoutKeyEveryRowIsACase() throws {
        let map = #"{"columns": {"A": {"compartment": "core", "form": "note", "field": "text"}}}"#
        #expect(try sheet("x\nx\n\n", header: "A\n", map: map).plan.groups.count == 2)
    }

    /// A quote forgotten in one row and closed in a later one leaves the width as it is. Where the lines between are no rows
    /// by themselves, only this tells.
    @Test func valuesOverSeveralLinesAreShown() throws {
        let sheet = try sheet("a;;;;x;;1\nb;;;;\"Sony 55;;\nc;;;;Sony; 55\";;3\nd;;;;\"z\r\nz\";;4\n")
        #expect(sheet.overLines == [3, 5] && sheet.rows == 3)
        #expect(throws: ImportProblem.rowsInValue(line: 3)) {
            try self.sheet("a;;;;x;;1\nb;;;;\"Sony 55;;\nc;;;;Sony 55\";;3\n")
        }
    }

    @Test func repeatedRowsAreShownAndStay() throws {
        let sheet = try sheet("a;;;;x;;\nb;;;;x;;\na;;;;x;;\n")
        #expect(sheet.repeated == [4])
        #expect(sheet.plan.total == 3)
    }

    @Test(
        arguments: [
            (";;;;x;;\n", .noCase(line: 2)), ("a;Ana;;;;;\na;Eva;;;;;\n", .labelDiffers(line: 3)),
            ("a;A\u{202E}na;;;;;\n", .label(line: 2)), ("a;;;prvog;;;\n", .date(line: 2, column: "Dan")),
            ("a;;;3/4/2020;;;\n", .dateAmbiguous(line: 2, column: "Dan")), ("a;;;;;;\n", .noRows),
            ("a;\(String(repeating: "a", count: 201));;;;;\n", .label(line: 2)),
        ] as [(String, ImportProblem)])
    func refusedByLine(_ rows: String, _ problem: ImportProblem) {
        #expect(throws: problem) { try sheet(rows) }
    }

    @Test func columnsAndMapAgree() {
        #expect(throws: ImportProblem.unmapped(3)) { try sheet("a;1;2\n", header: "Dosije;A;X\n", map: Self.only) }
        #expect(throws: ImportProblem.noSuchColumn("A")) { try sheet("a\n", header: "Dosije\n", map: Self.only) }
        let other = Self.only.replacing("Dosije", with: "Broj")
        #expect(throws: ImportProblem.noSuchColumn("Broj")) { try sheet("a\n", header: "A\n", map: other) }
    }

    private static let only =
        #"{"case_by": ["Dosije"], "columns": {"A": {"compartment": "core", "form": "note", "field": "text"}}}"#

    @Test func tooLong() {
        let long = String(repeating: "x", count: 1 << 20)
        #expect(throws: ImportProblem.tooLong(line: 3)) { try sheet("a;;;;x;;\na;;;;\(long);;\n") }
    }

    /// A message names lines and columns, made visible, and no value of the file.
    @Test func messagesHoldNoValues() throws {
        for rows in ["a;TAJNA\u{7};;;;;\n", "a;;;TAJNA;;;\n", "a;;TAJNA;TAJNA\n", "K-TAJNA0-X;;;;x;;\n", "a;\"TAJNA\n"]
        {
            do {
                _ = try sheet(rows)
                Issue.record("read")
            } catch {
                let text = ImportProblemText(problem: error)
                #expect(!text.english.contains("TAJNA") && !text.serbian.contains("TAJNA"))
            }
        }
        let text = ImportProblemText(problem: .noSuchColumn("\u{1B}]0;x\u{7}" + String(repeating: "y", count: 500)))
        #expect(!text.english.unicodeScalars.contains("\u{1B}") && text.english.count < 200)
    }

    /// Parts cover the plan without gaps, from wherever it was interrupted.
    @Test func partsFollowEachOther() throws {
        let sheet = try sheet((0..<40).map { "k\($0 / 7);;;;t\($0);;\n" }.joined())
        for size in [1, 3, 7, 100] {
            var (done, contents): (UInt32, [String]) = (0, [])
            while done < sheet.plan.total {
                let part = sheet.plan.part(after: done, records: size, bytes: 1 << 20)
                let isInside = sheet.plan.groups.map(\.records.count).reduce(into: [0]) {
                    $0.append($0[$0.count - 1] + $1)
                }
                #expect((part[0].target == .continued) == !isInside.contains(Int(done)))
                contents += part.flatMap(texts)
                done += UInt32(part.reduce(0) { $0 + $1.records.count })
            }
            #expect(contents == sheet.plan.groups.flatMap(texts))
        }
    }
}
