import SeededNumbers
import Testing

@testable import VaultCommand

/// Guards the reading of CSV files: every value as it stands, and whatever is not as it must be named by its line.
@Suite struct CSVTableTests {
    private func table(_ text: String, _ delimiter: Unicode.Scalar = ";") throws(ImportProblem) -> CSVTable {
        try CSVTable(Array(text.unicodeScalars), delimiter: delimiter)
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func anyLineEnd(_ end: String) throws {
        let table = try table("a;b\(end)1;2\(end)\"3\(end)4\";\"\"\"5\"\"\"\(end)\(end)\(end)")
        #expect(table.header == ["a", "b"])
        #expect(table.rows.map(\.values) == [["1", "2"], ["3\(end)4", "\"5\""]])
        #expect(table.rows.map(\.line) == [2, 3])
    }

    @Test func theLastLineNeedsNoEnd() throws {
        #expect(try table("a;b\n1;2").rows.map(\.values) == [["1", "2"]])
        #expect(try table("a;b\n1;").rows.map(\.values) == [["1", ""]])
        #expect(try table("a;b\n1;\"2\"").rows.map(\.values) == [["1", "2"]])
        #expect(try table("a\n1\n\n2\n").rows.map(\.values) == [["1"], ["2"]])
    }

    /// What a spreadsheet would compute, and what would turn the reading around, stays text.
    @Test func valuesStayAsTheyAre() throws {
        let values = ["=HYPERLINK(1)", "+1", "-2", "@x", "\u{202E}abc", "\u{1B}[31m", " a ", "1,5"]
        let table = try table("h\n" + values.joined(separator: "\n"))
        #expect(table.rows.map { $0.values[0] } == values)
    }

    @Test func aQuoteInsideAnUnquotedValueIsALetter() throws {
        let values = [
            "Mara \"Maca\" Ilić", "55\"", "TV 55\" i 32\"", "Kuća (\"Izvor\")", "rekla: \"ne.\"", "rekla \"ne\"!",
            "x \"\" y",
            "(rekla \"\"ne\"\")", "Mara \"Maca \" Ilić", "-\"-", "firma \"Izvor d.o.o.\"-a",
            "\u{2013}\"Neću!\"\u{2013} rekla", "x \"-ne-\" y",
            "x-\"y\"", "5' 7\"", "x \"a (\"b\") c\"", "x\u{301}\"",
            "„Izvor\"",
        ]
        let table = try table("a \"x\";b\n" + values.map { "\($0);1\n" }.joined())
        #expect(table.header == ["a \"x\"", "b"])
        #expect(table.rows.map { $0.values[0] } == values)
    }

    @Test(
        arguments: [
            ("", .noRows), ("a;b", .noRows), ("a;b\n\n\n", .noRows),
            ("a;b\n1;\"2\n3;4\n", .openQuote(line: 2)), ("a;b\n1;2\n\"", .openQuote(line: 3)),
            ("a;b\n\"1\"2;3\n", .strayQuote(line: 2)), ("a;b\n1;\"2\" \n", .strayQuote(line: 2)),
            ("a;b\nx \"1;2\" y;3\n", .openQuote(line: 2)), ("a;b\nx \"1\n2\" y;3\n", .openQuote(line: 2)),
            ("a;b\n1; \"2\n3; 4\"\n", .quoteAfterSpace(line: 2)),
            ("a;b;c\n1;\u{A0}\"2;3\"\n", .quoteAfterSpace(line: 2)),
            ("a;b\n\u{FEFF}\"1\";2\n", .quoteAfterSpace(line: 2)), ("a;b\n \"1\";2\n", .quoteAfterSpace(line: 2)),
            ("a;b;c\nA; \"S \"\"k M\"\"; s 2\"\n", .quoteAfterSpace(line: 2)),
            ("a; \"b\"\n1;2\n", .quoteAfterSpace(line: 1)),
            ("a;b\n1;x (\"2;3\"\n", .openQuote(line: 2)), ("a;b\n1;2 \"3", .openQuote(line: 2)),
            ("a\n \"1\n2\"\n", .quoteAfterSpace(line: 2)), ("a;b \"c\n1;2\n", .openQuote(line: 1)),
            ("a;b;c\n1;x \"2 \"\"3\"\"; 4\"\n", .openQuote(line: 2)),
            ("a;b;c\n1;x \"2 \"3; 4\" y\n", .openQuote(line: 2)),
            ("a;b\n1;x \"2 \"\"3\"\"\n4; 5\"\n", .openQuote(line: 2)),
            ("a;b;c\n1;(\"\"2; 3\"\")\n", .openQuote(line: 2)),
            ("a;b;c\n1;x,\"2;3\"\n", .openQuote(line: 2)), ("a;b;c\n1;x \" 2;3 \"\n", .openQuote(line: 2)),
            ("a;b\n1;2\"3;4\n", .width(line: 2, have: 3, need: 2)),
            ("a;b\n\"1\n2\";3\n4;5;6\n", .width(line: 4, have: 3, need: 2)),
            ("a;b\n1\n", .width(line: 2, have: 1, need: 2)),
            ("a;b\n1;2\n\n3;4\n", .width(line: 3, have: 1, need: 2)),
            ("a;b\n1;\0\n", .nul(line: 2)), ("a;b\n1;\"\0\"\n", .nul(line: 2)),
            ("a;a\n1;2\n", .twoColumns(2)), ("a; \n1;2\n", .unnamedColumn(2)), (";b\n1;2\n", .unnamedColumn(1)),
        ] as [(String, ImportProblem)])
    func refusedByLine(_ text: String, _ problem: ImportProblem) {
        #expect(throws: problem) { try table(text) }
    }

    /// A quote that was forgotten and is closed by a later row.
    @Test(
        arguments: [
            ("k,d,n,t\nA,2019,\"Sony 55,1\nB,2020,ekran 55\",2\n", 2),
            ("k,d,n,t\r\nA,2019,x,1\r\nA,2019,\"x,1\r\nB,2020,y,3\r\nC,2020,z\",2\r\n", 3),
            ("k,d,n,t\nA,2019,\"Užice, sama,1\nB,2020,Kuća „Izvor\",2", 2),
            ("k,d,n,t\n\"P, M\",2019,\"Sony 55,x\nB,2020,ekran 55\",2\n", 2),
            ("k,n,t\nA,\"Sony 55,ok\nB,ekran 55\",\"ok, radi\"\n", 2),
            ("k;\"n\nA;x\"\nB;y\n", 1), ("k;n\n\"A;1\nB\";2", 2), ("k;n\r\"A;1\rB\";2\r", 2), ("k;n\nA;\"1\nB;2\"", 2),
        ] as [(String, Int)])
    func rowsInsideAValue(_ text: String, _ line: Int) {
        #expect(throws: ImportProblem.rowsInValue(line: line)) { try table(text, text.contains(",") ? "," : ";") }
    }

    @Test func aValueOverLines() throws {
        let table = try table("k;d;n\nA;2019;\"came; cried\n\n- a sister; a friend\"\n\"B\nC\";;\"x\ny\"\n")
        #expect(
            table.rows.map(\.values) == [["A", "2019", "came; cried\n\n- a sister; a friend"], ["B\nC", "", "x\ny"]])
        #expect(!table.rows.contains { !$0.isOverLines })
        #expect(try self.table("n\n\"x\ny\"\n").rows.map(\.values) == [["x\ny"]])
    }

