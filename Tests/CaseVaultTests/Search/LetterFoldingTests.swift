import Foundation
import SeededNumbers
import Testing
import VaultTesting

@testable import CaseVault

/// Guards that a name is the same name on every keyboard: Petrovic, Petrović, Петровић.
@Suite struct LetterFoldingTests {
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        SearchWords.forEach(in: text) { words.append($0) }
        return words
    }

    @Test(arguments: [
        ("Petrovic Petrović Петровић PETROVIĆ петровић Petrovic\u{301}", "petrovic"),
        ("Djordjevic Đorđević Ђорђевић Djordjević ĐORĐEVIĆ Ðorðevic", "djordjevic"),
        ("Njegovanović Његовановић ЊЕГОВАНОВИЋ ǋegovanović Ǌegovanovic", "njegovanovic"),
        ("Ljubica Љубица љубица Ǉubica ǉubica", "ljubica"),
        ("Džemila Џемила Dzemila ǅemila Dz\u{30C}emila", "dzemila"),
        ("Žućak Жућак Zucak Жучак", "zucak"),
        ("Krasniqi KRASNIQI", "krasniqi"), ("Hyrë hyre HYRË Hyre\u{308}", "hyre"),
        ("Çelik celik ÇELIK Čelik", "celik"), ("Përparim PERPARIM", "perparim"),
        ("Ćhavo Čhavo chavo", "chavo"), ("Šukàr šukar Шукар", "sukar"), ("Xoraxaj", "xoraxaj"),
        ("Kovács KOVACS", "kovacs"), ("Őrsi Örsi Orsi", "orsi"), ("Sütő Suto", "suto"),
        ("Ѓорѓи Gorgi", "gorgi"), ("Ѕвезда Dzvezda", "dzvezda"),
    ]) func oneWord(spellings: String, folded: String) {
        let words = Self.words(spellings)
        #expect(words.count == spellings.split(separator: " ").count)
        #expect(Set(words) == [folded], "\(words)")
    }

    /// Each letter of the Serbian alphabet in both scripts, in both cases, composed and decomposed.
    @Test func bothScriptsAgree() {
        let cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш"
        let latin = [
            "a", "b", "v", "g", "d", "đ", "e", "ž", "z", "i", "j", "k", "l", "lj", "m", "n", "nj", "o", "p", "r", "s",
            "t",
            "ć", "u", "f", "h", "c", "č", "dž", "š",
        ]
        var dice = Dice(seed: 20_261_121)
        let pairs = zip(cyrillic.map(String.init), latin).map { $0 }
        for _ in 0..<500 {
            let letters = (0..<Int.random(in: 3...14, using: &dice)).compactMap { _ in pairs.randomElement(using: &dice)
            }
            let (first, second) = (letters.map(\.0).joined(), letters.map(\.1).joined())
            let folded = Self.words(first)
            #expect(folded.count == 1)
            #expect(Self.words(second) == folded)
            #expect(Self.words(first.uppercased()) == folded)
            #expect(Self.words(second.uppercased()) == folded)
            #expect(Self.words(second.decomposedStringWithCanonicalMapping) == folded)
            #expect(Self.words(folded[0]) == folded, "folding twice changes nothing")
        }
    }

    @Test func whatIsNoWord() {
        for text in ["", " ", "a", "ko je on", "\u{0}\u{0}\u{0}\u{0}", "\u{301}\u{302}\u{303}\u{304}", "—…!?", "👩‍👧 👮"] {
            #expect(Self.words(text).isEmpty, "\(text.unicodeScalars.map(\.value))")
        }
        #expect(Self.words("ana\u{0}mira") == ["ana", "mira"])
        // Marks of direction and joiners hide no name.
        #expect(Self.words("Pe\u{202E}tro\u{200D}vić\u{200F}") == ["petrovic"])
        #expect(Self.words("Petrović-Jović, O'Brien") == ["petrovic", "jovic", "brien"])
        #expect(Self.words("الحبيب مريم") == ["الحبيب", "مريم"])
        #expect(Self.words("K.br. 123/2026") == ["123", "2026"])
    }

    @Test func hugeTextAndLongWords() {
        let long = String(repeating: "ž", count: 100_000)
        #expect(Self.words(long) == [String(repeating: "z", count: SearchWords.mostLetters)])
        let many = (0..<10_000).map { "reč\($0)" }.joined(separator: " ")
        #expect(Self.words(many).count == 10_000)
        var words = FoldedWords()
        words.add(many)
        words.add(many)
        #expect(SearchTerms.areWellFormed(words.bytes))
        #expect(words.bytes.count { $0 == SearchTerms.separator } == 10_001)
    }

    @Test func beginningsOfWords() {
        var words = FoldedWords()
        words.add("Snežana Petrović iz Čačka")
        for (text, isFound) in [
            ("sne", true), ("petrovic", true), ("etrovic", false), ("petrovica", false), ("cac", true),
        ] {
            #expect(SearchTerms.contain(words.bytes, beginning: Array(text.utf8)) == isFound, "\(text)")
        }
        #expect(!SearchTerms.contain([], beginning: Array("sne".utf8)))
        for bad in ["ana", "\nana", "ana\n", "\n\n", "\nbob\nana\n", "\nana\nana\n", "\n"] {
            #expect(!SearchTerms.areWellFormed(Array(bad.utf8)), "\(bad)")
        }
    }

    @Test func queries() throws {
        for term in ["", "ko je", "ab", String(repeating: "a", count: 1_025), "\u{202E}\u{0}"] {
            #expect(throws: VaultError.invalid(.searchTerm)) { _ = try SearchQuery(term) }
        }
        let many = (0..<17).map { "abc\($0)x" }.joined(separator: " ")
        #expect(throws: VaultError.invalid(.searchTerm)) { _ = try SearchQuery(many) }
        #expect(try SearchQuery("ana i ANA Ана mira").words == [Array("ana".utf8), Array("mira".utf8)])
    }
}
