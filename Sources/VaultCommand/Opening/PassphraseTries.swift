import CaseVault

/// A passphrase for work that tries it only after long reading: asked for at the beginning, and at the terminal again for
/// each that was refused.
final class PassphraseTries {
    private static let option = "--passphrase-fd"

    private let question: PromptText
    private let prompt: Prompt
    private var left: Int
    private var held: Passphrase?
    private var isFirst = true
    private var typedCyrillic = false
    private var ended: Failure?

    init(_ question: PromptText, _ prompt: Prompt, _ descriptor: DescriptorNumber?) throws(Failure) {
        (self.question, self.prompt) = (question, prompt)
        left = descriptor == nil ? Invocation.tries - 1 : 0
        held = try prompt.passphrase(question, descriptor)
    }

    /// The next one; nil when there is none, then ``failure`` says why.
    func next() -> Passphrase? {
        if !isFirst { ask() }
        isFirst = false
        guard let passphrase = held.take() else { return nil }
        typedCyrillic = passphrase.hasCyrillic
        return passphrase
    }

    /// What it means that none opened.
    var failure: Failure { ended ?? .refused(typedCyrillic: typedCyrillic) }

    private func ask() {
        guard left > 0 else { return }
        left -= 1
        do throws(Failure) {
            try prompt.say(VaultErrorText.unlockRefused(typedCyrillic: typedCyrillic).text, else: Self.option)
            held = try prompt.passphrase(question, nil)
        } catch { ended = error }
    }
}
