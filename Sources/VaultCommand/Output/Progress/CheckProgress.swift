/// How far a check has come; only on a terminal.
struct CheckProgress: Sendable {
    private let line: OverwrittenLine

    init(_ output: Output) { line = OverwrittenLine(isShown: output.tellsPerson && output.form == .table) }

    func show(done: UInt64, total: UInt64) {
        line.show { _ in NoteText.checking(done: done, total: total).text }
    }

    func finish() { line.finish() }
}
