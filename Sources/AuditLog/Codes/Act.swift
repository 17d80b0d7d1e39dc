/// What was done: the closed list of acts that this version knows (who may do which: Fold.md, "Every entry").
///
/// The families `escrow.*` and `handover.*` get their names with those modules; until then they are read as
/// ``ActCode/unknown(_:)`` like any other well-formed act of a newer version.
package enum Act: String, CaseIterable, Hashable, Sendable {
    case vaultCreate = "vault.create"
    case vaultOpen = "vault.open"
    case vaultLock = "vault.lock"
    case sessionUnlock = "session.unlock"
    case sessionDenied = "session.denied"
    case sessionEnd = "session.end"
    case staffInvite = "staff.invite"
    case staffEnrol = "staff.enrol"
    case staffConfirm = "staff.confirm"
    case staffRenew = "staff.renew"
    case staffSuspend = "staff.suspend"
    case staffResume = "staff.resume"
    case staffAway = "staff.away"
    case staffBack = "staff.back"
    case staffDepart = "staff.depart"
    case staffRotate = "staff.rotate"
    case staffPassphrase = "staff.passphrase"
    case appAdd = "app.add"
    case appSuspend = "app.suspend"
    case appRotate = "app.rotate"
    case appRemove = "app.remove"
    case roleSet = "role.set"
    case policySet = "policy.set"
    case keySystem = "key.system"
    case keyLog = "key.log"
    case keyEscrow = "key.escrow"
    /// New keys of a case, or of every case, are ordered; the gate's and the log's own have acts of theirs.
    case keyRotate = "key.rotate"
    case caseCreate = "case.create"
    case caseList = "case.list"
    case caseSearch = "case.search"
    case caseAssign = "case.assign"
    case caseUnassign = "case.unassign"
    case caseClose = "case.close"
    case caseReopen = "case.reopen"
    case caseEraseOrder = "case.erase-order"
    case caseEraseStop = "case.erase-stop"
    case caseErase = "case.erase"
    case caseLink = "case.link"
    case generationMake = "generation.make"
    case generationRekey = "generation.rekey"
    case generationErase = "generation.erase"
    case grantGive = "grant.give"
    case grantAccept = "grant.accept"
    case grantDrop = "grant.drop"
    case grantRevoke = "grant.revoke"
    case recordRead = "record.read"
    case recordWrite = "record.write"
    case recordErase = "record.erase"
    case recordPrint = "record.print"
    case recordExport = "record.export"
    case draftSave = "draft.save"
    case fileRead = "file.read"
    case fileWrite = "file.write"
    case indexRebuild = "index.rebuild"
    case importBatch = "import.batch"
    case importUndo = "import.undo"
    case noteTake = "note.take"
    case callFind = "call.find"
    case conflictDeclare = "conflict.declare"
    case consentGive = "consent.give"
    case consentWithdraw = "consent.withdraw"
    case demandReceive = "demand.receive"
    case demandAnswer = "demand.answer"
    case holdSet = "hold.set"
    case holdLift = "hold.lift"
    case accessRequest = "access.request"
    case accessAnswer = "access.answer"
    case approve = "approve"
    case refuse = "refuse"
    case emergencyOpen = "emergency.open"
    case emergencyReview = "emergency.review"
    case incidentOpen = "incident.open"
    case incidentClose = "incident.close"
    case gateMove = "gate.move"
    case gateSheets = "gate.sheets"
    case gateCheck = "gate.check"
    case gateRotate = "gate.rotate"
    case backupMake = "backup.make"
    case backupGate = "backup.gate"
    case backupDestroyed = "backup.destroyed"
    case backupRestore = "backup.restore"
    case backupConfirm = "backup.confirm"
    case retentionApply = "retention.apply"
    case reportRelease = "report.release"
    case logCheckpoint = "log.checkpoint"
    case logExport = "log.export"
    case logCosign = "log.cosign"
    case state = "state"
    case anchorOK = "anchor.ok"
    case anchorMismatch = "anchor.mismatch"
    case clockStep = "clock.step"
    case diskLow = "disk.low"
    case checkOK = "check.ok"
    case checkFailed = "check.failed"

    static let table = CodeTable<Act>()
}

/// The `act` of an entry as it stands in the line: one this version knows, or a well-formed one it does not.
package enum ActCode: Hashable, Sendable {
    case known(Act)
    /// An act of a newer version; a verifier accepts it and reports "unknown act".
    case unknown(UnknownCode)

    /// The act, or nothing if this version does not know it.
    package var act: Act? {
        if case .known(let act) = self { act } else { nil }
    }

    /// The code as it is written in the line.
    package var text: String {
        switch self {
        case .known(let act): act.rawValue
        case .unknown(let code): code.text
        }
    }

    /// Reads a code: a word of 2 to 12 letters, or two joined by a dot of which the second may hold hyphens.
    package init?(_ text: String) {
        var reader = EntryReader(Array(text.utf8))
        guard let code = reader.act(), reader.isAtEnd else { return nil }
        self = code
    }
}

extension EntryReader {
    /// A known act, or a well-formed one.
    mutating func act() -> ActCode? {
        let start = position
        if let packed = code(), let act = Act.table[packed] { return .known(act) }
        return UnknownCode(act: text(from: start)).map(ActCode.unknown)
    }
}
