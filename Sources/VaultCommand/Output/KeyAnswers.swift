import CaseVault
import Platform
import Synchronization

/// `rotate` for programs: one object a case.
struct RotatedAnswer: Encodable {
    let `case`: String
    let rotated: [String]
    let due: [String]

    init(_ response: Rotate.Response) {
        self.case = response.case
        rotated = response.rotated.map(\.description)
        due = response.due.map(\.description)
    }
}

/// `rekey` for programs: one object a case.
struct RekeyedAnswer: Encodable {
    let `case`: String
    private(set) var resealed = 0
    private(set) var deleted = 0
    private(set) var others: [String] = []

    init(case reference: String) { self.case = reference }

    mutating func take(_ step: RekeyStep.Response) {
        resealed += step.resealed
        deleted += step.deleted
        others = step.others.map(\.description)
    }
}

/// The line on stderr of work on keys: how much, how fast, how long; only on a terminal.
final class RekeyProgress: Sendable {
    private let isShown: Bool
    private let clock = SystemClock.system
    private let start: UInt64
    private let nextTime = Mutex<UInt64>(0)

    init(_ output: Output) {
        isShown = output.tellsPerson && output.form == .table
        start = clock.sinceBoot
    }

    /// At most ten times a second.
    func show(done: Int, total: Int) {
        let now = clock.sinceBoot
        guard isShown, isDue(now) else { return }
        let rate = max(done * 1000 / Int(clamping: max(now - start, 1)), 1)
        let text = KeyText.progress(done: done, total: total, rate: rate, secondsLeft: (total - done) / rate)
        _ = try? ProcessOutput.write(Array("\r\(text.text)\u{1B}[K".utf8), to: .standardError)
    }

    /// Wipes the line.
    func finish() {
        guard isShown, nextTime.withLock({ $0 }) > 0 else { return }
        _ = try? ProcessOutput.write(Array("\r\u{1B}[K".utf8), to: .standardError)
    }

    private func isDue(_ now: UInt64) -> Bool {
        nextTime.withLock { next in
            guard now >= next else { return false }
            next = now + 100
            return true
        }
    }
}
