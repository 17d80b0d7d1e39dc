import SeededNumbers
import Testing

@testable import VaultCrypto

private struct CodeVectors: Decodable {
    struct Case: Decodable {
        let bytes: HexBytes
        let text, check, base64url: String
    }
    let cases: [Case]
}

/// What base64url text stands for; nil for any text that no bytes are written as.
private func decoded(_ text: String) -> [UInt8]? { Base64Text.url.decode(Array(text.utf8)[...]) }

@Suite struct CrockfordTests {
    @Test func codesOfTheSpecification() throws {
        for vector in try Vectors.own("codes.json", as: CodeVectors.self).cases {
            let symbols = CrockfordBase32.symbols(of: vector.bytes.bytes)
            #expect(CrockfordBase32.text(of: symbols) == vector.text)
            #expect(CrockfordBase32.text(of: [CrockfordBase32.checkSymbol(of: symbols)]) == vector.check)
            #expect(try CrockfordBase32.bytes(of: symbols, byteCount: vector.bytes.bytes.count) == vector.bytes.bytes)
            #expect(try CrockfordBase32.symbols(typed: vector.text) == symbols)
            #expect(Base64Text.url.encode(vector.bytes.bytes) == vector.base64url)
            #expect(decoded(vector.base64url) == vector.bytes.bytes)
        }
    }

    @Test func numbersGoBothWays() {
        #expect(CrockfordBase32.text(of: CrockfordBase32.symbols(of: 0, count: 6)) == "000000")
        #expect(CrockfordBase32.text(of: CrockfordBase32.symbols(of: (1 << 30) - 1, count: 6)) == "ZZZZZZ")
        var generator = Dice(seed: 4)
        for _ in 0..<100 {
            let number = UInt64.random(in: 0..<(1 << 30), using: &generator)
            #expect(CrockfordBase32.number(of: CrockfordBase32.symbols(of: number, count: 6)) == number)
        }
    }

    @Test(arguments: [
        ("7f3q2m", "7F3Q2M"), ("7F-3Q-2M", "7F3Q2M"), (" 7F3 Q2M ", "7F3Q2M"), ("OoIiLl", "001111"),
        ("7F3Q2\u{2011}M", "7F3Q2M"), ("7F3Q2М", "7F3Q2M"), ("АВЕКМН", "ABEKMH"), ("ОРСТХЈ", "0PCTXJ"),
        ("авекмн", "ABEKMH"), ("орстхј", "0PCTXJ"), ("ІУЅЗ", "1YS3"),
    ])
    func readsTolerantly(typed: String, meant: String) throws {
        #expect(try CrockfordBase32.symbols(typed: typed) == CrockfordBase32.symbols(typed: meant))
        #expect(CrockfordBase32.text(of: try CrockfordBase32.symbols(typed: typed)) == meant)
    }

    @Test(arguments: [("7FU3", 2), ("u", 0), ("7Ш", 1), ("7F_3", 2), ("ЉЊ", 0), ("12ž", 2), ("1\u{1F512}", 1)])
    func refusesWhatLooksLikeNothing(typed: String, position: Int) {
        #expect(throws: CodeError.unknownCharacter(position: position)) { try CrockfordBase32.symbols(typed: typed) }
    }

    @Test func checkSymbolFindsEveryWrongSymbol() {
        var generator = Dice(seed: 5)
        let symbols = generator.bytes(6).map { $0 & 31 }
        let check = CrockfordBase32.checkSymbol(of: symbols)
        for index in symbols.indices {
            for value in UInt8(0)..<32 where value != symbols[index] {
                var changed = symbols
                changed[index] = value
                #expect(CrockfordBase32.checkSymbol(of: changed) != check)
            }
        }
    }

    @Test func checkSymbolFindsExchangedNeighbours() {
        // Luhn mod N misses only the pair of the first and the last symbol.
        for left in UInt8(0)..<32 {
            for right in UInt8(0)..<32 where left != right {
                let isFound =
                    CrockfordBase32.checkSymbol(of: [left, right]) != CrockfordBase32.checkSymbol(of: [right, left])
                #expect(isFound == !(Set([left, right]) == [0, 31]))
            }
        }
    }

