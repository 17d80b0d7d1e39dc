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

    var report: Report {
        switch self {
        case .vault(let error): error.report
        case .refused(let typedCyrillic):
            Report(.unlockRefused, "unlock-refused", VaultErrorText.unlockRefused(typedCyrillic: typedCyrillic))
        case .backup(let error, let place): error.report(of: place)
        case .gateMissing(let option): Report(.incomplete, "gate-missing", GateOptionText.missing(option))
        case .gateKeyWrong(let option): Report(.unlockRefused, "gate-key-wrong", GateOptionText.keyWrong(option))
        case .codeRefused: Report(.unlockRefused, "unlock-refused", VaultErrorText.codeRefused)
        case .usage(let text): Report(.usage, "usage", text)
        case .input(let text): text.report
        case .importing(let problem): problem.report
        case .imported(let batch): Report(.conflict, "conflict", ImportText.already(batch: batch))
        }
    }
}

extension InputText {
    fileprivate var report: Failure.Report {
        switch self {
        case .notReadable, .notText, .notJSON, .tooLarge, .empty, .fileChanged, .notRegular:
            Failure.Report(.badInput, "bad-input", self)
        case .outputFailed, .outputFull: Failure.Report(.failed, "output", self)
        case .stopped, .stoppedWriting, .stoppedInviting, .stoppedAnswering, .timedOut, .unchanged:
            Failure.Report(.failed, "stopped", self)
        case .terminalLost: Failure.Report(.failed, "terminal", self)
        case .editorFailed, .editorGaveUp: Failure.Report(.failed, "editor", self)
        case .printerFailed: Failure.Report(.failed, "printer", self)
        case .inputTooLong: Failure.Report(.usage, "usage", self)
        case .sourceDisk: Failure.Report(.failed, "input-output", self)
        }
    }
}

extension VaultError {
    /// The one switch from the vault's errors to exit codes and messages.
    var report: Failure.Report {
        switch self {
        case .unlockRefused: .init(.unlockRefused, "unlock-refused", VaultErrorText.unlockRefused(typedCyrillic: false))
        case .tooSoon(let milliseconds):
            .init(.unlockRefused, "too-soon", VaultErrorText.tooSoon(seconds: (milliseconds + 999) / 1000))
        case .lastHolder(let compartments):
            .init(.conflict, "last-holder", VaultErrorText.lastHolder(of: compartments.map(\.description)))
        case .holdsAlone(let cases, let canGoOn):
            .init(.conflict, "last-holder", HeldAloneText(cases: cases, canGoOn: canGoOn))
        case .lastAdministrator: .init(.conflict, "last-administrator", VaultErrorText.lastAdministrator)
        case .notPermitted: .init(.notPermitted, "not-permitted", VaultErrorText.notPermitted)
        case .loginTaken: .init(.conflict, "login-taken", VaultErrorText.loginTaken)
        case .caseClosed: .init(.conflict, "case-closed", VaultErrorText.caseClosed)
        case .erasureOrdered(let until):
            .init(.notPermitted, "erasure-ordered", VaultErrorText.erasureOrdered(until: LocalTime(.local).text(until)))
        case .erased: .init(.notPermitted, "erased", VaultErrorText.erased)
        case .onHold: .init(.conflict, "on-hold", VaultErrorText.onHold)
        case .invalid(.content): .init(.badInput, "bad-input", InvalidInputText(problem: .content))
        case .invalid(let problem): .init(.usage, "invalid-\(problem.code)", InvalidInputText(problem: problem))
        case .conflict(let current): .init(.conflict, "conflict", VaultErrorText.conflict(current: current))
        case .damaged(let damage): .init(.integrity, "damaged", damage.message)
        case .busy(let process): .init(.busy, "busy", VaultErrorText.busy(process: process))
        case .noVault: .init(.notPermitted, "no-vault", VaultErrorText.noVault)
        case .noAccess: .init(.failed, "no-access", VaultErrorText.noAccess)
        case .alreadyExists: .init(.conflict, "already-exists", VaultErrorText.alreadyExists)
        case .gateUnfinished: .init(.conflict, "gate-unfinished", VaultErrorText.gateUnfinished)
        case .gateMissing: .init(.incomplete, "gate-missing", VaultErrorText.gateMissing)
        case .gateKeyWrong: .init(.unlockRefused, "gate-key-wrong", VaultErrorText.gateKeyWrong)
        case .newerFormat(let found, let supported):
            .init(.failed, "newer-format", VaultErrorText.newerFormat(found: found, supported: supported))
        case .unsuitableFolder(.network): .init(.usage, "network-folder", VaultErrorText.networkFolder)
        case .unsuitableFolder(.synchronised): .init(.usage, "synchronised-folder", VaultErrorText.synchronisedFolder)
        case .tooClose(let what): .init(.usage, "too-close", BackupErrorText(problem: .tooClose(what)))
        case .badBackup(let what): .init(what.status, "bad-backup", BackupErrorText(problem: .bad(what)))
        case .outside(let problem): .init(problem.status, problem.code, OutsideText(problem: problem))
        case .diskFull: .init(.failed, "disk-full", VaultErrorText.diskFull)
        case .gateDiskFull: .init(.failed, "gate-disk-full", VaultErrorText.gateDiskFull)
        case .inputOutput: .init(.failed, "input-output", VaultErrorText.inputOutput)
        case .derivation(let have, let limit):
            .init(.integrity, "derivation", VaultErrorText.derivation(haveMebibytes: have, limitMebibytes: limit))
        case .derivationPasses(let have, let limit):
            .init(.integrity, "derivation", VaultErrorText.derivationPasses(have: have, limit: limit))
        case .stopped: .init(.failed, "stopped", VaultErrorText.stopped)
        case .sessionEnded: .init(.unlockRefused, "session-ended", VaultErrorText.sessionEnded)
        }
    }
}

extension VaultError {
    /// The same for one of the folders of `backup`: what concerns the folder names it.
    fileprivate func report(of place: BackupPlace.Kind) -> Failure.Report {
        switch self {
        case .invalid(.backupFolder), .tooClose, .outside, .badBackup:
            .init(report.status, report.code, BackupPlaceText(place: place, problem: report.message))
        default: report
        }
    }
}

extension VaultError.Damage {
    /// The next step differs with what is damaged; the exit code does not.
    fileprivate var message: VaultErrorText {
        switch self {
        case .gateDatabase, .gateBehind: .gateDamaged
        case .headBehind, .headDiffers, .mirror: .headBehind
        case .database, .log, .signature, .statement, .row, .identity, .keyring, .grant, .record, .header, .lookup,
            .file, .index, .genesis:
            .damaged
        }
    }
}

extension VaultError.InvalidInput {
    /// The code as machine output writes it: `case-reference`.
    fileprivate var code: String {
        rawValue.reduce(into: "") { $0 += $1.isUppercase ? "-\($1.lowercased())" : String($1) }
    }
}
