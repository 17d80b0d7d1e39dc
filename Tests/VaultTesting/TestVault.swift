package import CaseVault
import Foundation
package import Platform
package import Synchronization
import VaultCrypto

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
    private struct State {
        var now: UInt64
        var boot = 0
        /// Milliseconds since that start of the computer.
        var mono: UInt64
    }
    private let state: Mutex<State>

    /// - Parameter mono: milliseconds since the computer was started; long ago when not said.
    package init(at milliseconds: UInt64 = 1_790_000_000_000, sinceBoot mono: UInt64? = nil) {
        state = Mutex(State(now: milliseconds, mono: mono ?? 10_000_000_000 + milliseconds % 10_000_000_000))
    }

    /// Time passes: wall clock and boot clock run together.
    package func advance(by milliseconds: UInt64) {
        state.withLock {
            $0.now += milliseconds
            $0.mono += milliseconds
        }
    }

    /// Somebody sets the wall clock; no time passes.
    package func set(to milliseconds: UInt64) { state.withLock { $0.now = milliseconds } }

    package static let tenYears: Int64 = 10 * 365 * 24 * 60 * 60 * 1000

    /// Somebody sets the wall clock by so many milliseconds, on or back.
    package func set(by milliseconds: Int64) { state.withLock { $0.now = UInt64(Int64($0.now) + milliseconds) } }

    /// The computer was started again, so many milliseconds ago.
    package func restart(ago milliseconds: UInt64) {
        state.withLock {
            $0.boot += 1
            $0.mono = milliseconds
        }
    }

    package var now: UInt64 { state.withLock { $0.now } }

    /// The clock as a vault opened now sees it.
    package var clock: SystemClock {
        SystemClock(
            bootID: "0000000\(state.withLock { $0.boot })-0000-4000-8000-000000000000",
            now: { self.state.withLock { $0.now } }, sinceBoot: { self.state.withLock { $0.mono } })
    }
}

/// A vault in a temporary folder, with cheap derivation and a clock that stands still.
package final class TestVault: Sendable {
    package let folder: String
    package let clock: TestClock
    /// How often a passphrase was derived.
    package let derivations = Mutex<Int>(0)
    /// Room on the disk.
    package let free = Mutex<Int>(64 << 30)

    package init() throws {
        folder = TestFolders.next()
        clock = TestClock()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    /// A second vault with the same bytes at the same time, to be tampered with while the first stays whole.
    ///
    /// - Parameter other: closed.
    package init(copying other: TestVault) throws {
        folder = TestFolders.next()
        clock = TestClock(at: other.clock.now)
        try FileManager.default.copyItem(atPath: other.folder, toPath: folder)
    }

    deinit { TestFolders.remove(folder) }

    package var directory: String { folder + "/house.vault" }
    package var gate: String { folder + "/gate" }

    package var environment: VaultEnvironment {
        var environment = VaultEnvironment(
            clock: clock.clock, randomness: .system, stateDirectory: folder + "/state", peer: "test:here",
            derive: { passphrase, salt, parameters throws(DerivationError) in
                self.derivations.withLock { $0 += 1 }
                return try PassphraseHash.derive(passphrase, salt: salt, parameters: parameters)
            }, parameters: DerivationParameters(cheapForTests: 8 << 10))
        environment.zone = LocalTime(.utc)
        // A test that a busy machine keeps waiting has the same log.
        environment.secondsOfCounting = 24 * 60 * 60
        environment.freeBytes = { _ in self.free.withLock { $0 } }
        return environment
    }

    /// Creates the vault with the administrator `ana`.
    @discardableResult
    package func create(furtherRoles: [String] = []) async throws -> Genesis {
        try await Vault.create(
            at: directory,
            NewVault(
                name: "Kuća", administrator: "ana", furtherRoles: furtherRoles.compactMap { Role($0) },
                derivation: .light, gate: .directory(gate)),
            passphrase: try Passphrase.typed("ana's long passphrase"), in: environment)
    }

    package func open() async throws -> Vault {
        try await Vault.open(at: directory, gate: gate, in: environment)
    }

    /// Runs with the vault open and a person unlocked, and closes it whatever happens: an open one is busy for the next.
    package func with<R>(_ login: String, _ body: (Vault, Session) async throws -> R) async throws -> R {
        let vault = try await open()
        do {
            let result = try await body(vault, try await vault.unlocked(login))
            await vault.close()
            return result
        } catch {
            await vault.close()
            throw error
        }
    }

    /// Two officers, ana and mira, order that one record is erased.
    package func orderErasure(of record: String) async throws {
        let record = try RecordReference(record)
        for (login, step) in [("ana", CaseErase.Step.order), ("mira", .confirm)] {
            try await with(login) { vault, officer in
                _ = try await vault.perform(RecordErase(record: record, step: step), in: officer)
            }
        }
    }

    package func check() async throws -> CheckReport {
        try await Vault.check(at: directory, gate: gate, in: environment)
    }

    package var database: String { directory + "/vault.db" }
    package var mirror: String { directory + "/audit.jsonl" }
    package var gateDatabase: String { gate + "/gate.db" }
    package var gateKey: String { gate + "/gate.key" }
}

extension Passphrase {
    /// A passphrase of a test, through a pipe like a typed one.
    package static func typed(_ text: String) throws -> Passphrase {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data((text + "\n").utf8))
        return try Passphrase.readLine(from: pipe.fileHandleForReading.fileDescriptor)
    }
}

extension EnrolmentCode {
    package static func typed(_ text: String) throws -> EnrolmentCode {
        let pipe = Pipe()
        pipe.fileHandleForWriting.write(Data((text + "\n").utf8))
        return try EnrolmentCode.readLine(from: pipe.fileHandleForReading.fileDescriptor)
    }
}

extension Vault {
    /// Unlocks with the test passphrase of a login.
    package func unlocked(_ login: String) async throws -> Session {
        try await unlock(login: login, passphrase: try Passphrase.typed("\(login)'s long passphrase")).session
    }

    /// Invites a person and enrols her with her test passphrase.
    package func enrolled(_ login: String, _ roles: [String], by officer: Session) async throws {
        let slip = try await perform(
            StaffAdd(login: login, name: nil, roles: roles.compactMap { Role($0) }), in: officer)
        _ = try await enrol(
            login: login, code: try EnrolmentCode.typed(slip.code),
            passphrase: try Passphrase.typed("\(login)'s long passphrase"))
    }
}
