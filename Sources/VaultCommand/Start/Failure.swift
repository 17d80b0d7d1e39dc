import CaseVault
import Platform

/// Why a command was not done. It holds no text that a person typed.
enum Failure: Error {
    case vault(VaultError)
    /// The unlock was refused, and what was typed may explain it.
    case refused(typedCyrillic: Bool)
    /// The one-time code is wrong, used or expired.
    case codeRefused
    /// One of several copies was not made; the vault's error, and which.
    case backup(VaultError, BackupPlace.Kind)
    /// `.gateMissing` and `.gateKeyWrong` of the vault, where another option than `--gate` names the gate or its key.
    case gateMissing(GateOption)
    case gateKeyWrong(GateOption)
    case usage(UsageText)
    case input(InputText)
    case importing(ImportProblem)
    /// The same records were imported already.
    case imported(batch: UInt32)

    init(_ error: TerminalError) {
        switch error {
        case .none: self = .usage(.notUnderstood)
        case .lost, .inputOutput, .busy: self = .input(.terminalLost)
        case .timedOut: self = .input(.timedOut)
        case .interrupted: self = .input(.stopped)
        case .tooLong: self = .input(.inputTooLong)
        case .notText: self = .input(.notText)
        }
    }

    /// For a block in which the vault, the terminal and this program may each throw.
    init(any error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as VaultError: self = .vault(error)
        case let error as TerminalError: self.init(error)
        default: self = .vault(.inputOutput)
        }
    }

    /// The same about a text of which a draft was kept: "nothing was changed" would not be true.
    var whileWriting: Failure { if case .input(.stopped) = self { .input(.stoppedWriting) } else { self } }

    /// The same after an invitation that stands.
    var whileInviting: Failure { if case .input(.stopped) = self { .input(.stoppedInviting) } else { self } }

    /// The same in a command in which `option` names the gate or its key; nil where `--gate` does.
    func gate(namedBy option: GateOption?) -> Failure {
        switch (self, option) {
        case (.vault(.gateMissing), let option?): .gateMissing(option)
        case (.vault(.gateKeyWrong), let option?): .gateKeyWrong(option)
        default: self
        }
    }

    /// Whether a signal that was caught can be what ended the command.
    var isStop: Bool {
        switch self {
        case .vault(.stopped), .input(.stopped), .input(.stoppedWriting), .input(.stoppedInviting),
            .input(.stoppedAnswering), .input(.terminalLost):
            true
        default: false
        }
    }

    /// What a script and a person are told.
    struct Report {
        let status: ExitStatus
        /// A stable code for programs.
        let code: String
        let message: any Message

        init(_ status: ExitStatus, _ code: String, _ message: any Message) {
            (self.status, self.code, self.message) = (status, code, message)
        }
    }
}
