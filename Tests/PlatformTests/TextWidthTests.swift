import Platform
import Testing

@Suite struct TextWidthTests {
    @Test(arguments: [
        ("", 0), ("Ana", 3), ("Živka", 5), ("Z\u{30C}ivka", 5), ("Љубица", 6), ("\u{2068}שרה\u{2069}", 3), ("日本", 4),
        ("😀", 2),
    ])
    func marksTakeNoColumn(_ text: String, _ width: Int) {
        #expect(TextWidth.columns(text) == width)
    }

    @Test(arguments: [
        ("Ljubica", 7, "Ljubica"), ("Ljubica", 6, "Ljubi…"), ("Ljubica", 1, "…"), ("Ljubica", 0, ""),
        ("Z\u{30C}Z\u{30C}Z\u{30C}", 2, "Z\u{30C}…"), ("日本語", 4, "日…"),
        ("\u{2068}שרהשרה\u{2069}", 4, "\u{2068}שרה…\u{2069}"),
    ])
    func cutsBetweenLetters(_ text: String, _ width: Int, _ expected: String) {
        #expect(Array(TextWidth.truncated(text, columns: width).utf8) == Array(expected.utf8))
    }

    @Test(arguments: [
        ("one two three", 8, ["one two ", "three"]), ("onetwothree", 4, ["onet", "woth", "ree"]),
        ("short", 80, ["short"]),
        ("abc", 1, ["a", "b", "c"]), ("日本", 1, ["日", "本"]), ("x", 0, ["x"]),
        ("\u{2068}שרה ab שרה\u{2069}", 4, ["\u{2068}שרה \u{2069}", "ab ", "\u{2068}שרה\u{2069}"]),
    ])
    func wrapsAtSpaces(_ text: String, _ width: Int, _ expected: [String]) {
        #expect(TextWidth.wrapped(text, columns: width).map { Array($0.utf8) } == expected.map { Array($0.utf8) })
    }

    @Test func tablesLineUp() {
        var table = TextTable([.init("Case"), .init("Label", minimum: 6), .init("Records", alignment: .end)])
        table.add(["K-7F3Q2M-X", "Živka Љ.", "12"])
        table.add(["K-1", "e\u{301}\u{1B}[2J", "3", "dropped"])
        table.add(["K-2"])
        #expect(
            table.lines(width: nil) == [
                "Case        Label     Records",
                "K-7F3Q2M-X  Živka Љ.       12",
                "K-1         e\u{301}^[[2J          3",
                "K-2",
            ])
        #expect(
            table.lines(width: 28) == [
                "Case        Label    Records",
                "K-7F3Q2M-X  Živka …       12",
                "K-1         e\u{301}^[[2J         3",
                "K-2",
            ])
        // Nothing is cut below its minimum; the table then runs over the edge.
        #expect(table.lines(width: 5)[1] == "K-7F3Q2M-X  Živka…       12")
    }

    @Test func cutNamesFromRightToLeftStayEnclosed() {
        var table = TextTable([.init("Name", minimum: 4), .init("N")])
        table.add(["שרהשרה", "1"])
        #expect(table.lines(width: 7)[1] == "\u{2068}שרה…\u{2069}  1")
    }
}
