import Foundation
import Glibc
import Testing

@testable import Platform

@Suite struct ProcessTests {
    /// Core dumps, ptrace by the same user and new privileges are off: read back from the kernel.
    @Test func hardening() async {
        await #expect(processExitsWith: .success) {
            var core = rlimit(rlim_cur: 4096, rlim_max: 4096)
            _ = unsafe setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
            #expect(ProcessFact.dumpable.answer == 1 && ProcessFact.noNewPrivileges.answer == 0)
            ProcessStart.harden()
            #expect(ProcessFact.dumpable.answer == 0 && ProcessFact.noNewPrivileges.answer == 1)
            #expect(unsafe getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core) == 0)
            #expect(core.rlim_cur == 0 && core.rlim_max == 0)
            #expect(umask(0) == 0o077)
        }
    }

    @Test func wordsAreThoseOfTheKernel() throws {
        let kernel = try Data(contentsOf: URL(filePath: "/proc/self/cmdline"))
        let words = kernel.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(ProcessStart.words == words.map { String(decoding: $0, as: UTF8.self) })
    }

    /// A crash must print nothing: the signal's default action, not the handler of the runtime. A handler of the test
    /// stands for it, because the tests themselves run with the runtime's switched off.
    @Test(arguments: [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGQUIT])
    func aCrashIsSilent(_ number: Int32) async {
        await #expect(processExitsWith: .signal(number)) { [number = number as Int32] in
            signal(number) { _ in _exit(0) }
            ProcessStart.harden()
            dieOf(number)
        }
    }

    @Test func outputIsWrittenWhole() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            let big = [UInt8](repeating: 0x61, count: 1_000_000)
            let outcomes = [try ProcessOutput.write(big), try ProcessOutput.writeLine("Ђ")]
            #expect(outcomes == [.written, .written])
        }
        let text = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(text.contains("aaaaЂ\n"))
    }

    @Test func aReaderThatLeftIsNoError() async throws {
        await #expect(processExitsWith: .success) {
            ProcessStart.harden()
            let pipe = Pipe()
            #expect(dup2(pipe.fileHandleForWriting.fileDescriptor, 1) == 1)
            try pipe.fileHandleForReading.close()
            let outcome = try ProcessOutput.write([1, 2, 3])
            #expect(outcome == .readerGone)
        }
    }

    @Test func clocks() {
        let clock = SystemClock.system
        #expect(clock.bootID.count == 36)
        #expect(clock.now > 1_700_000_000_000)
        #expect(clock.sinceBoot > 0)
        let still = SystemClock(bootID: "x", now: { 5 }, sinceBoot: { 6 })
        #expect(still.now == 5 && still.sinceBoot == 6)
        // A key whose time another thread read after this one read the clock was pressed 0 milliseconds ago.
        #expect([0, 6, 7, .max].map(still.milliseconds) == [6, 0, 0, 0])
    }

    @Test func environmentKnowsItsNames() {
        let environment = EnvironmentReading([.vault: "/v", .login: ""])
        #expect(environment[.vault] == "/v")
        #expect(environment[.login] == nil)
        #expect(environment[.home] == nil)
        #expect(EnvironmentReading.process[.searchPath] != nil)
    }

    /// A passphrase that a shell put at a descriptor stays ours: the child has its three, and what it was handed.
    @Test func aChildGetsNoOtherDescriptor() async throws {
        let secret = Pipe()
        let number = fcntl(secret.fileHandleForReading.fileDescriptor, F_DUPFD, 40)
        #expect(number >= 40 && fcntl(number, F_GETFD) == 0)
        defer { close(number) }
        let listing = "for name in /proc/self/fd/*; do [ -e \"$name\" ] && echo ${name##*/}; done"
        let file = try MemoryFile(name: "text")
        let person = try PseudoTerminal()
        let terminal = person.path
        let atTerminal = try file.start(
            "/bin/sh", ["sh", "-c", "(\(listing); true) > /proc/self/fd/3"], environment: ["PATH=/usr/bin:/bin"],
            terminal: terminal)
        #expect(atTerminal.finish(within: UInt64(patience)) == 0)
        let seen = String(decoding: try file.beginning(limit: 4096), as: UTF8.self).split(separator: "\n")
        #expect(seen.contains("0") && seen.contains("3") && !seen.contains("\(number)"), "\(seen)")
        // What reads from its standard input, as `lp` does, has not even a third.
        let absent = "! [ -e /proc/self/fd/\(number) ] && ! [ -e /proc/self/fd/3 ]"
        let code = try file.read(by: "/bin/sh", ["sh", "-c", absent], within: UInt64(patience))
        #expect(code == 0)
    }

    @Test func memoryFileHoldsItsNewestText() throws {
        let file = try MemoryFile(name: "text")
        try file.replace(Array("a longer text".utf8))
        try file.replace(Array("short".utf8))
        #expect(try file.beginning(limit: 5) == Array("short".utf8))
        #expect(try file.beginning(limit: 4) == Array("shor".utf8))
    }
}

/// What the kernel says of this process, by the number of a question of prctl (linux/prctl.h).
private enum ProcessFact: Int32 {
    case dumpable = 3
    case noNewPrivileges = 39

    /// prctl takes variable arguments, which Swift cannot call by its name.
    var answer: Int32 {
        typealias Call = @convention(c) (Int32, UInt, UInt, UInt, UInt) -> Int32
        guard let address = unsafe dlsym(nil, "prctl") else { return -1 }
        return unsafe unsafeBitCast(address, to: Call.self)(rawValue, 0, 0, 0, 0)
    }
}
