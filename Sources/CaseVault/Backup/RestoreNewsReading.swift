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
}
