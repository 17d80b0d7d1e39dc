import Testing

@testable import VaultCrypto

private struct PassphraseVectors: Decodable {
    struct Cheap: Decodable {
        let passphrase: String
        let salt, hash: HexBytes
        let kibibytes: UInt64
    }
    struct SlowSix: Decodable {
        let input, hash: HexBytes
        let words: [Int]
    }
    struct Four: Decodable {
        let head: HexBytes
        let words: [Int]
    }
    let cheap: [Cheap]
    let slowSix: SlowSix
    let four: Four
}

@Suite struct PassphraseHashTests {
    @Test func hashesOfArgon2() throws {
        for vector in try Vectors.own("passphrases.json", as: PassphraseVectors.self).cheap {
            let hash = try PassphraseHash.derive(
                .from(vector.passphrase), salt: #require(PassphraseSalt(bytes: vector.salt.bytes)),
                parameters: DerivationParameters(cheapForTests: vector.kibibytes << 10))
            #expect(hash.revealedBytes() == vector.hash.bytes)
        }
    }

    /// The one hash at the floor (3 passes, 64 MiB), and what it is for.
    @Test func slowWords() throws {
        let vector = try Vectors.own("passphrases.json", as: PassphraseVectors.self).slowSix
        #expect(try Words.slowSix(of: vector.input.bytes) == vector.words.map { Words.list[$0] })
    }

    @Test func wordsOfAHead() throws {
        let vector = try Vectors.own("passphrases.json", as: PassphraseVectors.self).four
        let head = try #require(SHA256Digest(bytes: vector.head.bytes))
        #expect(Words.four(ofHead: head) == vector.words.map { Words.list[$0] })
    }

    @Test(
        arguments: [
            (0, 64 << 20, DerivationError.tooFewPasses(have: 0, atLeast: 3)),
            (2, 64 << 20, .tooFewPasses(have: 2, atLeast: 3)),
            (11, 64 << 20, .tooManyPasses(have: 11, atMost: 10)),
            (.max, 64 << 20, .tooManyPasses(have: .max, atMost: 10)),
            (3, 0, .tooLittleMemory(haveBytes: 0, atLeastBytes: 64 << 20)),
            (3, (64 << 20) - 1_024, .tooLittleMemory(haveBytes: (64 << 20) - 1_024, atLeastBytes: 64 << 20)),
            (3, (1 << 30) + 1_024, .tooMuchMemory(haveBytes: (1 << 30) + 1_024, atMostBytes: 1 << 30)),
            (3, .max, .tooMuchMemory(haveBytes: .max, atMostBytes: 1 << 30)),
            (3, (64 << 20) + 1, .notWholeKibibytes(haveBytes: (64 << 20) + 1)),
        ] as [(UInt32, UInt64, DerivationError)])
    func parametersOutOfRange(passes: UInt32, memoryBytes: UInt64, expected: DerivationError) {
        #expect(throws: expected) { try DerivationParameters(validatingPasses: passes, memoryBytes: memoryBytes) }
    }

    @Test(
        arguments: [(DerivationParameters.light, 64), (.standard, 256), (.strong, 1024)]
            as [(DerivationParameters, UInt64)])
    func namedParametersAreThoseOfTheDesign(parameters: DerivationParameters, mebibytes: UInt64) throws {
        #expect(parameters == (try DerivationParameters(validatingPasses: 3, memoryBytes: mebibytes << 20)))
    }
}

@Suite struct PassphraseRuleTests {
    @Test(arguments: [
        "dvanaest sl.", "šestnaest slova!", "дванаест слова", "a b c d e", "ružaružaruža",
    ])
    func longEnough(passphrase: String) {
        #expect(PassphraseRule.check(.from(passphrase)) == nil)
    }

    @Test(arguments: [
        ("", 0, 0), ("jedanaest s", 11, 2), ("љубав љубав", 11, 2), ("četiri reči", 11, 2), ("a b c d", 7, 4),
        ("   a b c  ", 10, 3), ("šđčćžšđčćžš", 11, 1),
    ])
    func tooShort(passphrase: String, characters: Int, words: Int) {
        #expect(PassphraseRule.check(.from(passphrase)) == .tooShort(characters: characters, words: words))
    }

