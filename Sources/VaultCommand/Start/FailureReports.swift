import CaseVault
import Platform

// Exit code, code for programs and message of whatever fails: the one place where errors become these.

extension Failure {
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
        case .keyringFull: .init(.conflict, "keyring-full", VaultErrorText.keyringFull)
        case .tooLarge: .init(.failed, "too-large", VaultErrorText.tooLarge)
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
        case .unsuitableFolder(.unknown): .init(.usage, "unknown-folder", VaultErrorText.unknownFolder)
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

extension VaultError.BadBackup {
    /// Damaged is 5, another file 8, something missing 9.
    fileprivate var status: ExitStatus {
        switch self {
        case .notABackup, .otherPart, .mixed: .badInput
        case .unfinished, .fileMissing: .incomplete
        case .damaged, .copyDamaged: .integrity
        }
    }
}

extension VaultError.OutsideDisk {
    /// A name or folder is a matter of the command line, the rest of the disk.
    fileprivate var status: ExitStatus {
        switch self {
        case .noFolder, .taken: .usage
        case .full, .readOnly, .notPermitted, .inputOutput: .failed
        }
    }

    /// The code for programs.
    fileprivate var code: String {
        switch self {
        case .full: "output-full"
        case .readOnly: "output-read-only"
        case .notPermitted: "output-not-permitted"
        case .inputOutput: "output"
        case .noFolder, .taken: "usage"
        }
    }
}

extension ImportProblem {
    var report: Failure.Report {
        switch self {
        case .encodingUnclear, .delimiterUnclear: Failure.Report(.usage, "usage", ImportProblemText(problem: self))
        case .refused: Failure.Report(.notPermitted, "not-permitted", ImportProblemText(problem: self))
        default: Failure.Report(.badInput, "bad-input", ImportProblemText(problem: self))
        }
    }
}
