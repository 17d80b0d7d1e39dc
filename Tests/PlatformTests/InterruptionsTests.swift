import Glibc
import Platform
import Testing

/// Guards: a signal that is caught asks, and the program ends by it when it has put things away; who asks twice does not wait.
@Suite struct InterruptionsTests {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP]) func theProgramDiesOfWhatAskedIt(_ signal: Int32) async {
        await #expect(processExitsWith: .signal(signal)) { [signal = signal as Int32] in
            try Interruptions.catchAll()
            #expect(Interruptions.deadly == nil)
            kill(getpid(), signal)
            #expect(comesTrue { Interruptions.deadly == signal })
            Interruptions.die(of: signal)
        }
    }

    @Test(arguments: [SIGINT, SIGTERM]) func theSecondEndsAtOnce(_ signal: Int32) async {
        await #expect(processExitsWith: .signal(signal)) { [signal = signal as Int32] in
            try Interruptions.catchAll()
            kill(getpid(), signal)
            #expect(comesTrue { Interruptions.asked != nil })
            kill(getpid(), signal)
            // Whoever is still here then has not ended at once.
            sleep(UInt32(patience))
        }
    }

    /// A window that closes sends HUP more than once; and where a text is written, or keys are held, nothing ends at once.
    @Test func whatIsHeldEndsOnlyByItself() async {
        await #expect(processExitsWith: .success) {
            try Interruptions.catchAll()
            for _ in 1...3 { kill(getpid(), SIGHUP) }
            #expect(comesTrue { Interruptions.asked == .end })
            try Interruptions.hold()
            for signal in [SIGINT, SIGTERM, SIGTSTP] {
                for _ in 1...3 { kill(getpid(), signal) }
            }
            #expect(comesTrue { Interruptions.deadly == SIGTERM })
        }
    }

    @Test func whatWasIgnoredStaysIgnored() async {
        await #expect(processExitsWith: .success) {
            signal(SIGHUP, SIG_IGN)
            try Interruptions.catchAll()
            kill(getpid(), SIGHUP)
            kill(getpid(), SIGINT)
            #expect(comesTrue { Interruptions.asked != nil })
            #expect(Interruptions.asked == .stop)
        }
    }

    /// A pipe that nobody reads: the first asking ends the writing.
    @Test func aWriteIsLeft() async {
        await #expect(processExitsWith: .success) {
            var ends: [Int32] = [0, 0]
            #expect(unsafe pipe(&ends) == 0)
            let own = dup(1)
            #expect(dup2(ends[1], 1) == 1)
            try Interruptions.catchAll()
            kill(getpid(), SIGINT)
            let outcome = try ProcessOutput.write([UInt8](repeating: 65, count: 1 << 20))
            #expect(dup2(own, 1) == 1)
            #expect(outcome == .stopped)
        }
    }

    /// A pipe that nobody writes to: the read is left, also when the signal came before it.
    @Test func aReadIsLeft() async {
        await #expect(processExitsWith: .success) {
            var ends: [Int32] = [0, 0]
            #expect(unsafe pipe(&ends) == 0)
            try Interruptions.catchAll()
            kill(getpid(), SIGINT)
            #expect(throws: TerminalError.interrupted(.stop)) { _ = try BorrowedInput.read(ends[0], upTo: 10) }
            Interruptions.answer(.stop)
            #expect(unsafe write(ends[1], "ab", 2) == 2)
            let bytes = try BorrowedInput.read(ends[0], upTo: 10)
            #expect(bytes == Array("ab".utf8))
            close(ends[1])
            let end = try BorrowedInput.read(ends[0], upTo: 10)
            #expect(end.isEmpty)
        }
    }
}
