import CaseVault
import Foundation
import Testing

@testable import VaultCommand

/// The exit codes scripts rely on, typed here a second time.
struct ExitStatusTests {
    private static let vaultErrors: [(VaultError, Int32)] = [
        (.unlockRefused, 3), (.tooSoon(milliseconds: 900), 3), (.sessionEnded, 3), (.gateKeyWrong, 3),
        (.notPermitted, 4), (.erasureOrdered(until: 1_795_239_167_594), 4), (.erased, 4), (.noVault, 4),
        (.derivation(haveMebibytes: 2048, limitMebibytes: 1024), 5), (.derivationPasses(have: 90, limit: 8), 5),
        (.busy(process: 1), 6), (.lastHolder(of: []), 7), (.holdsAlone([], canGoOn: true), 7),
        (.lastAdministrator, 7), (.loginTaken, 7), (.keyringFull, 7), (.tooLarge, 1), (.caseClosed, 7), (.onHold, 7),
        (.conflict(current: 2), 7),
        (.alreadyExists, 7), (.gateUnfinished, 7), (.gateMissing, 9), (.newerFormat(found: 2, supported: 1), 1),
        (.diskFull, 1), (.gateDiskFull, 1), (.inputOutput, 1), (.noAccess, 1), (.stopped, 1),
        (.unsuitableFolder(.network), 2), (.unsuitableFolder(.unknown), 2),
        (.unsuitableFolder(.synchronised), 2), (.tooClose(.original), 2), (.tooClose(.otherPart), 2),
        (.badBackup(.notABackup), 8), (.badBackup(.otherPart), 8), (.badBackup(.mixed), 8),
        (.badBackup(.unfinished), 9),
        (.badBackup(.fileMissing), 9), (.badBackup(.damaged), 5), (.badBackup(.copyDamaged), 5), (.outside(.full), 1),
        (.outside(.readOnly), 1), (.outside(.notPermitted), 1), (.outside(.inputOutput), 1), (.outside(.noFolder), 2),
        (.outside(.taken), 2),
    ]

    private static let damages: [VaultError.Damage] = [
        .database, .gateDatabase, .log, .signature, .statement, .row, .identity, .keyring, .grant, .record, .header,
        .lookup, .file, .index, .mirror, .headBehind, .headDiffers, .genesis, .gateBehind,
    ]

    private static let inputs: [(InputText, Int32)] = [
        (.notReadable, 8), (.notText, 8), (.notJSON, 8), (.tooLarge, 8), (.empty, 8), (.fileChanged, 8),
        (.sourceDisk, 1),
        (.notRegular, 8), (.inputTooLong, 2), (.outputFailed, 1), (.outputFull, 1), (.stopped, 1), (.stoppedWriting, 1),
        (.stoppedInviting, 1), (.stoppedAnswering, 1),
        (.timedOut, 1), (.unchanged, 1), (.editorFailed, 1), (.editorGaveUp, 1), (.terminalLost, 1),
        (.printerFailed, 1),
    ]

    /// Content is a bad input file, what else is asked for is a matter of the command line.
    private static let invalid: [(VaultError, Int32)] = Messages.invalidInputs.map {
        (.invalid($0), $0 == .content ? 8 : 2)
    }

    private static func status(of problem: ImportProblem) -> Int32 {
        switch problem {
        case .encodingUnclear, .delimiterUnclear: 2
        case .refused: 4
        default: 8
        }
    }

    /// Every failure with its exit code.
    private static var failures: [(Failure, Int32)] {
        let vault = (vaultErrors + damages.map { (.damaged($0), 5) } + invalid).map { (Failure.vault($0.0), $0.1) }
        let read = inputs.map { (Failure.input($0.0), $0.1) }
        let imports = Messages.importProblems.map { (Failure.importing($0), status(of: $0)) }
        let usage = Messages.usage.map { (Failure.usage($0), Int32(2)) }
        // A folder of `backup` is named, the code stays.
        let places: [BackupPlace.Kind] = [.vault, .gate, .mirror]
        let backups = places.flatMap { place in
            (vaultErrors + invalid).map { (Failure.backup($0.0, place), $0.1) }
        }
        let missing = Messages.gateOptions.map { (Failure.gateMissing($0), Int32(9)) }
        let others: [(Failure, Int32)] = [
            (.refused(typedCyrillic: true), 3), (.refused(typedCyrillic: false), 3), (.codeRefused, 3),
            (.gateKeyWrong(.gateAt), 3), (.gateKeyWrong(.gateKey), 3), (.imported(batch: 2), 7),
        ]
        return vault + read + imports + usage + backups + missing + others
    }

    @Test func everyFailureEndsWithItsCode() {
        for (failure, status) in Self.failures {
            #expect(failure.report.status.rawValue == status, "\(failure)")
        }
    }

    /// A failure, or a reason for one, that nobody put into the tables here has no code that scripts can rely on.
    @Test func everyFailureIsInTheTables() throws {
        let sources = try SourceCases()
        let seen = SeenCases(Self.failures.map(\.0))
        #expect(
            Set(seen.cases.keys).isSuperset(of: ["Failure", "VaultError", "VaultError.BadBackup", "ImportProblem"]))
        for (name, cases) in seen.cases { #expect(cases == sources.cases[name], "\(name)") }
    }

    /// The ten codes, in the words of the manual page, which is where scripts' authors read them.
    @Test func theManualNamesTheCodes() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Tools/manual")
        let named = try String(contentsOf: page, encoding: .utf8).matches(of: #/\n    \("(\d+)", "([^.:]+)/#)
        let codes = named.map { "\($0.1) \($0.2)" }
        #expect(
            codes == [
                "0 Done", "1 Failed", "2 Usage", "3 Unlock refused", "4 Not permitted or not found", "5 Integrity",
                "6 Busy", "7 Conflict", "8 Bad input file", "9 Incomplete",
            ])
        #expect(ExitStatus.allCases.map(\.rawValue) == Array(0...9))
    }

    @Test func whatWasTypedIsNamed() {
        #expect(Failure.refused(typedCyrillic: true).report.message.english.contains("Cyrillic"))
    }

    /// Codes for programs are short words of a-z and hyphens, whatever the language.
    @Test func codesArePlain() {
        for (failure, _) in Self.failures {
            #expect(!failure.report.code.isEmpty)
            #expect(failure.report.code.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
        }
        #expect(Failure.vault(.invalid(.caseReference)).report.code == "invalid-case-reference")
    }

    @Test func findingsOfAbsenceOnlyAreIncomplete() {
        let absent: Set<CheckReport.Finding.Kind> = [.keyMissing, .statementMissing, .mirrorBehind, .gateInterrupted]
        for kind in Messages.findingKinds {
            #expect((FindingLines.status(kinds: [kind]) == .incomplete) == absent.contains(kind))
            #expect(FindingLines.status(kinds: [kind, .chainBroken]) == .integrity)
        }
        #expect(FindingLines.status(kinds: []) == .integrity)
    }
}
