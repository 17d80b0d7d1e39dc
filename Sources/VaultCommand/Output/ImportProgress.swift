import Platform
import Synchronization

/// How far an import has come, how fast, and how long it will still take: one line on stderr, only on a terminal.
final class ImportProgress: Sendable {
    private let isShown: Bool
    private let total: Int
    private let first: Int
    private let clock = SystemClock.system
    private let began: UInt64
    private let isThere = Mutex(false)

    init(_ output: Output, total: Int, from first: Int) {
        isShown = output.tellsPerson && output.form != .plain
        (self.total, self.first, began) = (total, first, SystemClock.system.sinceBoot)
    }

    func show(done: Int) {
        guard isShown, done < total else { return }
        let rate = (done - first) * 1000 / max(Int(clock.sinceBoot - began), 1)
        let seconds = rate > 0 ? (total - done) / rate : nil
        isThere.withLock { $0 = true }
        write("\r\(ImportText.progress(done: done, total: total, rate: rate, seconds: seconds).text)\u{1B}[K")
    }

    /// Wipes the line.
    func finish() {
        if isThere.withLock({ $0 }) { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        _ = try? ProcessOutput.write(Array(text.utf8), to: .standardError)
    }
}
