import CaseVault
import Foundation
import Testing

/// Guards references as people type them: what can only mean one case is taken, every slip of a finger is refused.
@Suite struct ReferenceTests {
    private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// Luhn mod 32, written a second time.
    private static func check(_ symbols: String) -> Character {
        var sum = 0
        for (place, symbol) in symbols.reversed().enumerated() {
            let product = (alphabet.firstIndex(of: symbol) ?? 0) * (place.isMultiple(of: 2) ? 2 : 1)
            sum += product / 32 + product % 32
        }
        return alphabet[(32 - sum % 32) % 32]
    }

    private static func printed(_ symbols: String) -> String { "K-\(symbols)-\(check(symbols))" }

    /// All letters that two keyboards share, both digits that are read as letters, and references that begin with K.
    private static let samples = [
        "7F3Q2M", "000000", "ZZZZZZ", "KEHTXC", "0BMP1A", "KKKKKK", "K0K0K0", "SJY3AE", "111000", "K7F3Q2",
    ]

    @Test(arguments: samples) func whatIsTakenForTheSame(symbols: String) throws {
        let printed = Self.printed(symbols)
        let reference = try CaseReference(printed)
        #expect(reference.description == printed)
        let bare = symbols + String(Self.check(symbols))
        let cyrillic: [Character: Character] = [
            "K": "К", "0": "О", "E": "Е", "H": "Н", "T": "Т", "X": "Х", "C": "С", "B": "В", "M": "М", "P": "Р",
            "A": "А",
            "S": "Ѕ", "J": "Ј", "3": "З", "Y": "У", "1": "І",
        ]
        func swapped(_ map: [Character: Character]) -> String { String(printed.map { map[$0] ?? $0 }) }
        let same = [
            printed.lowercased(), printed.replacing("-", with: ""), bare, bare.lowercased(), " \(printed) ", "K\(bare)",
            printed.replacing("-", with: " "), printed.replacing("-", with: "–"), printed.replacing("-", with: "--"),
            // A K before a hyphen is always the prefix.
            symbols.hasPrefix("K") ? printed : bare.map(String.init).joined(separator: "-"), swapped(["0": "O"]),
            swapped(["0": "o"]), swapped(["1": "I"]),
            swapped(["1": "l"]), swapped(["1": "L"]), swapped(["1": "i"]), swapped(cyrillic),
            swapped(cyrillic).lowercased(), printed.replacing("K-", with: "К-"),
        ]
        for typed in same { #expect(try CaseReference(typed) == reference, "\(typed)") }
    }

    @Test(arguments: samples) func everyWrongSymbolIsFound(symbols: String) throws {
        let typed = Array(symbols + String(Self.check(symbols)))
        for place in typed.indices {
            for symbol in Self.alphabet where symbol != typed[place] {
                var other = typed
                other[place] = symbol
                refuse("K-" + String(other))
                refuse(String(other))
            }
            // One symbol lost.
            var shorter = typed
            shorter.remove(at: place)
            refuse(String(shorter))
        }
    }

    /// With the prefix there are eight symbols, so a lost one is always found.
    @Test(arguments: samples) func aSymbolLostBehindThePrefix(symbols: String) throws {
        let typed = Array(symbols + String(Self.check(symbols)))
        for place in typed.indices {
            var shorter = typed
            shorter.remove(at: place)
            refuse("K-" + String(shorter))
        }
    }

    @Test func whatIsNoReference() {
        let good = Self.printed("7F3Q2M")
        let bad = [
            "", " ", "-", "K", "K-", "K--", "7", "7F3Q2M", "K-7F3Q2M", "K-7F3Q2M-", good + "0", "0" + good,
            "KK-7F3Q2M-X",
            "X-" + good.dropFirst(2), good + "\n", "\n" + good, good + "\u{0}", good + "/1", good + ".", "K_7F3Q2M",
            good.replacing("7", with: "U"), good.replacing("7", with: "７"), good.replacing("7", with: "٧"),
            good.replacing("7", with: "7\u{301}"), good.replacing("3", with: "э"), good.replacing("7", with: "Ж"),
            "\u{202E}" + good, "\u{200B}" + good, "\u{FEFF}" + good, good + good, "K-žćčđšž-X", "'; DROP TABLE lookup",
            String(repeating: "0", count: 8), String(repeating: "K", count: 1_000_000),
            String(repeating: "-", count: 1_000_000), String(repeating: "\u{301}", count: 10_000),
        ]
        for typed in bad { refuse(typed) }
    }

    @Test func recordsOfACase() throws {
        let reference = Self.printed("7F3Q2M")
        let good: [(String, UInt32, Bool)] = [
            ("/1", 1, false), ("/42", 42, false), ("/4294967295", .max, false), ("/n1", 1, true), ("/N12", 12, true),
            ("/n4294967295", .max, true),
        ]
        for (text, number, isNote) in good {
            let record = try RecordReference(reference.lowercased() + text)
            #expect(record.case == (try CaseReference(reference)))
            #expect(record.number == number)
            #expect(record.isProcessNote == isNote)
            #expect(record.description == reference + text.lowercased())
        }
        let bad = [
            "/0", "/", "/n0", "/n", "/99999999999", "/4294967296", "/18446744073709551617", "/-1", "/+1", "/1x", "/x1",
            "/ 1",
            "/1 ", "/1\n", "/1\u{0}", "/1.0", "/1e3", "/0x1", "/nn1", "/1n", "/n-1", "/n 1", "/１", "/١", "/²",
            "/5\u{301}", "/\u{301}5", "/n\u{301}5",
            // A record is written in one way: no zeros before the number.
            "/01", "/007", "/n01", "/00000000000000000001",
            "/н1", "/m1", "/", "", "//", "/n/", "/" + String(repeating: "9", count: 100_000),
        ]
        for text in bad {
            #expect(throws: VaultError.self, "\(text.prefix(40).debugDescription)") {
                _ = try RecordReference(reference + text)
            }
        }
        for text in ["/1", "K-/1", "7F3Q2M/1", reference + "/1/2", "K-7F3Q2M-0/1", reference + "\n/1", "\u{0}/1"] {
            #expect(throws: VaultError.invalid(.caseReference), "\(text.debugDescription)") {
                _ = try RecordReference(text)
            }
        }
    }

    /// A service reads references from JSON: the same rules.
    @Test func referencesInJSON() throws {
        let text = Self.printed("7F3Q2M")
        let decoder = JSONDecoder()
        let coded = Data("[\"\(text)/n3\"]".utf8)
        #expect(try decoder.decode([RecordReference].self, from: coded).first?.description == "\(text)/n3")
        #expect(try JSONEncoder().encode([try CaseReference(text)]) == Data("[\"\(text)\"]".utf8))
        for bad in ["[\"\"]", "[null]", "[7]", "[{}]", "[\"K-7F3Q2M-0\"]", "[\"\(text)/0\"]"] {
            #expect(throws: (any Error).self) { _ = try decoder.decode([RecordReference].self, from: Data(bad.utf8)) }
            #expect(throws: (any Error).self) { _ = try decoder.decode([CaseReference].self, from: Data(bad.utf8)) }
        }
    }

    private func refuse(_ typed: String) {
        #expect(throws: VaultError.invalid(.caseReference), "\(typed.prefix(40).debugDescription)") {
            _ = try CaseReference(typed)
        }
    }
}
