import Foundation
import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

/// The regular expression of the format document and the parser say the same, except for the order of flags.
@Suite struct EntryGrammarTests {
    let expression: Regex<AnyRegexOutput>

    init() throws {
        let article = ExampleFiles.repository.appending(path: "Sources/AuditLog/AuditLog.docc/LogLine.md")
        let text = try String(contentsOf: article, encoding: .utf8)
        let pattern = try #require(text.split(separator: "\n").first { $0.hasPrefix("^") })
        expression = try Regex(String(pattern)).matchingSemantics(.unicodeScalar)
    }

    private func expects(_ line: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) throws {
        let text = String(decoding: line, as: UTF8.self)
        let isGrammatical = try expression.wholeMatch(in: text) != nil
        let isEntry = (try? AuditEntry(parsing: line)) != nil
        #expect(isEntry == (isGrammatical && hasAscendingFlags(text)), "\(text)", sourceLocation: sourceLocation)
    }

    private func hasAscendingFlags(_ text: String) -> Bool {
        guard let match = text.firstMatch(of: #/"flags":"([^"]*)"/#) else { return false }
        let flags = match.1.split(separator: "+", omittingEmptySubsequences: false)
        return zip(flags, flags.dropFirst()).allSatisfy { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    @Test func examples() throws {
        for line in try ExampleFiles().lines { try expects(line) }
    }

    @Test(
        arguments: [
            EntryParsingTests.shape, EntryParsingTests.numbers, EntryParsingTests.times, EntryParsingTests.hexadecimal,
            EntryParsingTests.codes, EntryParsingTests.signatures,
        ].flatMap(\.self))
    func refusesTheSame(_ defect: EntryParsingTests.Defect) throws {
        let line = EntryParsingTests.line
        try expects(Array(line.replacingFirst(defect.original, with: defect.replacement).utf8))
    }

    @Test func acceptsTheSame() throws {
        var generator = Dice(seed: 1)
        for _ in 0..<300 {
            let line = try #require(AuditEntry.random(using: &generator)).encoded()
            #expect(try expression.wholeMatch(in: String(decoding: line, as: UTF8.self)) != nil)
            try expects(line)
        }
    }

    /// Random small changes, most of which break a line and some of which do not.
    @Test func agreesOnChangedLines() throws {
        var generator = Dice(seed: 2)
        let letters = Array("0019afgzAZ\"{}:,.+-_TZ\u{00E9}".utf8)
        for _ in 0..<1_500 {
            var line = try #require(AuditEntry.random(using: &generator)).encoded()
            let place = Int.random(in: 0..<line.count, using: &generator)
            let letter = try #require(letters.randomElement(using: &generator))
            switch Int.random(in: 0...3, using: &generator) {
            case 0: line[place] = letter
            case 1: line.insert(letter, at: place)
            case 2: line.remove(at: place)
            default: line.insert(line[place], at: place)
            }
            try expects(line)
        }
    }

    /// Every day of some years: those that exist and those that do not.
    @Test func agreesOnDays() throws {
        let line = EntryParsingTests.line
        for year in ["1970", "1972", "1999", "2000", "2026", "2028", "2100", "2400", "9996", "9999", "1969", "1900"] {
            for month in ["00", "01", "02", "04", "12", "13"] {
                for day in ["00", "01", "28", "29", "30", "31", "32"] {
                    let changed = line.replacingFirst("2026-10-01", with: "\(year)-\(month)-\(day)")
                    try expects(Array(changed.utf8))
                }
            }
        }
    }

    /// The longest line the grammar allows still fits.
    @Test func noLineIsTooLong() throws {
        var generator = Dice(seed: 3)
        let fields = EntryFields(
            time: try #require(EntryTime(milliseconds: EntryTime.limit)), boot: ShortHash(value: 0),
            mono: EntryFormat.numberLimit, act: try #require(ActCode("abcdefghijkl.abcdefghijklmnop")),
            by: generator.identifier(), role: .administrator, peer: ShortHash(value: 0),
            clientCase: generator.identifier(), object: .application, record: generator.identifier(),
            revision: EntryFormat.numberLimit, before: generator.digest(), after: generator.digest(),
            count: EntryFormat.numberLimit, why: .accessRequest, ref: EntryFormat.numberLimit, result: .denied,
            data: generator.digest())
        let signature = try #require(Signature(bytes: generator.bytes(64)))
        let entry = AuditEntry(seq: EntryFormat.numberLimit, prev: .zero, fields: fields, signature: signature)
        let flags = (0..<12).map { "abcdefghijk" + String(decoding: [UInt8(97 + $0)], as: UTF8.self) }
        let line = String(decoding: entry.encoded(), as: UTF8.self)
            .replacingFirst("\"flags\":\"", with: "\"flags\":\"" + flags.joined(separator: "+"))
        #expect(line.utf8.count <= EntryFormat.lineLimit)
        #expect(try AuditEntry(parsing: Array(line.utf8)).encoded() == Array(line.utf8))
    }
}
