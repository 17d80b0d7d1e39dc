import CaseVault
import Platform

@testable import VaultCommand

/// Every message of the program, with an example for each value it holds.
enum Messages {
    static var all: [any Message] {
        let errors: [[any Message]] = [vaultErrors, usage, inputs, invalid, findings]
        let talk: [[any Message]] = [
            officers, waits, heldAlone, prompts, notes, states, session, writing, codes, status, results,
        ]
        let help: [[any Message]] = [
            FieldText.allCases, FlagText.allCases, VerbText.allCases, OptionText.allCases, HelpText.allCases,
            TaskText.allCases,
        ]
        let subjects: [[any Message]] = [
            rollbacks, backupAndRestore, exports, outside, gate, gateElsewhere, policy, importAndSearch, keys,
        ]
        return (errors + talk + help + subjects).flatMap { $0 }
    }

    static let vaultErrors: [VaultErrorText] = [
        .unlockRefused(typedCyrillic: false), .unlockRefused(typedCyrillic: true), .codeRefused,
        .tooSoon(seconds: 4), .lastHolder(of: ["attorney", "psych"]), .lastAdministrator, .notPermitted,
        .loginTaken, .keyringFull, .tooLarge, .caseClosed, .conflict(current: 3), .damaged, .gateDamaged, .headBehind,
        .busy(process: 0),
        .busy(process: 17), .noVault, .noAccess, .alreadyExists, .gateUnfinished, .gateMissing, .gateKeyWrong,
        .newerFormat(found: 2, supported: 1), .networkFolder, .synchronisedFolder, .unknownFolder, .diskFull,
        .gateDiskFull,
        .inputOutput,
        .derivation(haveMebibytes: 4096, limitMebibytes: 1024), .derivationPasses(have: 90, limit: 8), .sessionEnded,
        .stopped,
    ]

    static let rollbacks: [RollbackText] = [Rollback.Anchor.head, .gate, .mirror].flatMap { anchor in
        [true, false].map { isOlder in
            RollbackText(
                Rollback(
                    anchor: anchor, isOlder: isOlder, seen: 12, seenTime: isOlder ? 1_795_239_167_594 : nil, entries: 6,
                    lastEntry: 1_795_239_166_923), LocalTime(.utc))
        }
    }

    static let usage: [UsageText] = [
        .unknownCommand, .unknownOption("--foo"), .unknownOption(nil), .missingValue("--vault"),
        .missingArgument("CASE"), .badValue(nil), .unexpectedArgument, .notUnderstood, .needed("--gate"),
        .nothingRead("--label-fd"), .noVaultNamed, .noLastCase, .unknownPurpose, .unknownCompartment, .unknownRole,
        .unknownDerivation, .unknownLanguage, .badDate, .typedBackDiffers, .noFolder, .noStateDirectory,
        .onlyAtTerminal("--here"), .outputExists, .notShowable, .openQuote, .notInSession("--vault"),
        .askedInSession("-"), .terminalDescriptor("--passphrase-fd"), .lockWhere,
        .lockAfter, .editorRefused("EDITOR"), .noPrinter, .termAsArgument, .noTermRead,
        .notTogether("--for", "--for-fd"),
        .whichItems, .badItems,
        .restoreNeedsGate, .restoreNeedsKey, .restoreNeedsPlace,
    ]

    static let inputs: [InputText] = [
        .notReadable, .notText, .notJSON, .tooLarge, .empty, .outputFailed, .outputFull, .stopped, .stoppedWriting,
        .stoppedInviting, .stoppedAnswering,
        .editorGaveUp,
        .terminalLost,
        .inputTooLong, .fileChanged, .sourceDisk, .notRegular, .timedOut, .editorFailed, .unchanged, .printerFailed,
    ]

    static let invalidInputs: [VaultError.InvalidInput] = [
        .login, .roles, .label, .lead, .form, .content, .language, .name, .caseReference, .recordReference, .purpose,
        .fileName, .fileType, .fileSize, .fileChunk, .fileIncomplete, .range, .attachment, .notAttachment,
        .passphraseTooShort, .passphraseCombining, .passphraseNotText, .code, .organisation,
        .backupFolder, .recipient, .tooManyItems,
        .policy, .importBatch, .searchTerm, .gateCopy,
    ]

