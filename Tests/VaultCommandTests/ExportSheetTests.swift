import Foundation
import Platform
import Testing

@testable import CaseVault
@testable import VaultCommand

/// What stands on the sheets of an export, whatever names and recipients were made to break out of it.
@Suite struct ExportSheetTests {
    private static let hostile = [
        "../../etc/passwd", "a\nb", "a\r\nSet-Cookie: x", "\u{1B}[2J\u{1B}]0;x\u{7}", "\u{202E}fdp.exe", "\u{0}",
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'; DROP", "</td></table><iframe>", "&lt;",
        "=1+1", "\t=1", "\u{2028}x", String(repeating: "dug", count: 80), "\u{FF1D}1", "  -2", "שלום",
        "a\"\u{FE0F},=1+1,x.pdf", "a\"\u{301},b", "<\u{338}b>\"\u{200D}",
    ]

    private func written(_ name: String) throws -> WrittenExport {
        let reference = try CaseReference("K-7F3Q2M-X".validReference)
        let compartment = try #require(Compartment("legal"))
        let line = RecordLine(
            record: "\(reference)/3", revision: 1, compartment: compartment, form: "file", author: "mira",
            created: 1_795_239_167_594, kind: .file)
        let item = ExportLine(line: line, name: name, file: "3.pdf", bytes: 5)
        let reading = ExportReading(
            items: [(item, .text(Bytes([1, 2, 3, 4, 5])))], organisation: "Kuća", time: 1_795_239_167_594, entry: 7)
        return WrittenExport(
            reading: reading, reference: reference, recipient: name, purpose: try #require(Purpose("court")),
            login: "mira", hashes: [String(repeating: "a", count: 64)])
    }

    @Test(arguments: hostile) func thePageHasNoTagOfTheirs(_ name: String) throws {
        let (page, plain) = (
            CoverSheet(try written(name), LocalTime(.utc)).page, CoverSheet(try written("x"), LocalTime(.utc)).page
        )
        #expect(page.contains("content=\"default-src 'none'\""))
        #expect(page.unicodeScalars.count { $0 == "<" } == plain.unicodeScalars.count { $0 == "<" })
        #expect(page.unicodeScalars.count { $0 == "\"" } == plain.unicodeScalars.count { $0 == "\"" })
        for word in ["<script", "<img", "<iframe", "style=", "http://", "https://", "src="] where !name.contains(word) {
            #expect(!page.contains(word))
        }
        #expect(!page.contains("<script") && !page.contains("<img") && !page.contains("<iframe"))
    }

    @Test(arguments: hostile) func nothingIsObeyedOrTurned(_ name: String) throws {
        let export = try written(name)
        let sheet = CoverSheet(export, LocalTime(.utc))
        let expected = CoverSheet(try written("x"), LocalTime(.utc)).text.split(separator: "\n").count
        #expect(sheet.text.split(separator: "\n").count == expected)
        for text in [sheet.text, sheet.page, export.comments.joined(separator: "\n")] {
            let bad = text.unicodeScalars.filter {
                ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
                    || (0x202A...0x202E).contains($0.value)
                    || $0 == "\u{2028}"
            }
            #expect(bad.isEmpty, "\(bad)")
        }
        #expect(export.comments.count == 8 && export.comments.allSatisfy { !$0.contains("\n") })
    }

    @Test(arguments: hostile) func theIndexHasOneLineAnItemAndComputesNothing(_ name: String) throws {
        let index = try written(name).index
        #expect(index.components(separatedBy: "\r\n").count == 3)
        let field = index.components(separatedBy: "\r\n")[1].components(separatedBy: "\",\"")[6]
        #expect(field.first.map { !"=+-@\t\r\n".contains($0) } ?? true)
        // Of quotation marks those around the fields, and each of theirs twice: as many as an ordinary name has, and twice theirs.
        let (mine, plain) = (index.unicodeScalars, try written("x").index.unicodeScalars)
        let theirs = TextSanitizer.field(name).unicodeScalars.count { $0 == "\"" }
        #expect(mine.count { $0 == "\"" } == plain.count { $0 == "\"" } + 2 * theirs, "\(index)")
    }

    @Test(arguments: [
        "=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "  =1", "\u{A0}=1", "\u{FEFF}=1", "\u{200B}=1", "\u{3000}=1",
        "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}1", "\u{2212}1", " \n\t @x", "\tx",
    ])
    func formulasAreNeutral(_ text: String) { #expect(CSVField.quoted(text).hasPrefix("\"'")) }

    @Test(arguments: ["", "a", "Sud", "3.pdf", "a=b", "1-2", "\u{17E}ena"])
    func otherTextsStay(_ text: String) { #expect(CSVField.quoted(text) == "\"\(text)\"") }

    @Test func quotationMarksAreDoubled() { #expect(CSVField.line(["a\"b", "c,d"]) == "\"a\"\"b\",\"c,d\"\r\n") }

    /// A mark that joins a quotation mark makes one letter of both here, and two to whoever reads the file.
    @Test(arguments: ["\u{FE0F}", "\u{301}", "\u{200D}"]) func marksDoNotHideThem(_ mark: String) {
        #expect(CSVField.quoted("a\"\(mark),b").unicodeScalars.elementsEqual("\"a\"\"\(mark),b\"".unicodeScalars))
    }

    /// What programs read is the same in every language and zone.
    @Test func machineOutputsKnowNoLanguage() throws {
        let export = try written("nalaz.pdf")
        let english = (export.index, export.comments)
        Language.$current.withValue(.serbian) {
            #expect(export.index == english.0 && export.comments == english.1)
            #expect(CoverSheet(export, LocalTime(.utc)).text.hasPrefix("Propratni list"))
        }
        #expect(export.index.contains("2026-11-21T"))
    }

    @Test func itemsAreNumbersAndRanges() throws {
        let reference = try CaseReference("K-7F3Q2M-X".validReference)
        func numbers(_ text: String) throws -> [String] {
            try ItemList.parse(text, of: reference).map { "\($0)".split(separator: "/").last.map(String.init) ?? "" }
                .sorted()
        }
        #expect(try numbers("3") == ["3"])
        #expect(try numbers("3,7-9,3,8") == ["3", "7", "8", "9"])
        #expect(try numbers(" 3 , n1-n2 ") == ["3", "n1", "n2"])
        #expect(try numbers("1-500").count == 500)
        for text in [
            "", ",", "3,", "0", "03", "-3", "3-", "3-2", "1-2-3", "n1-3", "x", "3/4", "K-7F3Q2M-X/3", "4294967296", "１",
        ] {
            #expect(throws: Failure.self, "\(text)") { _ = try ItemList.parse(text, of: reference) }
        }
        for text in ["1-501", "1-4294967295", (1...501).map(String.init).joined(separator: ",")] {
            #expect(throws: Failure.self) { _ = try ItemList.parse(text, of: reference) }
        }
        let same = Array(repeating: "7", count: 100_000).joined(separator: ",")
        #expect(try numbers(same) == ["7"])
    }
}

extension String {
    /// The reference with the check symbol that is right for it.
    fileprivate var validReference: String {
        let body = dropLast()
        return "0123456789ABCDEFGHJKMNPQRSTVWXYZ".map { "\(body)\($0)" }.first { (try? CaseReference($0)) != nil }
            ?? self
    }
}
