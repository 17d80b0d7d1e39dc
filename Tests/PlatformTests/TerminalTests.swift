import Foundation
import Glibc
import Platform
import Testing

/// Guards what the terminal does while a secret is typed, and that it is put back however the program ends.
///
/// The terminal of these tests is not the controlling one unless a test takes it: when the leader of a session dies,
/// the kernel resets its terminal and hides whether the program had done so.
@Suite struct TerminalTests {
    let person: PseudoTerminal
    /// Keeps the far end open, so that its modes outlive the program under test.
    let window: Terminal

    init() throws {
        person = try PseudoTerminal()
        window = try Terminal(path: person.path)
    }

    @Test func echoIsOffOnlyWhileTheSecretIsTyped() async throws {
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            let terminal = try Terminal(path: path)
            let isRefused = try terminal.withHiddenInput(prompt: "Passphrase: ") { descriptor in
                #expect(!isEchoing(descriptor))
                return secondModeIsRefused(terminal)
            }
            #expect(isRefused && isEchoing(terminal.descriptor))
        }
        #expect(person.read(until: "Passphrase: ").contains("Passphrase: "))
        #expect(person.isEchoing)
    }

    @Test func whatIsTypedReachesOnlyTheReader() async throws {
        let script = Script(person) { person in
            _ = person.read(until: "Passphrase: ")
            try person.type("tajna reč\n")
            return person.read(until: "done")
        }
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            let terminal = try Terminal(path: path)
            let secret = try terminal.withHiddenInput(prompt: "Passphrase: ") { readToLineEnd($0) }
            #expect(secret == "tajna reč\n")
            try terminal.write("done")
        }
        let shown = try await script.result()
        #expect(shown == "\r\ndone")
    }

    @Test func typingAheadIsThrownAway() async throws {
        try person.type("typed before anybody asked\n")
        // Its echo shows that it has arrived.
        #expect(person.read(until: "asked\r\n").contains("asked"))
        let script = Script(person) { person in
            _ = person.read(until: "Code: ")
            try person.type("right\n")
            return ""
        }
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            let terminal = try Terminal(path: path)
            #expect(try terminal.withHiddenInput(prompt: "Code: ") { readToLineEnd($0) } == "right\n")
        }
        _ = try await script.result()
    }

    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGABRT])
    func echoComesBackOnSignals(_ signal: Int32) async throws {
        await #expect(processExitsWith: .signal(signal)) { [path = person.path as String, signal = signal as Int32] in
            ProcessStart.harden()
            try Terminal(path: path).withHiddenInput(prompt: "") { descriptor in
                #expect(!isEchoing(descriptor))
                dieOf(signal)
            }
        }
        #expect(person.isEchoing)
    }

    @Test func echoComesBackAtExit() async throws {
        await #expect(processExitsWith: .exitCode(6)) { [path = person.path as String] in
            try Terminal(path: path).withHiddenInput(prompt: "") { _ in endProgram(6) }
        }
        #expect(person.isEchoing)
    }

    /// The run that must fail: nothing can be done about KILL, and this test would see it.
    @Test func afterKillEchoStaysOff() async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = person.path as String] in
            try Terminal(path: path).withHiddenInput(prompt: "") { _ in dieOf(SIGKILL) }
        }
        #expect(!person.isEchoing)
    }

    /// Ctrl-Z: a shell stops the process, looks at the terminal, and lets it go on.
    @Test func echoComesBackWhileStopped() async throws {
        let folder = try TemporaryFolder()
        await #expect(processExitsWith: .success) { [path = person.path as String, note = folder("note") as String] in
            let terminal = try Terminal(path: path)
            let observer = Process()
            observer.executableURL = URL(fileURLWithPath: "/bin/sh")
            observer.arguments = [
                "-c",
                """
                n=0
                until grep -q '^State:.T' /proc/$1/status || [ $n = 200 ]; do sleep 0.02; n=$((n+1)); done
                stty -a -F "$2" > "$3"; kill -CONT $1
                """, "sh", String(getpid()), path, note,
            ]
            try observer.run()
            let isHiddenAgain = try terminal.withHiddenInput(prompt: "") { descriptor in
                kill(getpid(), SIGTSTP)
                observer.waitUntilExit()
                return comesTrue { !isEchoing(descriptor) }
            }
            #expect(isHiddenAgain)
        }
        #expect(try folder.text("note").contains(" echo "))
        #expect(person.isEchoing)
    }

    @Test func anIgnoredSignalStaysIgnored() async throws {
        await #expect(processExitsWith: .success) { [path = person.path as String] in
            signal(SIGHUP, SIG_IGN)
            try Terminal(path: path).withHiddenInput(prompt: "") { descriptor in
                kill(getpid(), SIGHUP)
                #expect(!isEchoing(descriptor))
            }
        }
        #expect(person.isEchoing)
    }

    @Test func theControllingTerminalIsFoundAndObeysCtrlC() async throws {
        let script = Script(person) { person in
            let prompt = person.read(until: "Passphrase: ")
            try person.type("half\u{3}")
            return prompt
        }
        await #expect(processExitsWith: .signal(SIGINT)) { [path = person.path as String] in
            let terminal = try PseudoTerminal.take(path)
            _ = try terminal.withHiddenInput(prompt: "Passphrase: ") { readToLineEnd($0) }
        }
        #expect(try await script.result() == "Passphrase: ")
    }

    @Test func withoutATerminalThereIsNobodyToAsk() async throws {
        await #expect(processExitsWith: .success) {
            #expect(setsid() > 0)
            #expect(throws: TerminalError.none) { try Terminal() }
        }
        #expect(throws: TerminalError.none) { try Terminal(path: "/dev/null") }
        #expect(!Terminal.isTerminal(-1))
        #expect(Terminal.isTerminal(window.descriptor))
    }

    @Test func sizeIsTheWindows() throws {
        #expect(window.size == Terminal.Size(rows: 24, columns: 80))
        try person.setSize(Terminal.Size(rows: 5, columns: 20))
        #expect(window.size == Terminal.Size(rows: 5, columns: 20))
    }

    @Test func nobodyThere() throws {
        #expect(throws: TerminalError.timedOut) { try window.readLine(prompt: "Label: ", limit: 10, waiting: 0) }
    }
}