    static let invalid: [InvalidInputText] = invalidInputs.map { InvalidInputText(problem: $0) }

    static let prompts: [PromptText] = [
        .language, .organisation, .administrator, .gatePlace, .gateOnStick, .gateHere, .stickDirectory,
        .secondAdministrator, .secondLoginTaken, .login, .passphrase(login: "mira"), .newPassphrase,
        .newPassphraseAgain, .makePassphrase, .madePassphrase, .madePassphraseWritten, .madePassphraseBack,
        .passphrasesDiffer, .code, .personName, .roles, .purpose, .compartment, .label, .wordsHeard(login: "mira"),
        .typeReferenceBack("K-7F3Q2M-X"), .typeWordBack("core"), .typeLoginBack("mira"), .number(3),
        .sheIsHere(login: "mira"), .editHow,
        .editAppend, .editAnew,
        .keepCut(line: 4), .keepFull, .notSaved, .tryAgain, .otherCompartment, .showAndDrop,
        .numberOrFirst(3), .keepsOrOpens, .draftNotChanged,
        .recipient,
    ]

    static let notices: [OpeningNotice] = [
        .firstOpening, .mirrorHealed, .mirrorFarBehind, .mirrorUnwritable, .mirrorUnreadable, .gateAhead,
        .gateDeletionFinished, .memoryNotLocked, .clockStepped,
        .gateMirrorBehind, .formatUpdated, .gateMoveFinished, .folderSynchronised, .nothingRemembered,
    ]

    static let notes: [NoteText] =
        [
            .shortHelp, .lastTime(time: "2026-11-21 10:15", entry: 4212, words: "a b c d", wrong: 1),
            .firstTime(wrong: 0), .waiting(.requests(2)), .waiting(.wordsToCompare(login: "mira")),
            .waiting(.grantsReceived(2)),
            .waiting(.grantsCompleted(5)), .waiting(.grantsNotOpened(1)), .waiting(.grantsWithoutRoom(3)),
            .waiting(.grantsWithoutDisk(3)),
            .waits(seconds: 4), .waitsForVault(seconds: 2), .piped, .nothingToShow,
            .shownPartly(shown: 50, of: 60), .screenFooter,
            .lineEditorHeading, .stillWritten, .caseOpened("K-7F3Q2M-X"), .closes("K-7F3Q2M-X"),
            .unassigns(login: "mira", case: "K-7F3Q2M-X"), .checking(done: 1, total: 2), .withoutGate, .afterDamage,
            .remembered,
            .useHint("house.vault"), .wordsOfGenesis, .slip(login: "mira"), .readWordsAloud(login: "mira"),
            .confirmWords(login: "mira"), .wordsConfirmed(login: "mira"), .revised(revision: 2, record: "K-7F3Q2M-X/2"),
            .transferring(done: 1, total: 2, rate: 3, seconds: 4), .resumed(chunks: 1, of: 2), .noKeys(login: "mira"),
            .passphraseChanged,
        ] + notices.map { NoteText.notice($0) }

    static let caseStates: [CaseState] = [.open, .closed]
    static let personStates: [StaffMember.State] = [.invited, .enrolled, .confirmed, .expired, .suspended]
    static let importStates: [ImportList.State] = [.unfinished, .complete, .undone]
    static let states: [StateText] =
        caseStates.map { .of($0) } + personStates.map { .of($0) } + importStates.map { .of($0) }

    static let codes: [CodeText] = CodeText.purposes + CodeText.roles + CodeText.compartments

    static let findingKinds: [CheckReport.Finding.Kind] = [
        .databaseDamaged, .cannotRead, .hashMismatch, .contentMismatch, .missing, .unexpected, .olderRevision,
        .cannotOpen,
        .signatureInvalid, .notPermitted, .chainBroken, .malformed, .checkpointMismatch, .stateMismatch,
        .mirrorDiffers, .mirrorBehind, .headAhead, .headDiffers, .gateBehind, .gateAhead, .gateInterrupted, .keyMissing,
        .statementMissing, .clockStep, .uploadUnfinished, .unknownAct,
    ]

