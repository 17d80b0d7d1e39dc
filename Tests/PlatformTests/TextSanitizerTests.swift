import Platform
import Testing

/// Guards the terminal against what a record, a name or a file name may contain.
@Suite struct TextSanitizerTests {
    static let fields: [(String, String)] = [
        // Escape sequences: clear the screen, set the clipboard (OSC 52), set the title, 8-bit CSI and OSC.
        ("a\u{1B}[2Jb", "a^[[2Jb"),
        ("\u{1B}]52;c;aGk=\u{07}", "^[]52;c;aGk=^G"),
        ("\u{1B}]0;title\u{1B}\\", "^[]0;title^[\\"),
        ("\u{9B}2J", "\\u{9B}2J"),
        ("\u{9D}52;c;x\u{9C}", "\\u{9D}52;c;x\\u{9C}"),
        // Control characters.
        ("a\u{0}b", "a^@b"), ("a\u{7F}b", "a^?b"), ("a\u{8}b", "a^Hb"), ("safe\rEVIL", "safe^MEVIL"),
        ("a\nb", "a^Jb"), ("a\tb", "a^Ib"), ("\r\n", "^M^J"), ("\u{85}", "\\u{85}"),
        // What turns, hides or breaks text.
        ("exe.\u{202E}fdp", "exe.\\u{202E}fdp"), ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
        ("\u{200F}", "\\u{200F}"), ("Ana\u{200B}", "Ana\\u{200B}"), ("\u{FEFF}Ana", "\\u{FEFF}Ana"),
        ("a\u{2028}b", "a\\u{2028}b"), ("\u{E0041}", "\\u{E0041}"), ("\u{FFFE}", "\\u{FFFE}"),
        ("a\u{AD}b", "a\\u{AD}b"),
        // Right to left: enclosed, nothing else.
        ("שרה", "\u{2068}שרה\u{2069}"), ("Ana فاطمة", "\u{2068}Ana فاطمة\u{2069}"),
        ("\u{202E}שרה\u{2069}", "\u{2068}\\u{202E}שרה\\u{2069}\u{2069}"),
    ]

    @Test(arguments: fields.indices)
    func fieldsAreSpelledOut(_ index: Int) {
        let (text, expected) = Self.fields[index]
        #expect(Array(TextSanitizer.field(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test(arguments: [
        "Živadinka Đurđević", "Љубица Његош-Џунић", "Ѓорѓи", "Shqipe Çela", "Romni e čhajorǎ", "Gyöngyi Őri",
        "Z\u{30C}ivka", "naïve – “quoted” … €", "😀 👩‍👧", "日本", "", " ", "^[ \\u{202E}",
    ])
    func lettersOfEveryoneStayAsTheyAre(_ text: String) {
        #expect(Array(TextSanitizer.field(text).utf8) == Array(text.utf8))
        #expect(TextSanitizer.lines(text).map { Array($0.utf8) } == [Array(text.utf8)])
    }

    @Test(arguments: [
        ("a\nb", ["a", "b"]), ("a\r\nb\r\n", ["a", "b"]), ("a\n\nb\n", ["a", "", "b"]), ("", [""]), ("\n", [""]),
        ("a\rb\n", ["a^Mb"]), ("\r\r\n", ["^M"]), ("a\tb", ["a       b"]), ("12345678\tb", ["12345678        b"]),
        ("š\u{301}\tb\n\tc", ["š\u{301}       b", "        c"]), ("\u{1B}[2J\nx", ["^[[2J", "x"]),
        ("\u{1}\tx", ["^A      x"]), ("שרה\nAna", ["\u{2068}שרה\u{2069}", "Ana"]),
    ])
    func textsAreSplitAndExpanded(_ text: String, _ expected: [String]) {
        #expect(TextSanitizer.lines(text).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    /// Controls, and what turns (UAX 9), breaks or hides text.
    private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F, 0xAD, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        case 0xE0000...0xE007F: true
        default: false
        }
    }

    /// Every character there is, and what may never come out.
    @Test func nothingDangerousSurvives() {
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let result = TextSanitizer.field(String(scalar)).unicodeScalars
            let isDangerous = result.contains { out in
                let isIsolate = out.value == 0x2068 || out.value == 0x2069
                return isIsolate ? result.count != 3 : Self.isDangerous(out)
            }
            if isDangerous { Issue.record("U+\(String(value, radix: 16)) comes out as \(result.map(\.value))") }
        }
    }
}
