import Foundation
import Glibc
import Platform
import Testing

@Suite struct ProcessTests {
    @Test func hardening() async {
        await #expect(processExitsWith: .success) {
            #expect(!ProcessStart.isHardened)
            ProcessStart.harden()
            #expect(ProcessStart.isHardened)
            #expect(umask(0) == 0o077)
        }
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
    }

    @Test func environmentKnowsItsNames() {
        let environment = EnvironmentReading([.vault: "/v", .login: ""])
        #expect(environment[.vault] == "/v")
        #expect(environment[.login] == nil)
        #expect(environment[.home] == nil)
        #expect(EnvironmentReading.process[.searchPath] != nil)
    }

    @Test func memoryFileIsSharedByItsPath() throws {
        let file = try MemoryFile(name: "text", inheritable: .byChildren)
        try file.replace(Array("a longer text".utf8))
        try file.replace(Array("short".utf8))
        #expect(try file.contents(limit: 5) == Array("short".utf8))
        #expect(throws: FileError.tooLarge(byteCount: 5, limit: 4)) { try file.contents(limit: 4) }
        #expect(try String(contentsOfFile: file.childPath, encoding: .utf8) == "short")
    }
}
