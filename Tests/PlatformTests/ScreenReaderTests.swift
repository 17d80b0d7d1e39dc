import Foundation
import Glibc
import Synchronization
import Testing

@testable import Platform

/// Guards the pager: keys, pages, and that nothing shown stays in the window, however it ends.
@Suite struct ScreenReaderTests {
    static let enter = "\u{1B}[?1049h\u{1B}[2J\u{1B}[H"
    static let leave = "\u{1B}[2J\u{1B}[H\u{1B}[?1049l"

    @Test(arguments: [
        (" ", [ScreenKey.pageDown]), ("\u{1B}[6~", [.pageDown]), ("b\u{1B}[5~", [.pageUp, .pageUp]),
        ("\u{1B}[B\u{1B}OBj\r", [.lineDown, .lineDown, .lineDown, .lineDown]),
        ("\u{1B}[A\u{1B}OAk", [.lineUp, .lineUp, .lineUp]),
        ("g\u{1B}[H\u{1B}[1~", [.start, .start, .start]), ("G\u{1B}[F\u{1B}[4~", [.end, .end, .end]), ("q", [.leave]),
        ("\u{1B}[1;5C", [.other]), ("xž", [.other, .other, .other]), ("\u{1B}\u{1B}", [.other]),
        ("\u{1B}[" + String(repeating: "9", count: 40), [.other] + Array(repeating: .other, count: 25)),
    ])
    func keys(_ typed: String, _ expected: [ScreenKey]) {
        var whole = KeyParser()
        #expect(whole.parse(Array(typed.utf8)) == expected)
        var pieces = KeyParser()
        let found = typed.utf8.flatMap { pieces.parse([$0]) }
        #expect(found == expected)
    }

    @Test func aLoneEscapeLeaves() {
        var parser = KeyParser()
        #expect(parser.parse([0x1B]) == [])
        #expect(parser.isInsideEscape)
        #expect(parser.finish() == .leave)
        #expect(parser.parse([0x1B, 0x5B]) == [])
        #expect(parser.finish() == .other)
        #expect(!parser.isInsideEscape)
    }

    @Test func pagesStopAtTheEnds() {
        var page = ScreenPage(lines: (1...10).map(String.init), size: .init(rows: 5, columns: 20))
        let tops = [
            ScreenKey.lineUp, .pageDown, .pageDown, .pageDown, .lineDown, .pageUp, .start, .end, .lineUp, .other,
        ]
        .map { key in
            _ = page.move(key)
            return page.top
        }
        #expect(tops == [0, 4, 6, 6, 6, 2, 0, 6, 5, 5])
        let goesOn = page.move(.leave)
        #expect(!goesOn)
        #expect(page.drawing(footer: "q").contains("6\u{1B}[K\r\n7\u{1B}[K\r\n8\u{1B}[K\r\n9\u{1B}[K\r\n\u{1B}[J"))
    }

    @Test func aNewSizeKeepsThePlace() {
        var page = ScreenPage(lines: Array(repeating: "abcdefgh", count: 100), size: .init(rows: 11, columns: 8))
        for _ in 0..<5 { _ = page.move(.pageDown) }
        page.resize(to: .init(rows: 11, columns: 4))
        #expect(page.rows.count == 200 && page.top == 100)
        page.resize(to: .init(rows: 1000, columns: 4))
        #expect(page.top == 0)
        var empty = ScreenPage(lines: [], size: .init(rows: 1, columns: 1))
        _ = empty.move(.pageDown)
        #expect(empty.top == 0)
        #expect(!empty.drawing(footer: "long").isEmpty)
    }

