import CLinux
import Glibc

/// A program that was started and is waited for.
package final class ChildProcess {
    package enum State: Equatable, Sendable {
        case running
        /// Its exit code, or 128 and the number of the signal that ended it.
        case ended(Int32)
    }

    /// What stands at the program's descriptors. It has no others: one that a shell opened for us may hold a passphrase.
    package enum Standing {
        /// All three are this terminal, and descriptor 3 is what it works on.
        case terminal(path: String, holding: Int32)
        /// It reads this from its standard input; the other two are ours.
        case reads(borrowing: Int32)
    }

    private let id: Int32
    private var state = State.running

    /// Starts it with these words, the first of them its name, and this environment and no other.
    package init(
        _ program: String, _ words: [String], environment: [String], at standing: Standing
    ) throws(FileError) {
        let (arguments, variables) = (Self.texts(words), Self.texts(environment))
        var child: Int32 = 0
        let code =
            switch standing {
            case .terminal(let path, let held):
                unsafe casevault_start_child(
                    program, arguments, arguments.count, variables, variables.count, path, -1, held, &child)
            case .reads(let input):
                unsafe casevault_start_child(
                    program, arguments, arguments.count, variables, variables.count, nil, input, -1, &child)
            }
        guard code == 0 else { throw .current }
        id = child
    }

    deinit { end() }

    /// Looks whether it has ended, for at most so long.
    package func wait(milliseconds: UInt64) -> State {
        let limit = SystemClock.system.sinceBoot + milliseconds
        while look() == .running, SystemClock.system.sinceBoot < limit { SystemClock.pause(milliseconds: 20) }
        return state
    }

    /// Waits for its end, and ends it when a signal asks to stop or so many seconds are over.
    package func finish(within seconds: UInt64) -> Int32 {
        let limit = SystemClock.system.sinceBoot + seconds * 1000
        while state == .running, Interruptions.asked == nil, SystemClock.system.sinceBoot < limit {
            _ = wait(milliseconds: 200)
        }
        end()
        guard case .ended(let code) = state else { return 128 + SIGKILL }
        return code
    }

    /// Ends it: asked twice, then made to.
    package func end() {
        for signal in [SIGHUP, SIGTERM, SIGKILL] where look() == .running {
            _ = kill(id, signal)
            _ = wait(milliseconds: 500)
        }
    }

    private func look() -> State {
        guard state == .running else { return state }
        var status: Int32 = 0
        let answer = unsafe casevault_look_after_child(id, &status)
        // A child that cannot be waited for is none of ours any more.
        if answer != 0 { state = .ended(answer < 0 ? 127 : status) }
        return state
    }

    private static func texts(_ words: [String]) -> [CChar] {
        words.flatMap { $0.utf8.filter { $0 != 0 }.map { CChar(bitPattern: $0) } + [0] }
    }
}
