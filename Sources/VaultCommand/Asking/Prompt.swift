import CaseVault
import Platform

/// The person at the terminal. Without a terminal nothing is asked: each question then ends as a usage error that
/// names the option.
struct Prompt: Sendable {
    private let terminal: Terminal?
    /// How long an answer is waited for, in seconds; nil for ever.
    let seconds: Int?

    init(waiting seconds: Int? = nil) {
        terminal = try? Terminal()
        self.seconds = seconds
    }

    var isPossible: Bool { terminal != nil }

    /// The terminal, or the error that names what a script has to give.
    func terminal(else option: String) throws(Failure) -> Terminal {
        guard let terminal else { throw .usage(.needed(option)) }
        return terminal
    }

    /// A line with echo; nil when only Enter was pressed.
    ///
    /// - Throws: `.input(.stopped)` when the person ended the input.
    func line(
        _ question: PromptText, else option: String, trace: AnswerTrace = .kept
    ) throws(Failure) -> String? {
        let terminal = try terminal(else: option)
        let answer: String?
        do { answer = try terminal.readLine(prompt: question.text, limit: 1024, trace: trace, waiting: seconds) } catch
        {
            throw Failure(error)
        }
        guard let answer else {
            try say("", else: option)
            throw .input(.stopped)
        }
        let text = answer.trimmed
        return text.isEmpty ? nil : text
    }

    /// A line that cannot be empty; asked again until it is not.
    func required(_ question: PromptText, else option: String, trace: AnswerTrace = .kept) throws(Failure) -> String {
        while true {
            if let text = try line(question, else: option, trace: trace) { return text }
        }
    }

    /// Yes or no; Enter means `standard`.
    func agrees(_ question: PromptText, else option: String, standard: Bool = false) throws(Failure) -> Bool {
        while true {
            guard let answer = try line(question, else: option)?.lowercased() else { return standard }
            if ["y", "yes", "d", "da", "д", "да"].contains(answer) { return true }
            if ["n", "no", "ne", "н", "не"].contains(answer) { return false }
        }
    }

    /// One of several, by number or by code; Enter takes the first when `firstIsStandard`.
    func choice<Value>(
        _ question: PromptText, of values: [(value: Value, code: String, name: String)], else option: String,
        firstIsStandard: Bool = false
    ) throws(Failure) -> Value {
        try say(question.text, else: option)
        let width = values.map { TextWidth.columns($0.code) }.max() ?? 0
        for (index, item) in values.enumerated() {
            let number = TextWidth.padded(String(index + 1), columns: 3, .end)
            let code = width == 0 ? "" : "  " + TextWidth.padded(item.code, columns: width)
            try say("\(number)\(code)  \(item.name)", else: option)
        }
        while true {
            let answer = try line(firstIsStandard ? .numberOrFirst(values.count) : .number(values.count), else: option)
            if answer == nil, firstIsStandard { return values[0].value }
            if let number = answer.flatMap({ Int($0) }), values.indices.contains(number - 1) {
                return values[number - 1].value
            }
            if let item = values.first(where: { !$0.code.isEmpty && $0.code == answer?.lowercased() }) {
                return item.value
            }
        }
    }

    /// Asks on the alternate screen: what the questions show stays in no scrollback.
    func onScreen<Value>(
        else option: String, _ ask: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let terminal = try terminal(else: option)
        let answer: Result<Value, Failure>
        do throws(TerminalError) {
            answer = try terminal.withScreen { Result { () throws(Failure) in try ask() } }
        } catch { throw Failure(error) }
        return try answer.get()
    }

    /// Writes a line to the terminal, whatever stdout is.
    func say(_ text: String, else option: String) throws(Failure) {
        do { try terminal(else: option).write(text + "\n") } catch { throw Failure(any: error) }
    }
}
