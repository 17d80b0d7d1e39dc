import VaultCrypto

// One function for each act that the fold follows: it says who may, and what changes.
extension LogFold {
    /// Acts without a statement: whoever signs must be known, and act under a role she holds.
    mutating func applyPlain(_ entry: AuditEntry) -> FoldProblem? {
        if entry.needsStatement { return .statementMissing }
        guard mayAct(entry) else { return .notPermitted }
        switch entry.fields.act.act {
        case .approve, .backupConfirm: guard entry.fields.result == .ok else { return .notPermitted }
        default: break
        }
        switch entry.fields.act.act {
        case .approve: return approveRestore(entry) ? nil : .notPermitted
        case .backupConfirm: return confirmRestore(entry) ? nil : .notPermitted
        case .caseSearch: return follow(search: entry) ? nil : .notPermitted
        default: return nil
        }
    }

    /// Returns whether the entry was permitted.
    mutating func applyStated(_ entry: AuditEntry, _ bytes: [UInt8]) throws(MalformedTuple) -> Bool {
        guard entry.fields.result == .ok || entry.asksForSecond || !entry.isOnlyEverDone else { return false }
        switch entry.fields.act.act {
        case .vaultCreate: return apply(entry, try entry.stated(GenesisStatement.self, bytes))
        case .staffEnrol: return apply(entry, try entry.stated(EnrolStatement.self, bytes))
        default: break
        }
        guard mayAct(entry) else { return false }
        if entry.asksForSecond { return apply(entry, try entry.stated(RequestStatement.self, bytes)) }
        switch entry.fields.act.act {
        case .approve, .refuse: return apply(entry, try entry.stated(AnswerStatement.self, bytes))
        case .staffSuspend: return apply(entry, try entry.stated(SuspendStatement.self, bytes))
        case .staffResume: return apply(entry, try entry.stated(ResumeStatement.self, bytes))
        case .roleSet: return apply(entry, try entry.stated(RoleStatement.self, bytes))
        case .staffRenew: return apply(entry, try entry.stated(RenewStatement.self, bytes))
        case .conflictDeclare: return apply(entry, try entry.stated(ConflictStatement.self, bytes))
        case .caseEraseOrder: return apply(entry, try entry.stated(EraseOrderStatement.self, bytes))
        case .caseEraseStop: return apply(entry, try entry.stated(EraseStopStatement.self, bytes))
        case .caseErase, .generationErase, .recordErase:
            return apply(entry, try entry.stated(EraseStatement.self, bytes))
        case .holdSet, .holdLift: return apply(entry, try entry.stated(HoldStatement.self, bytes))
        case .keySystem: return apply(entry, try entry.stated(KeysStatement.self, bytes))
        case .policySet: return apply(entry, try entry.stated(PolicyStatement.self, bytes))
        case .staffInvite: return apply(entry, try entry.stated(InviteStatement.self, bytes))
        case .staffConfirm: return apply(entry, try entry.stated(ConfirmStatement.self, bytes))
        case .staffPassphrase: return apply(entry, try entry.stated(PassphraseStatement.self, bytes))
        case .sessionUnlock: return apply(unlock: entry, try entry.stated(AttemptStatement.self, bytes))
        case .sessionDenied: return apply(denied: entry, try entry.stated(AttemptStatement.self, bytes))
        case .caseCreate: return apply(entry, try entry.stated(CaseStatement.self, bytes))
        case .caseAssign, .caseUnassign: return apply(entry, try entry.stated(AssignStatement.self, bytes))
        case .caseClose, .caseReopen: return apply(entry, try entry.stated(CaseStateStatement.self, bytes))
        case .generationMake: return apply(entry, try entry.stated(GenerationStatement.self, bytes))
        case .keyRotate: return apply(entry, try entry.stated(RotateStatement.self, bytes))
        case .generationRekey where TupleReader.label(of: bytes) == RetireStatement.label:
            return apply(entry, try entry.stated(RetireStatement.self, bytes))
        case .generationRekey: return apply(entry, try entry.stated(RekeyStatement.self, bytes))
        case .grantGive: return apply(entry, try entry.stated(GrantStatement.self, bytes))
        case .grantAccept, .grantDrop: return apply(entry, try entry.stated(KeyringStatement.self, bytes))
        case .recordWrite: return apply(entry, try entry.stated(RecordStatement.self, bytes))
        case .fileWrite: return apply(entry, try entry.stated(FileStatement.self, bytes))
        case .draftSave where TupleReader.label(of: bytes) == UploadStatement.label:
            return apply(entry, try entry.stated(UploadStatement.self, bytes))
        case .draftSave: return apply(entry, try entry.stated(DraftStatement.self, bytes))
        case .indexRebuild: return apply(entry, try entry.stated(IndexStatement.self, bytes))
        // It says nothing besides its line: no statement could name a term.
        case .caseSearch: return false
        case .recordExport: return apply(entry, try entry.stated(ExportStatement.self, bytes))
        case .importBatch: return apply(entry, try entry.stated(ImportStatement.self, bytes))
        case .importUndo: return apply(entry, try entry.stated(ImportUndoStatement.self, bytes))
        case .gateCheck: return apply(entry, try entry.stated(GateStatement.self, bytes))
        case .gateRotate: return apply(entry, try entry.stated(GateRotateStatement.self, bytes))
        case .gateMove: return apply(entry, try entry.stated(GateMoveStatement.self, bytes))
        case .state: return apply(entry, try entry.stated(StateStatement.self, bytes))
        case .backupMake, .backupGate: return apply(entry, try entry.stated(BackupStatement.self, bytes))
        case .backupDestroyed: return apply(entry, try entry.stated(BackupDestroyedStatement.self, bytes))
        case .backupRestore: return apply(entry, try entry.stated(RestoreStatement.self, bytes))
        default: return true
        }
    }

    /// Takes over the rows and the gate's state that a permitted entry brings.
    ///
    /// - Parameter person: whose gate secrets they are, if they are a person's.
    mutating func take(_ effects: StatementEffects, of entry: AuditEntry, by person: PersonID? = nil) {
        know(effects, of: person)
        if let gate = effects.gate {
            self.gate = gate
            takeRemovals(effects.rows)
        }
        if !effects.rows.isEmpty { changedSinceState = true }
        for change in effects.rows where change.table == TableCode.searchIndex { search.follow(change, entry) }
        for change in effects.rows where TableCode.marked.contains(change.table) {
            personRows[change.table, default: [:]][change.row] = RowMark(
                revision: change.newRevision, tag: change.newTag, time: entry.fields.time)
        }
    }
}
