import ArgumentParser
import Foundation
import Glibc
import Platform
import Testing

@testable import VaultCommand

/// A vault of one administrator who also leads cases, a terminal, and a session at it in a process of its own.
final class SessionPlace: Sendable {
    static let prompt = "mira> "
    static let passphrase = "predmet po predmet od jutra do mraka"
    static let hasVim = FileManager.default.isExecutableFile(atPath: "/usr/bin/vim")

    private static let secondsAtMost: UInt32 = 90

    let folder: String
    private let person: PseudoTerminal
    /// The far end: without it, what the terminal shows would end whenever the program has it closed.
    private let window: Terminal

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "casevault-session-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        person = try PseudoTerminal()
        window = try Terminal(path: person.path)
        try person.setSize(Terminal.Size(rows: 40, columns: 120))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var path: String { person.path }

    /// What a person does, on a thread of its own: it waits in system calls.
    private func sitting(_ steps: @Sendable @escaping (SittingSteps) throws -> Void) -> Task<Void, any Error> {
        let person = person
        return Task {
            try await withCheckedThrowingContinuation { done in
                Thread.detachNewThread { done.resume(with: Result { try steps(SittingSteps(person: person)) }) }
            }
        }
    }

    /// The program holds a session at the terminal while a person does her steps, and ends well.
    ///
    /// - Parameter form: further words of the command line.
    func holds(
        _ form: [String] = [], idleSeconds: Int = 60, _ steps: @Sendable @escaping (SittingSteps) throws -> Void
    ) async throws {
        let sitting = sitting(steps)
        await #expect(processExitsWith: .success) {
            [
                path = path as String, folder = folder as String, form = form as [String],
                idleSeconds = idleSeconds as Int
            ] in
            try await SessionPlace.run(on: path, in: folder, form, idleSeconds: idleSeconds)
        }
        try await sitting.value
    }

    /// How many sessions `lock --all` would find.
    var registered: Int {
        let names = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/state/casevault/sessions")
        return names?.count ?? 0
    }

    /// Makes the one attachment so long that hashing it takes minutes, without its taking any room.
    func makeAttachmentEndless() throws {
        let files = "\(folder)/house.vault/files"
        let name = try #require(try FileManager.default.contentsOfDirectory(atPath: files).first)
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(files)/\(name)"))
        try file.truncate(atOffset: 1 << 36)
        try file.close()
    }

    /// The program: founds the vault, then holds a session at the terminal until it is left.
    private static func run(on path: String, in folder: String, _ form: [String], idleSeconds: Int) async throws {
        ProcessStart.harden()
        // Whatever the person's side does: a session that nobody ends is ended, and the test fails.
        alarm(secondsAtMost)
        let environment = EnvironmentReading([
            .vault: "\(folder)/house.vault", .stateHome: "\(folder)/state", .editor: "vim", .terminal: "xterm",
            .language: "C.UTF-8", .searchPath: "/usr/bin:/bin",
        ])
        try await found(folder, environment)
        let terminal = try PseudoTerminal.take(path)
        for stream: Int32 in 0...2 { _ = dup2(terminal.descriptor, stream) }
        let options = try #require(try CaseVaultCommand.parseAsRoot(form + ["--as", "mira"]) as? CaseVaultCommand)
        let status = try await SessionRun(
            options.global, environment, on: terminal, idle: IdleLimit(seconds: idleSeconds)
        ).run()
        #expect(status == .done)
    }

    private static func found(_ folder: String, _ environment: EnvironmentReading) async throws {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Array("\(passphrase)\n".utf8))
        try pipe.fileHandleForWriting.close()
        let founding = [
            "init", "\(folder)/house.vault", "--name", "Kuća", "--admin", "mira", "--role", "case-lead", "--gate",
            "here", "--derivation", "light", "--quiet", "--new-passphrase-fd",
            String(pipe.fileHandleForReading.fileDescriptor),
        ]
        #expect(await CommandRun(founding, environment).status() == .done)
    }
}

/// What a person can do at the terminal. Whatever she waits for ends in half a minute, with what was shown instead.
struct SittingSteps {
    let person: PseudoTerminal
    private static let patience = 30.0

    @discardableResult
    func read(until mark: String) -> String {
        let shown = person.read(until: mark, waiting: Self.patience)
        #expect(shown.contains(mark), "\(mark) not in: \(shown.suffix(300))")
        return shown
    }

    /// Everything until one of the marks.
    func read(untilOneOf marks: [String]) -> String {
        let limit = SystemClock.system.sinceBoot + UInt64(Self.patience * 1000)
        var shown = ""
        while !marks.contains(where: { shown.contains($0) }), SystemClock.system.sinceBoot < limit {
            guard let more = person.read(waiting: Self.patience) else { break }
            shown += more
        }
        return shown
    }

    func unlock() throws {
        read(until: "assphrase of mira")
        try secret(SessionPlace.passphrase)
        read(until: SessionPlace.prompt)
    }

    func say(_ line: String, until mark: String) throws {
        try person.type(line + "\n")
        read(until: mark)
    }

    /// Once the terminal no longer echoes, which is when it is asked for.
    func secret(_ text: String) throws {
        awaitHiddenInput()
        try person.type(text + "\n")
    }

    /// From the question for the passphrase: Ctrl-D, once.
    func leave() throws {
        awaitHiddenInput()
        try person.type("\u{4}")
        awaitEnd()
    }

    /// From the prompt of the session.
    func quit() throws {
        try person.type("quit\n")
        awaitEnd()
    }

    /// What is still shown is read, so that nobody waits to write it.
    private func awaitEnd() {
        while person.read(waiting: 0.5) != nil {}
    }

    private func awaitHiddenInput() {
        let limit = SystemClock.system.sinceBoot + UInt64(Self.patience * 1000)
        while person.isEchoing, SystemClock.system.sinceBoot < limit { SystemClock.pause(milliseconds: 10) }
        #expect(!person.isEchoing)
    }
}
