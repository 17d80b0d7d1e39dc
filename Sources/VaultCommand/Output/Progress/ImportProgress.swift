/// How far an import has come, how fast, and how long it will still take; only where a person reads stderr.
struct ImportProgress: Sendable {
    private let line: OverwrittenLine
    private let total: Int
    private let first: Int

    init(_ output: Output, total: Int, from first: Int) {
        // A part is a transaction: each is shown.
        line = OverwrittenLine(isShown: output.tellsPerson && output.form != .plain, every: 0)
        (self.total, self.first) = (total, first)
    }

    func show(done: Int) {
        guard done < total else { return }
        line.show { passed in
            let rate = (done - first) * 1000 / max(Int(passed), 1)
            let seconds = rate > 0 ? (total - done) / rate : nil
            return ImportText.progress(done: done, total: total, rate: rate, seconds: seconds).text
        }
    }

    func finish() { line.finish() }
}