    @Test func checkedSymbols() throws {
        let symbols = CrockfordBase32.symbols(of: 0x1234_5678, count: 6)
        let text = CrockfordBase32.text(of: symbols + [CrockfordBase32.checkSymbol(of: symbols)])
        #expect(try CrockfordBase32.checkedSymbols(typed: text.lowercased(), count: 6) == symbols)
        #expect(throws: CodeError.wrongLength(expected: 7, found: 8)) {
            try CrockfordBase32.checkedSymbols(typed: text + "0", count: 6)
        }
        #expect(throws: CodeError.wrongLength(expected: 7, found: 6)) {
            try CrockfordBase32.checkedSymbols(typed: String(text.dropLast()), count: 6)
        }
        let wrong = CrockfordBase32.text(of: symbols + [CrockfordBase32.checkSymbol(of: symbols) ^ 1])
        #expect(throws: CodeError.wrongCheckSymbol) { try CrockfordBase32.checkedSymbols(typed: wrong, count: 6) }
    }

    @Test func spareBitsMustBeZero() {
        // 16 bytes are 128 bits in 26 symbols of 130.
        var symbols = CrockfordBase32.symbols(of: [UInt8](repeating: 7, count: 16))
        #expect(symbols.count == 26)
        for spare in UInt8(1)...3 {
            symbols[25] = symbols[25] & 0b11100 | spare
            #expect(throws: CodeError.notCanonical) { try CrockfordBase32.bytes(of: symbols, byteCount: 16) }
        }
        #expect(throws: CodeError.wrongLength(expected: 26, found: 25)) {
            try CrockfordBase32.bytes(of: symbols.dropLast(), byteCount: 16)
        }
    }
}

@Suite struct SecretCodeTests {
    private let code = [UInt8](1...16)

    private func typed(_ change: (String) -> String) throws(CodeError) -> [UInt8] {
        let text = SecretCode.text(of: .from(code))
        return try SecretCode.code(
            typed: .from(change(String(decoding: text.allBytes, as: UTF8.self))), byteCount: 16
        ).allBytes
    }

    @Test func goesBothWays() throws {
        // By code_text of Tools/vectors/primitives.py.
        let text = String(decoding: SecretCode.text(of: .from(code)).allBytes, as: UTF8.self)
        #expect(text == "0410-6105-0R3G-G28A-1C60-T3GF-20H")
        #expect(try typed { $0 } == code)
        #expect(try typed { $0.lowercased() } == code)
        #expect(try typed { $0.replacing("-", with: " ").replacing("0", with: "О") } == code)
    }

    @Test func refuses() {
        #expect(throws: CodeError.wrongLength(expected: 27, found: 26)) { try typed { String($0.dropLast()) } }
        #expect(throws: CodeError.wrongLength(expected: 27, found: 0)) { try typed { _ in "" } }
        #expect(throws: CodeError.unknownCharacter(position: 27)) { try typed { $0 + "!" } }
        #expect(throws: CodeError.wrongCheckSymbol) {
            try typed { $0.hasPrefix("0") ? "1" + $0.dropFirst() : "0" + $0.dropFirst() }
        }
        #expect(throws: CodeError.notText) { _ = try SecretCode.code(typed: .from([0xFF, 0x30]), byteCount: 16) }
    }
}

@Suite struct StrictTextTests {
    @Test(arguments: ["0", "0g", "AB", "a ", "é", "0x00"]) func hexIsStrict(text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test(arguments: ["A", "AB==", "AAA=", "A+", "A/", "AB\n", " AA", "AAAAA", "Aé"])
    func base64IsStrict(text: String) {
        #expect(decoded(text) == nil)
    }

    @Test func everyNonCanonicalEndIsRefused() {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        for (value, digit) in digits.enumerated() {
            #expect((decoded("A\(digit)") == nil) == (value % 16 != 0))
            #expect((decoded("AA\(digit)") == nil) == (value % 4 != 0))
            #expect(decoded("AAA\(digit)") != nil)
        }
    }

    @Test func everythingEncodedIsDecoded() {
        var generator = Dice(seed: 6)
        for length in 0..<70 {
            let bytes = generator.bytes(length)
            #expect(Hex.decode(Hex.encode(bytes)) == bytes)
            #expect(decoded(Base64Text.url.encode(bytes)) == bytes)
        }
        #expect(Base64Text.url.encode([UInt8](repeating: 255, count: 64)).count == 86)
    }
}
