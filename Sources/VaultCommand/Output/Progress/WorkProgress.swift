import CaseVault
import Synchronization

/// How much of a backup or a restore is done, how fast, and how long it will take; only on a terminal.
final class WorkProgress: Sendable {
    private struct Phase {
        var isChecking: Bool?
        /// When it began, in milliseconds since the work did.
        var start: UInt64 = 0
    }

    private let line: OverwrittenLine
    private let phase = Mutex(Phase())

    init(_ output: Output) { line = OverwrittenLine(isShown: output.tellsPerson && output.form == .table) }

    /// Rate and estimate begin anew with each phase.
    func show(_ progress: BackupProgress) {
        let isChecking = progress.phase == .checking
        let now = line.passed
        let start = phase.withLock { phase in
            if phase.isChecking != isChecking { phase = Phase(isChecking: isChecking, start: now) }
            return phase.start
        }
        line.show { passed in
            guard progress.total > 0 else { return nil }
            let rate = progress.done * 1000 / max(passed - start, 1)
            let left = progress.total > progress.done ? (progress.total - progress.done) / max(rate, 1) : 0
            return WorkText.progress(
                isChecking: isChecking, percent: progress.done * 100 / progress.total, rate: rate, secondsLeft: left
            ).text
        }
    }

    func finish() { line.finish() }
}
