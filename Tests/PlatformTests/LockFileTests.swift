import Foundation
import Glibc
import Platform
import Synchronization
import Testing

/// Guards that one process has the vault, that the second learns who, and that no lock outlives its process.
@Suite struct LockFileTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func secondOpeningLearnsWhoHoldsIt() throws {
        let me = LockHolder(processID: getpid(), program: "casevaultd")
        let lock = try LockFile.acquire(at: folder("lock"), program: "casevaultd")
        #expect(error(acquiring: "lock") == .held(by: me))
        #expect(LockFile.holder(at: folder("lock")) == me)
        _ = consume lock
        #expect(LockFile.holder(at: folder("lock")) == nil)
        #expect(error(acquiring: "lock") == nil)
    }

    @Test func anotherProcessIsRefused() async throws {
        let lock = try LockFile.acquire(at: folder("lock"), program: "holder")
        let (path, holder) = (folder("lock"), Int(getpid()))
        await #expect(processExitsWith: .success) { [path = path as String, holder = holder as Int] in
            let expected = LockError.held(by: LockHolder(processID: Int32(holder), program: "holder"))
            #expect(throws: expected) { _ = try LockFile.acquire(at: path, program: "other", waiting: 0.1) }
        }
        _ = consume lock
    }

    @Test func aKilledProcessLeavesNoLock() async throws {
        let path = folder("lock")
        await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
            let lock = try LockFile.acquire(at: path, program: "dying")
            dieOf(SIGKILL)
            _ = consume lock
        }
        #expect(try !folder.text("lock").isEmpty)
        #expect(error(acquiring: "lock") == nil)
    }

    /// It is told once that somebody waits, and the waiting ends when it is asked to.
    @Test func waitingEndsWhenItIsAsked() throws {
        let lock = try LockFile.acquire(at: folder("lock"), program: "first")
        var (told, asked): ([Double], Int) = ([], 0)
        #expect(throws: LockError.held(by: LockHolder(processID: getpid(), program: "first"))) {
            _ = try LockFile.acquire(at: folder("lock"), program: "second", waiting: Double(patience)) {
                told.append($0)
            } goesOn: {
                asked += 1
                return asked < 2
            }
        }
        #expect(asked == 2 && told.count == 1 && told.allSatisfy { 0 < $0 && $0 < Double(patience) })
        _ = consume lock
    }

    /// Whoever waits gets it when it is given up, and not before.
    @Test func waitingEndsWhenTheLockIsFree() async throws {
        let path = folder("lock")
        let lock = try LockFile.acquire(at: path, program: "first")
        let hasBegun = Mutex(false)
        let isFree = Mutex(false)
        async let second: Bool? = withCheckedContinuation { done in
            Thread.detachNewThread {
                hasBegun.withLock { $0 = true }
                let lock = try? LockFile.acquire(at: path, program: "second", waiting: Double(patience))
                done.resume(returning: lock == nil ? nil : isFree.withLock { $0 })
            }
        }
        #expect(comesTrue { hasBegun.withLock { $0 } })
        // Long enough for some tries that find it held.
        SystemClock.pause(milliseconds: 100)
        isFree.withLock { $0 = true }
        _ = consume lock
        #expect(await second == true)
    }

    @Test func hostilePlaces() throws {
        try folder.write("keep", to: "other")
        try folder.link("link", to: folder("other"))
        try folder.folder("folder")
        #expect(error(acquiring: "link") == .file(.link))
        #expect(error(acquiring: "folder") == .file(.notFile))
        #expect(error(acquiring: "missing/lock") == .file(.missing))
        #expect(try folder.text("other") == "keep")
    }

    @Test(arguments: ["", "x", "12\n", "-1\nname\n", "0\nname\n", "a\nb\n", "1\n2\n3\n"])
    func nonsenseInTheFileNamesNobody(_ text: String) throws {
        try folder.write(text, to: "lock")
        #expect(LockFile.holder(at: folder("lock")) == nil)
        #expect(error(acquiring: "lock") == nil)
    }

    @Test func aHostileNameIsReduced() throws {
        try folder.write("7\n\u{1B}]52;c;x\u{7}case vault<>\n", to: "lock")
        #expect(LockFile.holder(at: folder("lock")) == LockHolder(processID: 7, program: "52cxcasevault"))
    }

    private func error(acquiring name: String) -> LockError? {
        do throws(LockError) {
            _ = try LockFile.acquire(at: folder(name), program: "casevaultd")
            return nil
        } catch {
            return error
        }
    }
}
