import CaseVault
import Platform

/// A text that a person typed and that could not be saved.
struct TypedText {
    /// What she wants to do about it.
    enum Step {
        case again, move
        /// She has seen it once more and gives it up.
        case drop
    }

    private let content: Bytes
    private let call: Invocation

    init(_ content: Bytes, _ call: Invocation) { (self.content, self.call) = (content, call) }

    /// Says what went wrong and asks what to do.
    ///
    /// - Throws: the failure itself when the terminal is gone; `.input` when she does not answer.
    func afterFailure(_ failure: Failure, canMove: Bool) throws(Failure) -> Step {
        if case .input(.terminalLost) = failure { throw failure }
        try call.prompt.say(failure.report.message.text, else: ContentInput.option)
        var steps: [(value: Step?, code: String, name: String)] = [(.again, "", PromptText.tryAgain.text)]
        if canMove { steps.append((.move, "", PromptText.otherCompartment.text)) }
        steps.append((nil, "", PromptText.showAndDrop.text))
        if let step = try call.prompt.choice(.notSaved, of: steps, else: ContentInput.option) { return step }
        try show()
        // A window that closes, or a signal, ends the showing too: then nobody has given it up.
        guard Interruptions.asked(within: 100) == nil else { throw .input(.stopped) }
        return .drop
    }

    /// Shows it, so that it can be copied by hand.
    func show() throws(Failure) {
        let lines = TextSanitizer.lines(String(decoding: content.array, as: UTF8.self))
        try ContentOutput(invocation: call).showAtTerminal(lines: lines)
    }
}
