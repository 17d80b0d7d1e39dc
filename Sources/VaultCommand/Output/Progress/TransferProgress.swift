/// How far a file has come, how fast, and how long it will still take; only where a person reads stderr.
struct TransferProgress: Sendable {
    private let line: OverwrittenLine
    private let total: Int

    init(_ output: Output, total: Int) {
        // What takes less than half a second needs no line.
        line = OverwrittenLine(isShown: output.tellsPerson && output.form != .plain, after: 500)
        self.total = total
    }

    func show(done: Int) {
        line.show { passed in
            let rate = done * 1000 / max(Int(passed), 1)
            let seconds = rate > 0 ? (total - done) / rate : nil
            return NoteText.transferring(done: done, total: total, rate: rate, seconds: seconds).text
        }
    }

    func finish() { line.finish() }
}
