@testable import CaseVault
@testable import VaultCommand

/// The messages of backup and restore, with an example for each value they hold.
extension Messages {
    private static let tooClose: [VaultError.TooClose] = [.original, .otherPart]
    private static let badBackups: [VaultError.BadBackup] = [
        .notABackup, .otherPart, .unfinished, .fileMissing, .damaged, .mixed, .copyDamaged,
    ]

    static let backupErrors: [BackupErrorText] =
        tooClose.map { BackupErrorText(problem: .tooClose($0)) } + badBackups.map { BackupErrorText(problem: .bad($0)) }

    static let backupPlaces: [BackupPlaceText] = [BackupPlace.Kind.vault, .gate, .mirror].map {
        BackupPlaceText(place: $0, problem: InvalidInputText(problem: .backupFolder))
    }

    static let backups: [BackupText] =
        [
            .directory, .together, .mirror, .gateAt, .isTogether, .cleared(1), .cleared(3), .void, .gateHere,
            .restoreGate, .mirrorSet, .keyIsElsewhere,
        ]
        + BackupKind.allCases.flatMap { kind -> [BackupText] in
            [
                .made(kind: kind, folder: "/disk/a", entries: 3, files: 2),
                .last(kind: kind, time: "2026-11-21", since: 4), .none(kind), .old(kind, days: 9), .lastTogether(kind),
            ]
        }

    private static let news = RestoreNews(
        time: 1_795_239_166_923, by: "mira", lost: 3, erasuresKnown: false, approvalDue: 1_795_239_166_923,
        unconfirmed: ["ana"])

    static let restores: [RestoreText] =
        [
            .backup, .to, .gateTo, .mirror, .tryOnly, .confirm, .approve,
            .state(until: "2026-11-21", entries: 6, known: 9),
            .after([(act: "record.write", count: 2), (act: "staff.suspend", count: 1)]),
            .suspendedAfter,
            .keyMissing("K-7F3Q2M-X"), .keysKept(2), .lockedOut("ana"), .erasedAgain(1), .erasuresUnknown, .tried,
            .done(directory: "house.vault", origin: 2), .keyHint("house.vault/gate/gate.key"), .toConfirm(news),
            .toApprove(news), .confirmed, .approved, .approvalDue(by: "mira", until: "2026-11-28"),
            .unconfirmed(["ana"]),
        ]
        + [RestoreReport.GateAge.same, .newer, .older, .apart].map { .gate($0) }

    static let work: [WorkText] = [true, false].map {
        .progress(isChecking: $0, percent: 4, rate: 7, secondsLeft: 9)
    }

    static var backupAndRestore: [any Message] {
        let errors: [any Message] = backupErrors
        let talk: [[any Message]] = [backups, backupPlaces, restores, work]
        let told: [NoteText] = [.waiting(.restoreToConfirm(news)), .waiting(.restoreToApprove(news))]
        return errors + talk.flatMap { $0 } + told
            + [StatusText.backup(.none(.vault)), StatusText.restore(.unconfirmed(["ana"]))] as [any Message]
    }
}