    /// Programs that end rows with CR LF write LF within a value.
    @Test func aLineEndThatEndsNoRow() throws {
        let table = try table("ime,adresa\r\nAna,\"Ulica 5\n11000 Beograd, Srbija\"\r\nEva,\"x\ny, z\"", ",")
        #expect(table.rows.map(\.values) == [["Ana", "Ulica 5\n11000 Beograd, Srbija"], ["Eva", "x\ny, z"]])
    }

    @Test func tenThousandColumns() {
        let wide = (0..<10_000).map(String.init).joined(separator: ";")
        #expect(throws: ImportProblem.tooManyColumns(limit: 1_000)) { try table("\(wide)\n\(wide)\n") }
        #expect(throws: ImportProblem.tooManyColumns(limit: 1_000)) { try table("a;b\n\(wide)\n") }
    }

    @Test(
        arguments: [
            ("a;b;c,d\n", ";"), ("a,b\n1;2;3;4\n", ","), ("a\tb", "\t"), ("\"a;b;c\",d", ","), ("a|b", "|"),
            ("a;b,c", nil), ("abc", nil), ("a \"x\";b;c,d", ";"), ("55\";b;c", ";"),
            ("\"a \"\"b;c;d\"\" e\",f", ","), ("a;\"b \"\"c, d, e\"\"\"", ";"), ("\"\";\"a,b,c\"", ";"),
            ("55\"\";b,c;d", ";"),
        ] as [(String, Unicode.Scalar?)])
    func delimiters(_ text: String, _ delimiter: Unicode.Scalar?) {
        #expect(CSVTable.delimiter(in: Array(text.unicodeScalars)) == delimiter)
    }

    /// Whatever the bytes, reading ends, and gives rows of one width or a problem.
    @Test func anyBytes() {
        var dice = Dice.rolled
        for _ in 0..<20_000 {
            let scalars = Array(Self.anything(upTo: 24, &dice).unicodeScalars)
            guard let table = try? CSVTable(scalars, delimiter: ";") else { continue }
            #expect(table.rows.allSatisfy { $0.values.count == table.header.count }, "\(scalars), seed \(dice.seed)")
        }
    }

