import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// The newest restore as it is told; nil when there was none.
    var restoreNews: RestoreNews? {
        guard let restore = fold.restore else { return nil }
        let unconfirmed = fold.members.values
            // Whoever is suspended cannot: she is asked when she comes back.
            .filter { $0.isActive && fold.hasToConfirmRestore($0) }.map { login(of: $0.person) }
        return RestoreNews(
            time: restore.time, by: login(of: restore.by), lost: restore.known - restore.restored,
            erasuresKnown: restore.erasuresKnown, approvalDue: restore.needsApproval ? restore.approvalDue : nil,
            unconfirmed: unconfirmed.sorted())
    }

    /// Whether this officer has to approve the restore that this log began with.
    func mayApproveRestore(_ member: Member) -> Bool {
        guard let restore = fold.restore, restore.needsApproval else { return false }
        return ActRule.role(for: .approve, among: member.roles) != nil && member.person != restore.by
    }

    /// What a restore asks of a person.
    func restoreWaiting(for member: Member) -> [Waiting] {
        guard let news = restoreNews else { return [] }
        var waiting: [Waiting] = []
        if fold.hasToConfirmRestore(member) { waiting.append(.restoreToConfirm(news)) }
        if mayApproveRestore(member) { waiting.append(.restoreToApprove(news)) }
        return waiting
    }

    /// The newest backup of each part, those of before a restore not counted.
    var lastBackups: [LastBackup] {
        BackupKind.allCases.map { kind in
            guard let backup = fold.backups[BackupPart(kind)] else {
                return LastBackup(kind: kind, time: nil, entriesSince: tail.size, together: false, isVoid: false)
            }
            let size = fold.base + tail.size
            return LastBackup(
                kind: kind, time: backup.time, entriesSince: size - backup.seq - 1,
                together: backup.device == .same || backup.device == .shared,
                isVoid: kind == .gate && backup.seq < fold.gateKey?.seq ?? 0)
        }
    }
}

extension RestoreConfirm: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try await vault.answerRestore(.backupConfirm, by: person) { core in
            core.fold.hasToConfirmRestore(person.member)
        }
    }
}

extension RestoreApprove: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try await vault.answerRestore(.approve, by: person) { core in
            core.fold.restore.map { $0.needsApproval && $0.by != person.person } ?? false
        }
    }
}

extension Vault {
    /// An entry of a person that answers the newest restore, entry 0 of this log.
    func answerRestore(
        _ act: Act, by person: PersonSession, isDue: @escaping (VaultCore) -> Bool
    ) async throws(VaultError) -> RestoreNews {
        var draft = EntryDraft(act, by: .person(person), object: .backup)
        draft.ref = 1
        let entry = draft
        return try await change(refusal: entry) { (core, transaction) throws(VaultError) in
            guard isDue(core) else { throw .notPermitted }
            try core.stage(entry, in: transaction)
            guard let news = core.restoreNews else { throw .notPermitted }
            return news
        }
    }
}