    @Test(arguments: [
        "c\u{030C}etrnaest slova", "dugacka lozinka\u{0301}", "и\u{0306} дугачка лозинка", "dugacka\u{7}lozinka",
        "dugacka lozinka\u{1B}", "dugacka\tlozinka ovde", "dugacka\u{85}lozinka ovde", "dugacka\u{7F}lozinka",
        "dugacka lozinka\r", "dugacka lozinka\u{036F}", "\u{0300}dugacka lozinka", "dugacka\u{0}lozinka",
    ])
    func typedWithTwoKeys(passphrase: String) {
        #expect(PassphraseRule.check(.from(passphrase)) == .typeAsOneKey)
    }

    @Test(arguments: [[0xFF], [0xC5], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80]] as [[UInt8]])
    func notText(bytes: [UInt8]) {
        let passphrase = Array("dugacka lozinka ".utf8) + bytes
        #expect(PassphraseRule.check(.from(passphrase)) == .notText)
        #expect(PassphraseRule.check(.from(bytes + Array("dugacka lozinka".utf8))) == .notText)
    }

    @Test func precomposedSerbianLettersAreOneKey() {
        #expect(PassphraseRule.check(.from("čćžšđ ČĆŽŠĐ ljnjdž")) == nil)
        #expect(PassphraseRule.check(.from("љњџђћ ЉЊЏЂЋ чћжшђ")) == nil)
    }

    @Test func theSameLettersInTwoFormsAreTwoPassphrases() throws {
        // Nothing is normalised: that is why the decomposed form is refused.
        let cheap = DerivationParameters(cheapForTests: 8 << 10)
        let salt = PassphraseSalt.random(.system)
        let composed = try PassphraseHash.derive(.from("\u{010D}"), salt: salt, parameters: cheap)
        let decomposed = try PassphraseHash.derive(.from("c\u{030C}"), salt: salt, parameters: cheap)
        let isSame = composed.isEqual(to: decomposed)
        #expect(!isSame)
    }

    @Test(arguments: [("lozinka", false), ("лозинка", true), ("lozinkа", true), ("čćžšđ", false), ("", false)])
    func cyrillicIsNoticed(passphrase: String, expected: Bool) {
        #expect(PassphraseRule.hasCyrillic(.from(passphrase)) == expected)
    }
}

@Suite struct WordsTests {
    @Test func listHasTenBitsPerWord() {
        #expect(Words.list.count == 1_024)
        #expect(Set(Words.list).count == 1_024)
    }

    /// On every keyboard, and told apart by their beginnings. Swift keeps strings of up to 15 bytes inside the value, which
    /// PassphraseMaker relies on.
    @Test func wordsAreEasyToType() {
        let letters = Set("abcdefghijklmnoprstuv")
        #expect(Words.list.allSatisfy { (4...7).contains($0.count) && letters.isSuperset(of: $0) })
        #expect(Set(Words.list.map { $0.prefix(4) }).count == 1_024)
    }

    @Test func tenBitsEachFromTheFirstBit() {
        #expect(Words.indices(of: [0xFF, 0xC0, 0x0F, 0xFF, 0x00], count: 4) == [1_023, 0, 1_023, 768])
        #expect(Words.indices(of: [0x00, 0x40], count: 1) == [1])
        #expect(Words.indices(of: [UInt8](repeating: 0xAA, count: 8), count: 6) == [Int](repeating: 682, count: 6))
    }

    @Test func madePassphrasesFollowTheRule() {
        let passphrase = PassphraseMaker.make(.system)
        #expect(PassphraseRule.check(passphrase) == nil)
        let words = String(decoding: passphrase.allBytes, as: UTF8.self).split(separator: " ").map(String.init)
        #expect(words.count == 6)
        #expect(words.allSatisfy(Words.list.contains))
        let isAnother = !passphrase.isEqual(to: PassphraseMaker.make(.system))
        #expect(isAnother)
    }

    @Test func everyWordCanBeDrawn() {
        for (bytes, index) in [([0, 0], 0), ([3, 255], 1_023), ([0xFF, 0xFF], 1_023), ([4, 1], 1)] as [([UInt8], Int)] {
            let passphrase = PassphraseMaker.make(words: 1, Randomness { Array(bytes.prefix($0)) })
            #expect(passphrase.allBytes == Array(Words.list[index].utf8))
        }
    }
}
