import Platform
import Synchronization

/// One line on stderr that is written over as long work goes on, and wiped at its end.
final class OverwrittenLine: Sendable {
    private struct State {
        /// When it may be written next, in milliseconds since the work began.
        var next: UInt64
        var isThere = false
    }

    private let isShown: Bool
    private let interval: UInt64
    private let began: UInt64
    private let state: Mutex<State>

    /// Milliseconds since the work began.
    var passed: UInt64 { SystemClock.system.milliseconds(since: began) }

    /// - Parameters:
    ///   - isShown: whether anybody sees it; else nothing is written.
    ///   - wait: milliseconds in which nothing is written yet: short work needs no line.
    ///   - interval: milliseconds between two writings.
    init(isShown: Bool, after wait: UInt64 = 0, every interval: UInt64 = 100) {
        (self.isShown, self.interval, began) = (isShown, interval, SystemClock.system.sinceBoot)
        state = Mutex(State(next: wait))
    }

    /// Writes the line, unless it was written just now.
    ///
    /// - Parameter text: what it says, by the milliseconds since the work began; nil for nothing.
    func show(_ text: (_ passed: UInt64) -> String?) {
        guard isShown else { return }
        let passed = passed
        let isDue = state.withLock { state in
            guard passed >= state.next else { return false }
            (state.next, state.isThere) = (passed + interval, true)
            return true
        }
        guard isDue, let text = text(passed) else { return }
        write("\r\(text)\u{1B}[K")
    }

    /// Wipes it.
    func finish() {
        if state.withLock({ $0.isThere }) { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        _ = try? ProcessOutput.write(Array(text.utf8), to: .standardError)
    }
}