    @Test func readsAndLeaves() async throws {
        let person = try PseudoTerminal()
        try person.setSize(.init(rows: 4, columns: 30))
        let script = Script(person) { person in
            var seen = person.read(until: "3/7")
            try person.type(" ")
            seen += person.read(until: "6/7")
            try person.type("q")
            return seen + person.read(until: "1049l")
        }
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            let terminal = try Terminal(path: path)
            let ending = try ScreenReader(terminal).show(
                (1...7).map { "line \($0)" }, footer: "space, q", waiting: patience)
            #expect(ending == .left && isEchoing(terminal.descriptor))
        }
        let shown = try await script.result()
        #expect(shown.hasPrefix(Self.enter) && shown.hasSuffix(Self.leave))
        #expect(shown.contains("line 3") && shown.contains("line 6") && !shown.contains("line 7"))
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func theScreenIsClearedOnSignals(_ signal: Int32) async throws {
        let person = try PseudoTerminal()
        let window = try Terminal(path: person.path)
        let script = Script(person) { person in
            let page = person.read(until: "1/1")
            guard let number = page.firstMatch(of: /pid (\d+)/)?.1, let process = Int32(number) else { return page }
            kill(process, signal)
            return page + person.read(until: "1049l")
        }
        await #expect(processExitsWith: .signal(signal)) { [path = person.path as String] in
            ProcessStart.harden()
            _ = try ScreenReader(Terminal(path: path)).show(["pid \(getpid())"], footer: "q", waiting: patience)
        }
        let shown = try await script.result()
        #expect(shown.hasPrefix(Self.enter) && shown.hasSuffix(Self.leave))
        #expect(isEchoing(window.descriptor))
    }

    /// After Ctrl-Z and `fg` the page is there again; in between the screen was left.
    @Test func thePageIsDrawnAgainAfterAStop() async throws {
        let person = try PseudoTerminal()
        let script = Script(person) { person in
            let page = person.read(until: "1/1")
            guard let number = page.firstMatch(of: /pid (\d+)/)?.1, let process = Int32(number) else { return page }
            kill(process, SIGTSTP)
            let left = person.read(until: "1049l")
            var again = ""
            // A CONT that comes before the stop is lost, so it is sent until the page is there.
            _ = comesTrue {
                kill(process, SIGCONT)
                again += person.read(until: "1/1", waiting: 0.2)
                return again.contains("1/1")
            }
            // Coming back throws away what was typed before, so a CONT on its way can take the key with it.
            _ = comesTrue {
                try? person.type("q")
                again += person.read(until: "1049l", waiting: 0.2)
                return again.contains("1049l")
            }
            return left + again
        }
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            let ending = try ScreenReader(Terminal(path: path)).show(
                ["pid \(getpid())"], footer: "q", waiting: patience)
            #expect(ending == .left)
        }
        let shown = try await script.result()
        let parts = shown.components(separatedBy: Self.leave)
        #expect(parts.count == 3 && parts[1].contains(Self.enter) && parts[1].contains("pid "))
    }

    @Test func nobodyPressesAKey() async throws {
        let person = try PseudoTerminal()
        let window = try Terminal(path: person.path)
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            let ending = try ScreenReader(Terminal(path: path)).show(["text"], footer: "q", waiting: 0)
            #expect(ending == .timedOut)
        }
        #expect(person.read(until: "1049l").hasSuffix(Self.leave))
        #expect(isEchoing(window.descriptor))
    }

    /// A window that changes its size once a second is not somebody at the keyboard.
    @Test func aChangingWindowIsNobodysKey() async throws {
        let person = try PseudoTerminal()
        let script = Script(person) { person in
            var seen = person.read(until: "1/1")
            guard let number = seen.firstMatch(of: /pid (\d+)/)?.1, let process = Int32(number) else { return seen }
            let begun = SystemClock.system.sinceBoot
            // As long as the limit is not over there is a change every half second, and far beyond it.
            while !seen.contains("1049l"), SystemClock.system.sinceBoot - begun < 20_000 {
                kill(process, SIGWINCH)
                seen += person.read(until: "1049l", waiting: 0.5)
            }
            return seen
        }
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            let ending = try ScreenReader(Terminal(path: path)).show(["pid \(getpid())"], footer: "q", waiting: 2)
            #expect(ending == .timedOut)
        }
        #expect(try await script.result().hasSuffix(Self.leave))
    }

    /// The machine slept for an hour in a wait of five seconds.
    @Test func sleepCounts() {
        let now = Mutex<UInt64>(1000)
        let clock = SystemClock(bootID: "", now: { 0 }, sinceBoot: { now.withLock { $0 } })
        let limit = WaitLimit(600, clock)
        #expect(limit.nextWait == 5000)
        now.withLock { $0 += 599_000 }
        #expect(limit.nextWait == 1000)
        now.withLock { $0 += 3_600_000 }
        #expect(limit.nextWait == nil)
        #expect(WaitLimit(0, clock).nextWait == nil)
        #expect(WaitLimit(nil, clock).nextWait == -1)
    }

    @Test func theWindowIsClosed() async throws {
        let script: Script
        let path: String
        do {
            let person = try PseudoTerminal()
            path = person.path
            script = Script(person) { person in person.read(until: "1/1") }
        }
        await #expect(processExitsWith: .success) { [path = path as String] in
            let ending = try ScreenReader(Terminal(path: path)).show(["text"], footer: "q", waiting: patience)
            #expect(ending == .hungUp)
        }
        #expect(try await script.result().contains("text"))
    }
}
