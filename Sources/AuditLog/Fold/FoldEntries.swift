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
        default: return nil
        }
    }

    /// Returns whether the entry was permitted.
    mutating func applyStated(_ entry: AuditEntry, _ bytes: [UInt8]) throws(MalformedTuple) -> Bool {
        guard entry.fields.result == .ok || entry.asksForSecond || !entry.isOnlyEverDone else { return false }
        switch entry.fields.act.act {
        case .vaultCreate: return apply(entry, try GenesisStatement(decoding: bytes))
        case .staffEnrol: return apply(entry, try EnrolStatement(decoding: bytes))
        default: break
        }
        guard mayAct(entry) else { return false }
        if entry.asksForSecond { return apply(entry, try RequestStatement(decoding: bytes)) }
        switch entry.fields.act.act {
        case .approve, .refuse: return apply(entry, try AnswerStatement(decoding: bytes))
        case .staffSuspend: return apply(entry, try SuspendStatement(decoding: bytes))
        case .staffResume: return apply(entry, try ResumeStatement(decoding: bytes))
        case .roleSet: return apply(entry, try RoleStatement(decoding: bytes))
        case .staffRenew: return apply(entry, try RenewStatement(decoding: bytes))
        case .conflictDeclare: return apply(entry, try ConflictStatement(decoding: bytes))
        case .keySystem: return apply(entry, try KeysStatement(decoding: bytes))
        case .policySet: return apply(entry, try PolicyStatement(decoding: bytes))
        case .staffInvite: return apply(entry, try InviteStatement(decoding: bytes))
        case .staffConfirm: return apply(entry, try ConfirmStatement(decoding: bytes))
        case .staffPassphrase: return apply(entry, try PassphraseStatement(decoding: bytes))
        case .sessionUnlock: return apply(unlock: entry, try AttemptStatement(decoding: bytes))
        case .sessionDenied: return apply(denied: entry, try AttemptStatement(decoding: bytes))
        case .caseCreate: return apply(entry, try CaseStatement(decoding: bytes))
        case .caseAssign, .caseUnassign: return apply(entry, try AssignStatement(decoding: bytes))
        case .caseClose, .caseReopen: return apply(entry, try CaseStateStatement(decoding: bytes))
        case .generationMake: return apply(entry, try GenerationStatement(decoding: bytes))
        case .grantGive: return apply(entry, try GrantStatement(decoding: bytes))
        case .grantAccept, .grantDrop: return apply(entry, try KeyringStatement(decoding: bytes))
        case .recordWrite: return apply(entry, try RecordStatement(decoding: bytes))
        case .fileWrite: return apply(entry, try FileStatement(decoding: bytes))
        case .draftSave where TupleReader.label(of: bytes) == UploadStatement.label:
            return apply(entry, try UploadStatement(decoding: bytes))
        case .draftSave: return apply(entry, try DraftStatement(decoding: bytes))
        case .importBatch: return apply(entry, try ImportStatement(decoding: bytes))
        case .importUndo: return apply(entry, try ImportUndoStatement(decoding: bytes))
        case .gateCheck: return apply(entry, try GateStatement(decoding: bytes))
        case .state: return apply(entry, try StateStatement(decoding: bytes))
        case .backupMake, .backupGate: return apply(entry, try BackupStatement(decoding: bytes))
        case .backupRestore: return apply(entry, try RestoreStatement(decoding: bytes))
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
        for change in effects.rows where markedTables.contains(change.table) {
            personRows[change.table, default: [:]][change.row] = RowMark(
                revision: change.newRevision, tag: change.newTag, time: entry.fields.time)
        }
    }
}
