/// When an entry says of itself that it deserves a second look: the rules of the flags `ooh` and `alone`.
///
/// The writer sets the flags as it makes the entry. They help a reader find what to ask about; they are no right, and no
/// verifier refuses an entry for having or lacking one: only the writer knows the zone in which her clock hangs.
package enum Circumstance {
    /// A moment as the clock on the wall shows it.
    package struct WallTime: Hashable, Sendable {
        /// 0 is Sunday.
        package let weekday: Int
        /// 0 to 23.
        package let hour: Int

        package init(weekday: Int, hour: Int) { (self.weekday, self.hour) = (weekday, hour) }
    }

    private static let workingDays = 1...5
    private static let workingHours = 7..<20

    /// Whether this act under this role, at this moment, is outside the role's hours.
    ///
    /// Until the policy names hours they are Monday to Friday, 7 to 20. The house and the helpline work in shifts round
    /// the clock, and programs have none: for them nothing is out of hours.
    package static func isOutOfHours(_ act: Act, _ role: RoleCode, at moment: WallTime) -> Bool {
        guard hasHours(role), isWatched(act) else { return false }
        return !(workingDays.contains(moment.weekday) && workingHours.contains(moment.hour))
    }

    private static func hasHours(_ role: RoleCode) -> Bool {
        switch role {
        case .house, .helpline, .application: false
        case .administrator, .coordinator, .caseLead, .attorney, .jurist, .psychologist, .trustee, .auditor: true
        }
    }

    /// What opens client data, lets it out, or changes who may: writing late at night is only diligent.
    private static func isWatched(_ act: Act) -> Bool {
        switch act {
        case .recordRead, .recordPrint, .recordExport, .fileRead, .caseList, .caseSearch, .caseAssign, .caseUnassign,
            .logExport:
            true
        default: isOfficers(act)
        }
    }

    /// Whether an officer who makes this entry while there is no second one acts `alone`: acts that decide who works
    /// with the vault, by which rules and keys, and what is destroyed.
    ///
    /// - Parameter officers: how many there are; asked for such acts alone, since counting goes through all people.
    package static func isAlone(_ act: Act, officers: @autoclosure () -> Int) -> Bool {
        isOfficers(act) && officers() < 2
    }

    private static func isOfficers(_ act: Act) -> Bool {
        switch act {
        case .staffInvite, .staffConfirm, .staffRenew, .staffSuspend, .staffResume, .staffDepart, .appAdd, .appSuspend,
            .appRotate, .appRemove, .roleSet, .policySet, .keyLog, .keyEscrow, .caseEraseOrder, .caseEraseStop,
            .caseErase, .holdSet, .holdLift, .gateMove, .gateRotate, .backupRestore, .retentionApply:
            true
        default: false
        }
    }
}
