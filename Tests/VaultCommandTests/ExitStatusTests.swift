import CaseVault
import Testing

@testable import VaultCommand

/// The exit codes scripts rely on, typed here a second time.
struct ExitStatusTests {
    @Test(
        arguments: [
            (VaultError.unlockRefused, 3), (.tooSoon(milliseconds: 900), 3), (.lastHolder(of: Compartment.all), 7),
            (.notPermitted, 4), (.loginTaken, 7), (.caseClosed, 7),
            (.conflict(current: 2), 7),
            (.busy(process: 1), 6), (.noVault, 4), (.alreadyExists, 7), (.gateUnfinished, 7),
            (.gateMissing, 9), (.gateKeyWrong, 3),
            (.newerFormat(found: 2, supported: 1), 1), (.unsuitableFolder(.network), 2),
            (.unsuitableFolder(.synchronised), 2), (.diskFull, 1), (.gateDiskFull, 1), (.inputOutput, 1),
            (.lastAdministrator, 7), (.holdsAlone([], canGoOn: true), 7),
            (.derivation(haveMebibytes: 2048, limitMebibytes: 1024), 5), (.sessionEnded, 3), (.stopped, 1),
        ] as [(VaultError, Int32)])
    func vaultErrors(_ error: VaultError, _ status: Int32) {
        #expect(Failure.vault(error).report.status.rawValue == status)
    }

    @Test func badContentIsABadInputFileAndTheRestIsUsage() {
        for problem in Messages.invalidInputs {
            let status = Failure.vault(.invalid(problem)).report.status
            #expect(status == (problem == .content ? .badInput : .usage))
        }
    }

    @Test(arguments: [
        VaultError.Damage.database, .gateDatabase, .log, .signature, .statement, .row, .identity, .keyring, .grant,
        .record,
        .header, .lookup, .mirror, .headBehind, .headDiffers, .genesis, .gateBehind, .gateKey,
    ])
    func damageIsIntegrity(_ damage: VaultError.Damage) {
        #expect(Failure.vault(.damaged(damage)).report.status == .integrity)
    }

    @Test(
        arguments: [
            (InputText.notReadable, 8), (.notText, 8), (.notJSON, 8), (.tooLarge, 8), (.empty, 8), (.outputFailed, 1),
            (.outputFull, 1),
            (.stopped, 1), (.stoppedWriting, 1), (.editorGaveUp, 1), (.terminalLost, 1), (.inputTooLong, 2),
        ] as [(InputText, Int32)])
    func inputs(_ text: InputText, _ status: Int32) {
        #expect(Failure.input(text).report.status.rawValue == status)
    }

    @Test func usageIsTwoAndRefusalThree() {
        #expect(Failure.usage(.notUnderstood).report.status.rawValue == 2)
        #expect(Failure.refused(typedCyrillic: true).report.status.rawValue == 3)
        #expect(Failure.refused(typedCyrillic: true).report.message.english.contains("Cyrillic"))
    }

    /// Codes for programs are short words of a-z and hyphens, whatever the language.
    @Test func codesArePlain() {
        let failures = Messages.invalidInputs.map { Failure.vault(.invalid($0)) } + [.usage(.notUnderstood)]
        for failure in failures {
            #expect(failure.report.code.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D })
        }
        #expect(Failure.vault(.invalid(.caseReference)).report.code == "invalid-case-reference")
    }

    @Test func findingsOfAbsenceOnlyAreIncomplete() {
        let absent: Set<CheckReport.Finding.Kind> = [.keyMissing, .statementMissing, .mirrorBehind]
        for kind in Messages.findingKinds {
            #expect((FindingLines.status(kinds: [kind]) == .incomplete) == absent.contains(kind))
            #expect(FindingLines.status(kinds: [kind, .chainBroken]) == .integrity)
        }
        #expect(FindingLines.status(kinds: []) == .integrity)
    }
}