    static let findings: [FindingText] = findingKinds.map { FindingText(kind: $0) }

    static let status: [StatusText] = [
        .vault(name: "Kuća", id: "00"), .log(entries: 3, last: "2026-11-21", words: "a b c d"),
        .checkpoint(uncovered: 3, last: nil), .checkpoint(uncovered: 3, last: "2026-11-21"),
        .neverChecked, .restoredUnchecked("2026-11-21"), .checked("2026-11-21", faults: 0),
        .checked("2026-11-21", faults: 2), .checkFailed(faults: 2),
        .checkOld(days: 40), .people(count: 3, officers: 2), .oneOfficer, .requests(3), .suspended(login: "mira"),
        .unconfirmed(login: "mira"), .inviteExpired(login: "mira"), .invited(login: "mira", since: "2026-11-21"),
        .oneReader(2), .erasuresLacking(1), .erasuresLacking(2), .unfinishedUploads(2),
        .waitingFor(login: "mira", keys: 2), .gateApart,
        .gateOnSameDisk, .gateHere, .memoryLocked, .memoryNotLocked, .swapPlain, .swapSafe, .hibernates, .clockBehind,
        .timeToCome("2036-11-21"), .nothingRemembered,
        .clockUnsynchronised, .diskRoom(gibibytes: 3), .diskLow(mebibytes: 3), .passphraseCost(mebibytes: 256),
        .version("0.1.0"), .gate(.noPaper), .noEscrow, .onlyHere, .nothingDue,
    ]

    static let session: [SessionText] = [
        .line(login: "mira"), .welcome(minutes: 10), .waits(1), .waits(2), .rules, .lockedIdle(minutes: 1), .locked,
        .lockedByOther, .goOn,
        .lockedSessions(2), .stillHeld(1), .notFound, .endNotWritten, .purposeAsBefore("court"),
    ]

    static let writing: [WritingText] = [
        .kept(1), .keptEarlier(1), .notKept, .draftGone(1), .saveMine, .keepAsDraft, .writtenMeanwhile(2),
        .tooLong(kibibytes: 1025),
        .notText(line: 2), .lineNotText, .openAgain, .draftTooLong(mebibytes: 8), .saveAsRecord,
        .printed(record: "K-7F3Q2M-X/2"),
        .printHeading(record: "K-7F3Q2M-X/2", revision: 1, compartment: "legal", form: "note"),
        .printAuthor(login: "mira", written: "2026-11-21"),
        .printedBy(login: "mira", time: "2026-11-21", purpose: "court"), .printEnd,
    ]

    static let exports: [ExportText] = [
        .items, .allOf, .recipient, .recipientDescriptor, .directory, .done(items: 2), .noLongerProtected, .title,
        .caseReference, .organisation, .forWhom, .purpose, .madeBy, .made, .entry, .itemCount, .record, .compartment,
        .form, .written, .bytes, .originalName, .hash, .howToCheck, .confidential,
    ]

    static let outside: [OutsideText] = [
        VaultError.OutsideDisk.full, .readOnly, .notPermitted, .inputOutput, .noFolder, .taken,
    ].map { OutsideText(problem: $0) }

    static let officers: [OfficerText] = [
        .suspended(login: "mira"), .resumed(login: "mira"), .rolesSet(login: "mira"), .renews(login: "mira"),
        .conflict(login: "mira", case: "K-7F3Q2M-X"), .needsSecond(number: 17, until: "2026-11-28"),
    ]

    static let waits: [WaitsText] = [
        Inbox.Kind.resume, .erasure, .erasing, .erasingNeedsWriter, .erasingNeedsReader, .restore, .asked, .words,
        .received,
        .unopened, .assignment,
    ].map { WaitsText(kind: $0) }

    static let heldAlone: [HeldAloneText] = [true, false].map { HeldAloneText(cases: [], canGoOn: $0) }

    static let results: [ResultText] = [
        .checkOK(entries: 3, rows: 4, opened: nil), .checkOK(entries: 3, rows: 4, opened: 5), .checkFound(2),
        .verified(verdict: "OK", entries: 3),
    ]
}
