import Platform
import Testing

/// Guards the questions that are answered with echo, and the line editor.
@Suite struct VisibleInputTests {
    let person: PseudoTerminal
    let terminal: Terminal

    init() throws {
        person = try PseudoTerminal()
        terminal = try Terminal(path: person.path)
    }

    @Test(
        arguments: [
            ("Živka Đurić\n", "Živka Đurić"), ("\n", ""), ("\u{4}", nil), ("half\u{4}\u{4}", "half"),
            ("abX\u{7F}c\n", "abc"),
            ("wrong\u{15}right\n", "right"),
        ] as [(String, String?)])
    func lines(_ typed: String, _ expected: String?) throws {
        try person.type(typed)
        #expect(try terminal.readLine(prompt: "Label: ", limit: 100) == expected)
        #expect(person.read(until: "Label: ").contains("Label: "))
    }

    @Test func tooLongAndNotText() throws {
        try person.type("12345\nnext\n")
        #expect(throws: TerminalError.tooLong(limit: 4)) { try terminal.readLine(prompt: "", limit: 4) }
        #expect(try terminal.readLine(prompt: "", limit: 4) == "next")
        try person.type(bytes: [0xC5, 0x0A])
        #expect(throws: TerminalError.notText) { try terminal.readLine(prompt: "", limit: 4) }
    }

    @Test func anErasedAnswerIsWipedFromTheWindow() throws {
        try person.setSize(Terminal.Size(rows: 24, columns: 10))
        try person.type("a long label\n")
        #expect(try terminal.readLine(prompt: "Label: ", limit: 100, trace: .erased) == "a long label")
        #expect(person.read(until: "\u{1B}[J").hasSuffix("\u{1B}[2A\r\u{1B}[J"))
    }

    @Test func whatIsAskedOnTheScreenIsGoneWithIt() throws {
        let answer = try terminal.withScreen {
            Result {
                try person.type("2\n")
                return try terminal.readLine(prompt: "Ljubica: ", limit: 100)
            }
        }
        #expect(try answer.get() == "2")
        let seen = person.read(until: "1049l")
        #expect(seen.hasPrefix("\u{1B}[?1049h\u{1B}[2J\u{1B}[H") && seen.contains("Ljubica: "))
        #expect(seen.hasSuffix("\u{1B}[2J\u{1B}[H\u{1B}[?1049l"))
    }

    @Test func theEditorEndsAtAnEmptyLine() throws {
        var entry = try LineEditor(terminal, surface: .inPlace).begin(heading: "Text:", limit: 100)
        try person.type("first\n\nthird č\n\u{4}")
        for text in ["first\n", "first\n\n", "first\n\nthird č\n"] {
            #expect(try entry.next(waiting: 5) == nil)
            #expect(entry.text == text)
        }
        #expect(try entry.next(waiting: 5) == .finished)
    }

    @Test func theEditorGoesOnAfterAPause() throws {
        var entry = try LineEditor(terminal, surface: .inPlace).begin(heading: "Text:", limit: 100)
        do throws(TerminalError) {
            _ = try entry.next(waiting: 0)
            Issue.record("nothing was typed")
        } catch { #expect(error == .timedOut) }
        try person.type("late\n")
        #expect(try entry.next(waiting: 5) == nil)
        #expect(entry.text == "late\n")
    }

    @Test func theEditorSaysWhatItCouldNotTake() throws {
        let editor = LineEditor(terminal, surface: .inPlace)
        do {
            var short = try editor.begin(heading: "", limit: 8)
            try person.type("12345\n67890\n")
            #expect(try short.next(waiting: 5) == nil)
            #expect(try short.next(waiting: 5) == .full)
            #expect(short.text == "12345\n")
        }
        var long = try editor.begin(heading: "", limit: 10_000)
        try person.type("short\n" + String(repeating: "x", count: 5000) + "\n")
        #expect(try long.next(waiting: 5) == nil)
        #expect(try long.next(waiting: 5) == .cutLine(2))
        #expect(long.text.utf8.count == 6 + 4096)
    }
}