    /// What a program wrote, each value between quotes that needs them and some that do not, is read as it was.
    @Test func whatProgramsWrite() throws {
        var dice = Dice.rolled
        var refused = 0
        for _ in 0..<5_000 {
            let width = Int.random(in: 2...5, using: &dice)
            let rows = (0...Int.random(in: 1...4, using: &dice)).map { row in
                (0..<width).map { row == 0 ? "h\($0)\"x;" : Self.anything(upTo: 9, &dice).filter { $0 != "\0" } }
            }
            let end = ["\n", "\r\n"].randomElement(using: &dice) ?? "\n"
            let text = rows.map { $0.map(Self.written).joined(separator: ",") }.joined(separator: end)
            let scalars = Array(text.unicodeScalars)
            #expect(CSVTable.delimiter(in: scalars) == ",", "\(text), seed \(dice.seed)")
            let table: CSVTable
            do { table = try self.table(text, ",") } catch {
                // A value over lines, of which the last has as many delimiters as values stand before it.
                let isDoubtful = rows.contains { row in
                    row.enumerated().contains { index, value in
                        let marked = value.replacing("\r\n", with: "\u{1}")
                        let lines = marked.unicodeScalars.split(omittingEmptySubsequences: false) {
                            $0 == (end == "\n" ? "\n" : "\u{1}")
                        }
                        return lines.count > 1 && lines.last?.count { $0 == "," } == index
                    }
                }
                #expect(isDoubtful, "\(error), \(text), seed \(dice.seed)")
                refused += 1
                continue
            }
            #expect(table.rows.map(\.values) == Array(rows.dropFirst()), "\(text), seed \(dice.seed)")
        }
        #expect(refused < 500)
    }

    private static func anything(upTo limit: Int, _ dice: inout Dice) -> String {
        let alphabet: [Unicode.Scalar] = ["\"", ";", ",", "\n", "\r", "a", "ž", "\0", " "]
        let scalars = (0..<Int.random(in: 0..<limit, using: &dice)).map { _ in
            alphabet[Int.random(in: 0..<alphabet.count, using: &dice)]
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// As RFC 4180, section 2 has it.
    private static func written(_ value: String) -> String {
        let needs = value.isEmpty || value.unicodeScalars.contains { "\",\r\n a".unicodeScalars.contains($0) }
        return needs ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
    }
}

/// Guards the encodings: a file whose letters are unclear is not guessed at.
@Suite struct ImportEncodingTests {
    private static let text = "Đorđević Živka, ŽČĆŠ žčćš"

    @Test func marksDecide() throws {
        let units = Array(Self.text.utf16)
        let big: [UInt8] = [0xFE, 0xFF] + units.flatMap { unit -> [UInt8] in [UInt8(unit >> 8), UInt8(unit & 255)] }
        let little: [UInt8] =
            [0xFF, 0xFE] + units.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(Self.text.utf8)
        for bytes in [big, little, marked, Array(Self.text.utf8)] {
            let encoding = try #require(ImportEncoding(of: bytes))
            #expect(try encoding.scalars(of: bytes) == Array(Self.text.unicodeScalars))
        }
    }

    @Test func windows1250() throws {
        let bytes: [UInt8] = [0x8E, 0x69, 0x76, 0x6B, 0x61, 0x20, 0xD0, 0x6F, 0x72, 0xF0, 0x65, 0x76, 0x69, 0xE6]
        #expect(ImportEncoding(of: bytes) == nil)
        #expect(try ImportEncoding.windows1250.scalars(of: bytes) == Array("Živka Đorđević".unicodeScalars))
        for byte: UInt8 in [0x81, 0x83, 0x88, 0x90, 0x98] {
            #expect(throws: ImportProblem.notEncoded) { try ImportEncoding.windows1250.scalars(of: [byte]) }
        }
        let all = (UInt8(0x80)...0xFF).compactMap { try? ImportEncoding.windows1250.scalars(of: [$0]).first }
        #expect(all.count == 123 && Set(all).count == 123)
        #expect(
            try ImportEncoding.windows1250.scalars(of: [0x9A, 0xC8, 0xE8, 0xC6, 0x8A, 0x9E, 0xFF])
                == Array("šČčĆŠž˙".unicodeScalars))
    }

    @Test(
        arguments: [
            [0xFF, 0xFE, 0x41], [0xFF, 0xFE, 0x00, 0xD8], [0xFE, 0xFF, 0xDC, 0x00, 0x00, 0x41], [0x41, 0x00],
        ] as [[UInt8]])
    func brokenUTF16(_ bytes: [UInt8]) {
        #expect(throws: ImportProblem.notEncoded) { try ImportEncoding.utf16.scalars(of: bytes) }
    }
}
