import Platform
import Synchronization

/// How far a file has come, how fast, and how long it will still take: one line on stderr, only on a terminal.
final class TransferProgress: Sendable {
    private let isShown: Bool
    private let total: Int
    private let clock = SystemClock.system
    private let state: Mutex<(began: UInt64, next: UInt64, isThere: Bool)>

    init(_ output: Output, total: Int) {
        isShown = output.tellsPerson && output.form != .plain
        self.total = total
        let now = SystemClock.system.sinceBoot
        // What takes less than half a second needs no line.
        state = Mutex((began: now, next: now + 500, isThere: false))
    }

    /// At most ten times a second.
    func show(done: Int) {
        guard isShown else { return }
        let now = clock.sinceBoot
        let began: UInt64? = state.withLock { state in
            guard now >= state.next else { return nil }
            (state.next, state.isThere) = (now + 100, true)
            return state.began
        }
        guard let began else { return }
        let rate = done * 1000 / max(Int(now - began), 1)
        let seconds = rate > 0 ? (total - done) / rate : nil
        let text = NoteText.transferring(done: done, total: total, rate: rate, seconds: seconds).text
        write("\r\(text)\u{1B}[K")
    }

    /// Wipes the line.
    func finish() {
        if state.withLock({ $0.isThere }) { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        _ = try? ProcessOutput.write(Array(text.utf8), to: .standardError)
    }
}
