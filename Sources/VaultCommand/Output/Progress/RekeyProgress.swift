/// How far work on keys has come: how much, how fast, how long; only on a terminal.
struct RekeyProgress: Sendable {
    private let line: OverwrittenLine

    init(_ output: Output) { line = OverwrittenLine(isShown: output.tellsPerson && output.form == .table) }

    func show(done: Int, total: Int) {
        line.show { passed in
            let rate = max(done * 1000 / Int(clamping: max(passed, 1)), 1)
            return KeyText.progress(done: done, total: total, rate: rate, secondsLeft: (total - done) / rate).text
        }
    }

    func finish() { line.finish() }
}
