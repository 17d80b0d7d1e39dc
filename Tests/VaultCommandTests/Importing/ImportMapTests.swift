import CaseVault
import Testing

@testable import VaultCommand

/// Guards the map of an import: what is not understood is refused, and what was saved reads back as it was.
@Suite struct ImportMapTests {
    private func map(_ text: String) throws(ImportProblem) -> ImportMap { try ImportMap(Array(text.utf8)) }

    @Test func comesBack() throws {
        let text = #"""
            {"delimiter": "\t", "encoding": "windows-1250", "dates": ["d.M.yyyy.", "yyyy"], "case_by": ["Šifra", "God"],
             "columns": {"Ime \"i\" prezime": {"compartment": "identity", "form": "label"},
              "Dan\u0007": {"compartment": "core", "form": "note", "field": "day", "date": true},
              "\ud83d\ude00": {"skip": true}}}
            """#
        let read = try map(text)
        #expect(read.delimiter == "\t" && read.encoding == .windows1250 && read.caseBy == ["Šifra", "God"])
        #expect(read.columns.map(\.header) == ["Ime \"i\" prezime", "Dan\u{7}", "😀"])
        let again = try ImportMap(read.bytes)
        #expect(again.bytes == read.bytes && again.columns.map(\.column) == read.columns.map(\.column))
        #expect(again.dates == read.dates && again.caseBy == read.caseBy && again.delimiter == read.delimiter)
    }

    /// A label is put together from several columns, and a field of the same name in another form is another.
    @Test func severalColumnsOfALabel() throws {
        let map = try map(
            #"""
            {"columns": {"A": {"compartment": "identity", "form": "label"}, "B": {"compartment": "identity", "form": "label"},
              "C": {"compartment": "core", "form": "note", "field": "day"}, "D": {"compartment": "core", "form": "call", "field": "day"},
              "E": {"compartment": "risk", "form": "note", "field": "day"}}}
            """#)
        #expect(map.columns.count == 5)
    }

    /// Columns whose names become one get fields of their own.
    @Test func suggestedFields() {
        #expect(
            ["Ime i prezime", "Име", "Ђурђевак Љ.", "Ćuprija/Đ", "2. број", "٣", String(repeating: "Ж", count: 40)]
                .map(ImportAsking.code(of:)) == [
                    "ime_i_prezime", "ime", "djurdjevak_lj_", "cuprija_dj", "broj", "field",
                    String(repeating: "z", count: 32),
                ])
        // Every letter that is no plain Latin one.
        #expect(ImportAsking.code(of: "aČĆŠŽĐčćšžđ") == "accszdjccszdj")
        #expect(ImportAsking.code(of: "абвгдђежзијклљмн") == "abvgddjezzijklljmn")
        #expect(ImportAsking.code(of: "АЊОПРСТЋУФХЦЧЏШ") == "anjoprstcufhccdzs")
        #expect(ImportAsking.code(of: "Përshkrimi i Çështjes") == "pershkrimi_i_ceshtjes")
        // As macOS writes them: a letter and its mark.
        #expect(ImportAsking.code(of: "S\u{30C}ifra Z\u{30C}iro C\u{301}up") == "sifra_ziro_cup")
        #expect(ImportAsking.free("ime") { _ in false } == "ime")
        #expect(ImportAsking.free("ime") { ["ime", "ime_2"].contains($0) } == "ime_3")
        let long = String(repeating: "a", count: 32)
        #expect(ImportAsking.free(long) { $0 == long } == String(repeating: "a", count: 30) + "_2")
    }

    private static let column = #""A": {"compartment": "core", "form": "note", "field": "day"}"#

    @Test(
        arguments: [
            ("", .mapNotRead), ("[]", .mapNotRead), ("{", .mapNotRead), ("{} x", .mapNotRead),
            (#"{"a": }"#, .mapNotRead),
            (#"{"columns": {"A": {"skip": true}},}"#, .mapNotRead), ("{\"a\": \"\u{1}\"}", .mapNotRead),
            (#"{"a": "\ud800"}"#, .mapNotRead), (#"{"a": 01}"#, .mapNotRead),
            (String(repeating: "[", count: 10_000), .mapNotRead),
            (#"{"columns": {"A": {"skip": true}, "A": {"skip": true}}}"#, .mapKeyTwice),
            (#"{"columns": {"A": {"skip": true, "skip": true}}}"#, .mapKeyTwice),
            (#"{"columns": {"A": {"skip": true}}, "Columns": {}}"#, .mapUnknownKey),
            (#"{"columns": {"A": {"compartment": "core", "form": "note", "field": "day", "x": 1}}}"#, .mapUnknownKey),
            (#"{"columns": {"A": {"skip": true, "form": "note"}}}"#, .mapUnknownKey),
            ("{}", .mapValue("columns")), (#"{"columns": {}}"#, .mapValue("columns")),
            (#"{"columns": {"A": {"skip": false}}}"#, .mapValue("skip")),
            (#"{"columns": {"A": {"compartment": "heart", "form": "note", "field": "x1"}}}"#, .mapValue("compartment")),
            (#"{"columns": {"A": {"compartment": "case", "form": "note", "field": "x1"}}}"#, .mapValue("compartment")),
            (
                #"{"columns": {"A": {"compartment": "process-notes", "form": "note", "field": "x1"}}}"#,
                .mapValue("compartment")
            ),
            (#"{"columns": {"A": {"compartment": "core", "form": "Note", "field": "x1"}}}"#, .mapValue("form")),
            (#"{"columns": {"A": {"compartment": "core", "form": "header", "field": "x1"}}}"#, .mapValue("form")),
            (#"{"columns": {"A": {"compartment": "core", "form": "note"}}}"#, .mapValue("field")),
            (#"{"columns": {"A": {"compartment": "core", "form": "note", "field": "ž"}}}"#, .mapValue("field")),
            (#"{"columns": {"A": {"compartment": "identity", "form": "label", "field": "x1"}}}"#, .mapValue("field")),
            (
                #"{"columns": {\#(column), "B": {"compartment": "core", "form": "note", "field": "day", "date": true}}}"#,
                .fieldTwice("day")
            ),
            (#"{"columns": {\#(column)}, "delimiter": "."}"#, .mapValue("delimiter")),
            (#"{"columns": {\#(column)}, "encoding": "latin1"}"#, .mapValue("encoding")),
            (#"{"columns": {\#(column)}, "dates": ["dd.MM.yy"]}"#, .mapValue("dates")),
            (#"{"columns": {\#(column)}, "case_by": "A"}"#, .mapValue("case_by")),
            (#"{"columns": {\#(column)}, "case_by": ["A", "A"]}"#, .mapValue("case_by")),
        ] as [(String, ImportProblem)])
    func refused(_ text: String, _ problem: ImportProblem) {
        #expect(throws: problem) { try map(text) }
    }

    @Test(
        arguments: [
            ("3.4.2019.", .date("2019-04-03")), ("03.04.2019.", .date("2019-04-03")),
            ("29.2.2024.", .date("2024-02-29")),
            ("29.2.2023.", .unreadable), ("2019", .date("2019")), ("4.2019", .date("2019-04")), ("0.2019", .unreadable),
            ("31/12/2019", .date("2019-12-31")), ("12/31/2019", .date("2019-12-31")), ("3/4/2019", .ambiguous),
            ("4/4/2019", .date("2019-04-04")), ("juče", .unreadable), ("", .unreadable), ("2019-4-3", .unreadable),
            ("٣.٤.٢٠١٩.", .unreadable), (" 2019-04-03 ", .date("2019-04-03")), ("1.1.0019.", .unreadable),
        ] as [(String, [DatePattern].Reading)])
    func dates(_ value: String, _ reading: [DatePattern].Reading) throws {
        let patterns = try ["d.M.yyyy.", "yyyy", "M.yyyy", "d/M/yyyy", "M/d/yyyy", "yyyy-MM-dd"].map {
            try #require(DatePattern($0))
        }
        #expect(patterns.read(value) == reading)
    }

    @Test(arguments: ["", "d.M", "yy", "d.yyyy", "yyyy yyyy", "M.M.yyyy", "ddd.MM.yyyy", "yyyy-MM-ddT", "1.M.yyyy"])
    func noPattern(_ text: String) { #expect(DatePattern(text) == nil) }
}
