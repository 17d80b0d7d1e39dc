import Testing

@testable import AuditLog

/// The rules of the flags that a writer sets by itself.
@Suite struct CircumstanceTests {
    private static func moment(_ weekday: Int, _ hour: Int) -> Circumstance.WallTime {
        Circumstance.WallTime(weekday: weekday, hour: hour)
    }

    @Test func workingHoursAreMondayToFridaySevenToTwenty() {
        for weekday in 0...6 {
            for hour in 0...23 {
                let isWork = (1...5).contains(weekday) && hour >= 7 && hour < 20
                let flag = Circumstance.isOutOfHours(.recordRead, .attorney, at: Self.moment(weekday, hour))
                #expect(flag == !isWork, "\(weekday) \(hour)")
            }
        }
    }

    @Test(arguments: [RoleCode.house, .helpline, .application]) func whoWorksInShiftsHasNoHours(role: RoleCode) {
        for act in Act.allCases { #expect(!Circumstance.isOutOfHours(act, role, at: Self.moment(0, 3))) }
    }

    @Test func onlyReadsExportsAndAdministrationHaveHours() {
        let night = Self.moment(6, 3)
        for act in [Act.recordRead, .caseList, .recordExport, .logExport, .staffInvite, .caseAssign, .policySet] {
            #expect(Circumstance.isOutOfHours(act, .coordinator, at: night), "\(act)")
        }
        for act in [Act.recordWrite, .sessionUnlock, .sessionEnd, .grantAccept, .draftSave, .staffPassphrase] {
            #expect(!Circumstance.isOutOfHours(act, .coordinator, at: night), "\(act)")
        }
    }

    @Test func aloneIsAnOfficersActWithoutASecondOfficer() {
        for act in [Act.staffInvite, .staffSuspend, .roleSet, .policySet, .gateRotate, .caseErase] {
            #expect(Circumstance.isAlone(act, officers: 1), "\(act)")
            #expect(!Circumstance.isAlone(act, officers: 2), "\(act)")
        }
        for act in [Act.recordRead, .recordWrite, .caseAssign, .sessionUnlock, .staffPassphrase] {
            #expect(!Circumstance.isAlone(act, officers: 1), "\(act)")
        }
    }
}
