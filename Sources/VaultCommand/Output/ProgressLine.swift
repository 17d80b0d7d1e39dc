import Platform
import Synchronization

/// One line on stderr that is written over as long work goes on; only on a terminal.
final class ProgressLine: Sendable {
    private let isShown: Bool
    private let clock = SystemClock.system
    private let nextTime = Mutex<UInt64>(0)

    init(_ output: Output) { isShown = output.tellsPerson && output.form == .table }

    /// At most ten times a second.
    func show(done: UInt64, total: UInt64) {
        guard isShown, isDue() else { return }
        write("\r\(NoteText.checking(done: done, total: total).text)\u{1B}[K")
    }

    /// Wipes the line.
    func finish() {
        guard isShown, nextTime.withLock({ $0 }) > 0 else { return }
        write("\r\u{1B}[K")
    }

    private func isDue() -> Bool {
        let now = clock.sinceBoot
        return nextTime.withLock { next in
            guard now >= next else { return false }
            next = now + 100
            return true
        }
    }

    private func write(_ text: String) {
        _ = try? ProcessOutput.write(Array(text.utf8), to: .standardError)
    }
}
