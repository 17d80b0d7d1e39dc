import CaseVault
import Platform

/// What an unlock begins with, on a terminal: the last time, wrong passphrases since, and what waits.
struct UnlockGreeting {
    private let unlocked: Unlocked
    private let output: Output

    init(_ unlocked: Unlocked, _ output: Output) { (self.unlocked, self.output) = (unlocked, output) }

    func show() {
        guard output.tellsPerson else { return }
        output.note(lastTime)
        for notice in unlocked.notices { output.note(NoteText.notice(notice)) }
        let asks = unlocked.waiting.reduce(0) { $0 + Self.asks($1) }
        if asks > 0 { output.note(SessionText.waits(asks)) }
        for waiting in unlocked.waiting { output.note(NoteText.waiting(waiting)) }
    }

    /// How many things she is asked to do; the rest is only told.
    private static func asks(_ waiting: Waiting) -> Int {
        switch waiting {
        case .requests(let count): count
        case .wordsToCompare, .restoreToConfirm, .restoreToApprove: 1
        case .grantsReceived, .grantsCompleted, .rotationsCompleted, .grantsNotOpened, .grantsWithoutRoom,
            .grantsWithoutDisk, .erased:
            0
        }
    }

    private var lastTime: NoteText {
        guard let last = unlocked.last else { return .firstTime(wrong: unlocked.wrongSince) }
        return .lastTime(
            time: output.time.text(last.time), entry: last.entry,
            words: unlocked.lastHeadWords.map { $0.joined(separator: " ") }, wrong: unlocked.wrongSince)
    }
}
