// Who may make an entry at all, by role: the first question of the fold, before the case and the generation are asked.
extension LogFold {
    /// Whether the signer is known, acts under a role she holds, and that role may make this kind of entry.
    func mayAct(_ entry: AuditEntry) -> Bool {
        switch holders[entry.fields.by] {
        case .system: return entry.fields.role == nil && (entry.fields.act.act.map(ActRule.isSystems) ?? true)
        case .log, .former, nil: return false
        case .person(let person):
            guard let member = members[person], let role = entry.fields.role, member.roles.contains(role) else {
                return false
            }
            return entry.fields.act.act.map { ActRule.allows($0, role) } ?? true
        }
    }
}

/// Which roles may make which entries.
package enum ActRule {
    private static let nobody: [RoleCode] = [.trustee, .auditor]

    /// Entries that the gate's own key may make; some of them people make too.
    static func isSystems(_ act: Act) -> Bool {
        switch act {
        case .sessionDenied, .vaultOpen, .vaultLock, .state, .gateCheck, .anchorOK, .anchorMismatch, .clockStep,
            .diskLow, .checkOK, .checkFailed, .logCheckpoint, .recordRead, .caseList, .backupMake, .backupGate,
            .gateMove:
            true
        default: false
        }
    }

    /// Whether a person may make this entry when acting under this role.
    package static func allows(_ act: Act, _ role: RoleCode) -> Bool {
        switch act {
        case .vaultCreate, .staffInvite, .staffRenew, .roleSet, .policySet: role == .administrator
        // `key.system` follows the genesis, by an administrator, or a restore, by whichever officer did it.
        case .staffConfirm, .staffSuspend, .staffResume, .keySystem, .backupRestore, .backupDestroyed, .approve,
            .refuse, .caseEraseOrder, .caseEraseStop, .caseErase, .generationErase, .holdLift, .gateRotate, .gateMove:
            RoleCode.offices.contains(role)
        case .backupConfirm: true
        case .caseCreate, .caseAssign, .caseUnassign, .caseClose, .caseReopen, .generationMake, .generationRekey,
            .grantGive, .recordRead, .recordWrite, .recordErase, .recordPrint, .caseList, .fileRead, .fileWrite,
            .draftSave, .holdSet, .caseSearch, .indexRebuild, .importBatch, .importUndo:
            !nobody.contains(role)
        // An administrator orders what others then carry out.
        case .keyRotate: !nobody.contains(role)
        // What leaves the house is for those who work the case: no program, and not the helpline's volunteers.
        case .recordExport: !nobody.contains(role) && role != .application && role != .helpline
        case .sessionUnlock, .sessionEnd, .staffPassphrase, .grantAccept, .grantDrop, .conflictDeclare: true
        // An act whose rules come with its issue is nobody's until then: unknown means forbidden.
        default: false
        }
    }

    /// The first of a person's roles that allows an act, the one she then acts under.
    package static func role(for act: Act, among roles: [RoleCode]) -> RoleCode? {
        roles.first { allows(act, $0) }
    }
}

extension AuditEntry {
    /// Milliseconds since 1970, UTC.
    package var time: UInt64 { fields.time.milliseconds }

    /// Whether it says that something was not done: it changes nothing, and needs no right but to be known.
    var isRefusal: Bool {
        guard fields.act.act != .sessionDenied else { return false }
        return fields.result == .denied || fields.result == .failed
    }

    /// Whether it only tells that something was looked at, or that it was refused: nobody may do more or less after it.
    var tellsOfReading: Bool {
        switch fields.act.act {
        case .recordRead, .caseList, .caseSearch, .fileRead, .state: true
        default: isRefusal
        }
    }

    /// Whether its act is a change, which is logged when it is done: one that is only intended does not exist.
    var isOnlyEverDone: Bool {
        switch fields.act.act {
        case .vaultCreate, .keySystem, .policySet, .staffInvite, .staffEnrol, .staffConfirm, .staffPassphrase,
            .caseCreate, .caseAssign, .caseUnassign, .caseClose, .caseReopen, .generationMake, .grantGive,
            .grantAccept, .grantDrop, .recordWrite, .fileWrite, .draftSave, .gateCheck, .state, .sessionUnlock,
            .approve, .refuse, .staffSuspend, .staffResume, .roleSet, .staffRenew, .conflictDeclare, .backupRestore,
            .keyRotate, .generationRekey, .caseEraseOrder, .caseEraseStop, .caseErase, .generationErase, .recordErase,
            .holdSet, .holdLift, .backupDestroyed, .indexRebuild, .gateRotate, .gateMove, .importBatch, .importUndo:
            true
        default: false
        }
    }

    /// Whether the fold cannot do without this entry's statement.
    var needsStatement: Bool {
        switch fields.act.act {
        // What was tried, and what an export names one by one.
        case .sessionDenied, .recordExport: true
        // A restore is approved by its entry alone.
        case .approve, .refuse: fields.object != .backup
        // That one was begun is told before there is anything to state.
        case .backupMake, .backupGate: fields.result == .ok
        default: isOnlyEverDone
        }
    }
}
