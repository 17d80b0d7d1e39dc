import Foundation
import Glibc
import Platform

/// How many seconds a test waits for something that happens at once, unless the machine does something else for a while.
/// Only a failure waits so long.
let patience = 120

/// What a person does at a pseudo-terminal while the program under test runs in another process.
final class Script: Sendable {
    private let task: Task<String, any Error>

    /// Starts at once, on a thread of its own: it waits in system calls.
    init(_ person: PseudoTerminal, _ steps: @Sendable @escaping (PseudoTerminal) throws -> String) {
        task = Task {
            try await withCheckedThrowingContinuation { done in
                Thread.detachNewThread { done.resume(with: Result { try steps(person) }) }
            }
        }
    }

    /// What the steps gave back.
    func result() async throws -> String { try await task.value }
}

func isEchoing(_ descriptor: Int32) -> Bool {
    var modes = termios()
    return unsafe tcgetattr(descriptor, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) != 0
}

/// Reads as the caller of `withHiddenInput` does: byte by byte to the line end.
func readToLineEnd(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while bytes.last != 10, unsafe read(descriptor, &byte, 1) == 1 { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
}

/// Whether a second question is refused while the first one waits.
func secondModeIsRefused(_ terminal: Terminal) -> Bool {
    do throws(TerminalError) {
        try terminal.withHiddenInput(prompt: "again") { _ in }
        return false
    } catch {
        return error == .busy
    }
}

/// Whether something that another thread or process is about to do happens in time.
func comesTrue(_ condition: () -> Bool) -> Bool {
    let limit = SystemClock.system.sinceBoot + UInt64(patience) * 1000
    while SystemClock.system.sinceBoot < limit {
        if condition() { return true }
        usleep(1000)
    }
    return false
}

/// Sends a signal to this process and waits: another thread may be the one that takes it.
func dieOf(_ signal: Int32) {
    kill(getpid(), signal)
    sleep(UInt32(patience))
}

/// `exit` as a call that could return, which is what a body of `withHiddenInput` is.
func endProgram(_ code: Int32) {
    exit(code)
}
