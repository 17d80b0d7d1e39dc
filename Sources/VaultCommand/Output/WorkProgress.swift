import CaseVault
import Platform
import Synchronization

/// The line on stderr of long work: how much is done, how fast, and how long it will take; only on a terminal.
final class WorkProgress: Sendable {
    private struct State {
        var isChecking: Bool?
        var start: UInt64 = 0
        var next: UInt64 = 0
    }

    private let isShown: Bool
    private let clock = SystemClock.system
    private let state = Mutex(State())

    init(_ output: Output) { isShown = output.tellsPerson && output.form == .table }

    /// At most ten times a second; rate and estimate begin anew with each phase.
    func show(_ progress: BackupProgress) {
        guard isShown, let text = text(progress) else { return }
        _ = try? ProcessOutput.write(Array("\r\(text)\u{1B}[K".utf8), to: .standardError)
    }

    func finish() {
        guard isShown, state.withLock({ $0.next }) > 0 else { return }
        _ = try? ProcessOutput.write(Array("\r\u{1B}[K".utf8), to: .standardError)
    }

    private func text(_ progress: BackupProgress) -> String? {
        let (now, isChecking) = (clock.sinceBoot, progress.phase == .checking)
        let start: UInt64? = state.withLock { state in
            if state.isChecking != isChecking { (state.isChecking, state.start) = (isChecking, now) }
            guard now >= state.next else { return nil }
            state.next = now + 100
            return state.start
        }
        guard let start, progress.total > 0 else { return nil }
        let rate = progress.done * 1000 / max(now - start, 1)
        let left = progress.total > progress.done ? (progress.total - progress.done) / max(rate, 1) : 0
        return WorkText.progress(
            isChecking: isChecking, percent: progress.done * 100 / progress.total, rate: rate, secondsLeft: left
        ).text
    }
}
