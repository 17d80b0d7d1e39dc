import Foundation
import Platform
import Testing

@testable import VaultCommand

/// Guards: `lock --all` finds every session of the vault that is meant, and signals no process that is none.
final class SessionRegistryTests {
    private let folder: String
    private let registry: SessionRegistry

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "casevault-registry-\(UUID().uuidString)").path
        for name in ["house.vault", "other.vault"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        registry = SessionRegistry(EnvironmentReading([.stateHome: "\(folder)/state"]))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private var sessions: String { "\(folder)/state/casevault/sessions" }
    private var house: String { "\(folder)/house.vault" }
    private var other: String { "\(folder)/other.vault" }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: sessions).sorted()) ?? [] }

    /// A file as a session of that process would have written it.
    private func put(_ entry: SessionRegistry.Entry) throws {
        try FileManager.default.createDirectory(atPath: sessions, withIntermediateDirectories: true)
        try Data(entry.text.utf8).write(to: URL(fileURLWithPath: "\(sessions)/\(entry.process.id)"))
    }

    /// A process that would be a session: `sleep`, which a signal to lock ends.
    private func sitting(at directory: String) throws -> (process: ChildProcess, entry: SessionRegistry.Entry) {
        let file = "\(folder)/\(UUID().uuidString)"
        let process = try ChildProcess(
            "/bin/sh", ["sh", "-c", "echo $$ > \(file).new; mv \(file).new \(file); exec sleep 60"],
            environment: ["PATH=/usr/bin:/bin"], at: .reads(borrowing: STDIN_FILENO))
        let limit = SystemClock.system.sinceBoot + 20_000
        while !FileManager.default.fileExists(atPath: file), SystemClock.system.sinceBoot < limit {
            SystemClock.pause(milliseconds: 10)
        }
        let id = try #require(try Int32(String(contentsOfFile: file, encoding: .utf8).trimmed))
        let name = try #require(ProcessName(id: id))
        let entry = SessionRegistry.Entry(
            process: name, bootID: SystemClock.system.bootID,
            directory: URL(fileURLWithPath: directory).resolvingSymlinksInPath().path)
        try put(entry)
        return (process, entry)
    }

    @Test func aSessionIsFoundWhileItHoldsKeys() throws {
        #expect(try registry.sessions(of: house) == [])
        #expect(registry.enter(house))
        let own = try #require(ProcessName.own)
        #expect(try registry.sessions(of: house).map(\.process) == [own])
        #expect(try registry.sessions(of: other) == [])
        try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: house)
        #expect(try registry.sessions(of: "\(folder)/link/").map(\.process) == [own])
        registry.leave()
        #expect(try registry.sessions(of: house) == [] && names == [])
        registry.leave()
    }

    /// One process has one session: what it entered before is gone.
    @Test func aLaterSessionTakesThePlaceOfTheEarlier() throws {
        #expect(registry.enter(house))
        #expect(registry.enter(other))
        #expect(try registry.sessions(of: house) == [])
        #expect(try registry.sessions(of: other).count == 1 && names.count == 1)
        registry.leave()
    }

    @Test func theSessionsOfOneVaultAreLockedAndNoOthers() throws {
        let here = try (sitting(at: house), sitting(at: house))
        let there = try sitting(at: other)
        let found = try registry.sessions(of: house)
        #expect(Set(found.map(\.process)) == [here.0.entry.process, here.1.entry.process])
        for entry in found { #expect(entry.process.askToLock()) }
        for session in [here.0, here.1] {
            #expect(session.process.wait(milliseconds: 20_000) == .ended(128 + SIGUSR1))
        }
        #expect(try there.process.wait(milliseconds: 0) == .running && registry.sessions(of: other) == [there.entry])
        // What ended without leaving names nobody, and is cleared away.
        #expect(try registry.sessions(of: house) == [] && names == [String(there.entry.process.id)])
    }

    /// The number of a killed session is borne by another process meanwhile, or the machine has started again.
    @Test func aProcessOfTheSameNumberIsNoSession() throws {
        let now = try sitting(at: house)
        let (id, start) = (now.entry.process.id, now.entry.process.start)
        let before = [
            SessionRegistry.Entry(
                process: ProcessName(id: id, start: start - 1), bootID: now.entry.bootID,
                directory: now.entry.directory),
            SessionRegistry.Entry(
                process: now.entry.process, bootID: "another-start-of-the-machine", directory: now.entry.directory),
        ]
        for entry in before {
            try put(entry)
            #expect(try registry.sessions(of: house) == [] && names == [])
            #expect(entry.bootID != now.entry.bootID || !entry.process.askToLock())
        }
        #expect(now.process.wait(milliseconds: 0) == .running)
    }

    @Test(arguments: [
        ("17", "4\nboot\n/house"), ("17", "4\nboot\n"), ("17", "4\n/house\n"), ("17", "four\nboot\n/house\n"),
        ("17", ""),
        ("017", "4\nboot\n/house\n"), ("-17", "4\nboot\n/house\n"), ("0", "4\nboot\n/house\n"),
        ("17.part", "4\nboot\n/house\n"), ("17", "+4\nboot\n/house\n"), ("17", "04\nboot\n/house\n"),
    ])
    func whatIsNoEntryNamesNobody(_ name: String, _ text: String) throws {
        #expect(SessionRegistry.Entry(name: name, text: text) == nil)
        try FileManager.default.createDirectory(atPath: sessions, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(sessions)/\(name)"))
        #expect(try registry.sessions(of: "/house") == [] && names == [name])
    }

    @Test(arguments: ["/kuća sa razmakom", "/house\r", "/house\n", "/a\nb", "/a\r\nb", "/e\u{301}"])
    func anEntryIsReadAsItWasWritten(_ directory: String) {
        let entry = SessionRegistry.Entry(
            process: ProcessName(id: 17, start: 4), bootID: "boot", directory: directory)
        let read = SessionRegistry.Entry(name: "17", text: entry.text)
        #expect(read == entry && read?.directory.utf8.elementsEqual(directory.utf8) == true)
    }

    /// The caller is told, so that it tells her.
    @Test func aSessionThatCannotBeEnteredSaysSo() throws {
        try Data().write(to: URL(fileURLWithPath: "\(folder)/state"))
        #expect(!registry.enter(house))
        #expect(throws: FileError.notFolder) { try registry.sessions(of: house) }
        #expect(!SessionRegistry(EnvironmentReading([:])).enter(house))
    }
}
