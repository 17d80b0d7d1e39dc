import CaseVault
import Platform

/// Passphrases and codes: from a descriptor, or from the terminal with echo off. They live in locked memory only.
extension Prompt {
    /// A passphrase that exists already.
    func passphrase(_ question: PromptText, _ descriptor: DescriptorNumber?) throws(Failure) -> Passphrase {
        if let descriptor { return try Self.line(descriptor, option: "--passphrase-fd") }
        return try hidden(question, else: "--passphrase-fd")
    }

    /// A new passphrase: one line from the descriptor, or made by the program, or typed twice.
    func newPassphrase(_ descriptor: DescriptorNumber?, option: String) throws(Failure) -> Passphrase {
        if let descriptor {
            let passphrase = try Self.line(descriptor, option: option)
            try Self.checkRules(passphrase)
            return passphrase
        }
        if try agrees(.makePassphrase, else: option, standard: true) { return try madePassphrase(else: option) }
        return try typedPassphrase(else: option)
    }

    /// The one-time code of a slip; at the terminal asked for again when a symbol is wrong.
    func code(_ descriptor: DescriptorNumber?) throws(Failure) -> EnrolmentCode {
        if let descriptor {
            try descriptor.checkNotTerminal("--code-fd")
            do { return try EnrolmentCode.readLine(from: descriptor.number) } catch .stopped {
                throw .input(.stopped)
            } catch {
                throw .usage(.nothingRead("--code-fd"))
            }
        }
        while true {
            let code = try hiddenCode()
            do { try code.checkForm() } catch {
                try say(error.report.message.text, else: "--code-fd")
                continue
            }
            return code
        }
    }

    private func hiddenCode() throws(Failure) -> EnrolmentCode {
        let terminal = try terminal(else: "--code-fd")
        for _ in 1...3 {
            let answer: HiddenCode
            do {
                answer = try terminal.withHiddenInput(prompt: PromptText.code.text, waiting: seconds) {
                    HiddenCode(reading: $0)
                }
            } catch { throw Failure(error) }
            switch consume answer {
            case .typed(let code): return code
            case .nothing: continue
            case .ended: throw try leaving(else: "--code-fd")
            }
        }
        throw .input(.stopped)
    }

    /// What Ctrl-D means at a question, after the line end that it does not echo.
    private func leaving(else option: String) throws(Failure) -> Failure {
        try say("", else: option)
        return .input(.stopped)
    }

    private static func line(_ descriptor: DescriptorNumber, option: String) throws(Failure) -> Passphrase {
        try descriptor.checkNotTerminal(option)
        do { return try Passphrase.readLine(from: descriptor.number) } catch .inputOutput {
            throw .usage(.nothingRead(option))
        } catch .stopped { throw .input(.stopped) } catch { throw .vault(error) }
    }

    private static func checkRules(_ passphrase: borrowing Passphrase) throws(Failure) {
        do { try passphrase.checkRules() } catch { throw .vault(error) }
    }

    /// Typed twice, and again until it is good: a person who is told what is wrong need not begin from the start.
    private func typedPassphrase(else option: String) throws(Failure) -> Passphrase {
        while true {
            let first = try hidden(.newPassphrase, else: option)
            do { try first.checkRules() } catch {
                try say(error.report.message.text, else: option)
                continue
            }
            let second = try hidden(.newPassphraseAgain, else: option)
            if first.isEqual(to: second) { return first }
            try say(PromptText.passphrasesDiffer.text, else: option)
        }
    }

    /// Shown until Enter and wiped from the window, then typed back from the paper.
    private func madePassphrase(else option: String) throws(Failure) -> Passphrase {
        let made = Passphrase.made()
        let terminal = try terminal(else: option)
        while true {
            do {
                try MadePassphrase.show(made, on: terminal, waiting: seconds)
            } catch { throw Failure(error) }
            let typed = try hidden(.madePassphraseBack, else: option)
            if made.isEqual(to: typed) { return typed }
            try say(PromptText.passphrasesDiffer.text, else: option)
        }
    }

    private func hidden(_ question: PromptText, else option: String) throws(Failure) -> Passphrase {
        let terminal = try terminal(else: option)
        for _ in 1...3 {
            let answer: HiddenPassphrase
            do {
                answer = try terminal.withHiddenInput(prompt: question.text, waiting: seconds) {
                    HiddenPassphrase(reading: $0)
                }
            } catch { throw Failure(error) }
            switch consume answer {
            case .typed(let passphrase): return passphrase
            case .tooLong: throw .vault(.invalid(.passphraseNotText))
            case .nothing: continue
            case .ended: throw try leaving(else: option)
            }
        }
        throw .input(.stopped)
    }
}

/// What came from the keyboard, carried out of the scope in which echo is off.
private enum HiddenPassphrase: ~Copyable {
    case typed(Passphrase)
    case tooLong
    /// Only Enter.
    case nothing
    /// Ctrl-D.
    case ended

    init(reading descriptor: Int32) {
        do throws(VaultError) {
            guard let passphrase = try Passphrase.readAnswer(from: descriptor) else {
                self = .ended
                return
            }
            self = .typed(passphrase)
        } catch .inputOutput { self = .nothing } catch .stopped { self = .ended } catch { self = .tooLong }
    }
}

private enum HiddenCode: ~Copyable {
    case typed(EnrolmentCode)
    case nothing
    case ended

    init(reading descriptor: Int32) {
        do throws(VaultError) {
            guard let code = try EnrolmentCode.readAnswer(from: descriptor) else {
                self = .ended
                return
            }
            self = .typed(code)
        } catch .stopped { self = .ended } catch { self = .nothing }
    }
}
