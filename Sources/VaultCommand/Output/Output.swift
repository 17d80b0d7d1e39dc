import Platform

/// Where results and notes go, and in which form. Results go to stdout, everything else to stderr.
struct Output: Sendable {
    enum Form: Sendable {
        /// For programs: one object, or one a line.
        case json
        /// For screen readers: `field: value` lines.
        case plain
        /// Tables, on a terminal.
        case table
        /// In a pipe: values with tabs between.
        case lines
    }

    let form: Form
    /// Only results and errors.
    let quiet: Bool
    /// Whether results are seen on a terminal.
    let isOnTerminal: Bool
    let time: LocalTime

    init(_ options: GlobalOptions, _ environment: EnvironmentReading) {
        isOnTerminal = Terminal.isTerminal(1)
        quiet = options.quiet
        time = LocalTime(options.utc ? .utc : .local)
        let isPlain = options.plain || environment[.plain] != nil || environment[.terminal] == "dumb"
        form = options.json ? .json : isPlain ? .plain : isOnTerminal ? .table : .lines
    }

    /// Whether a person reads stderr and wants to be told more than results.
    var tellsPerson: Bool { Terminal.isTerminal(2) && form != .json && !quiet }

    /// Columns of the window, nil for no limit.
    var width: Int? { form == .table ? Terminal.size(of: 1)?.columns : nil }

    /// Writes one line of the result.
    func line(_ text: String) throws(Failure) {
        try write { () throws(FileError) in try ProcessOutput.writeLine(text) }
    }

    /// Writes content as it is.
    func content(_ bytes: [UInt8]) throws(Failure) {
        try write { () throws(FileError) in try ProcessOutput.write(bytes) }
    }

    func json(_ value: some Encodable) throws(Failure) {
        guard let text = MachineText.line(value) else { throw .input(.outputFailed) }
        try line(text)
    }

    /// Tells the person something beside the result; not with --quiet or --json.
    func note(_ message: some Message) {
        guard form != .json, !quiet else { return }
        Self.errorLine(message.text)
    }

    /// A line on stderr. Nothing can be done where even that fails.
    static func errorLine(_ text: String) {
        _ = try? ProcessOutput.writeLine(text, to: .standardError)
    }

    private func write(_ body: () throws(FileError) -> ProcessOutput.Outcome) throws(Failure) {
        let outcome: ProcessOutput.Outcome
        do { outcome = try body() } catch .full { throw .input(.outputFull) } catch { throw .input(.outputFailed) }
        if outcome == .stopped { throw .input(.stoppedAnswering) }
    }
}
