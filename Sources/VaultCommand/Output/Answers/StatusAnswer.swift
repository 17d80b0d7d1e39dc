import CaseVault
import Platform

/// `status` for programs.
struct StatusAnswer: Encodable {
    let name: String
    let vault: String
    let entries: UInt64
    let lastEntry: String
    let headWords: [String]
    let people: [StaffAnswer]
    let unconfirmed: [String]
    let oneReaderCases: Int
    let unfinishedUploads: Int
    let waitingGrants: [String: Int]
    let rotationsDue: Int
    let requests: Int
    let erasures: ErasuresAnswer
    let gateOnSameDisk: Bool
    let gateHere: Bool
    let officers: Int
    let memoryLocked: Bool
    let derivationMebibytes: UInt64
    let uncoveredEntries: UInt64
    let lastCheckpoint: String?
    let lastCheck: CheckMark?
    let backups: [LastBackupAnswer]
    let restore: RestoreNewsAnswer?
    let notices: [OpeningNotice]
    let rollback: RollbackAnswer?
    let gate: GateAnswer
    /// Whether trustees could recover keys; there is no escrow yet.
    let escrow = false
    let machine: MachineAnswer

    init(_ status: VaultStatus, _ state: MachineState) {
        (gate, machine) = (GateAnswer(status.gate), MachineAnswer(state))
        (name, vault, entries) = (status.name, status.vault, status.entries)
        lastEntry = MachineTime.text(status.lastEntry)
        lastCheckpoint = status.lastCheckpoint.map(MachineTime.text)
        lastCheck = status.lastCheck.map(CheckMark.init)
        (headWords, unconfirmed, notices) = (status.headWords, status.unconfirmed, status.notices)
        people = status.people.map(StaffAnswer.init)
        unfinishedUploads = status.unfinishedUploads
        (oneReaderCases, waitingGrants) = (status.oneReaderCases, status.waitingGrants)
        (requests, rotationsDue) = (status.requests, status.rotationsDue)
        erasures = ErasuresAnswer(status.erasures)
        (gateOnSameDisk, gateHere, officers) = (status.gateOnSameDisk, status.gateHere, status.officers)
        (memoryLocked, derivationMebibytes) = (status.memoryLocked, status.derivationMebibytes)
        (uncoveredEntries, rollback) = (status.uncoveredEntries, status.rollback.map(RollbackAnswer.init))
        (backups, restore) = (status.backups.map(LastBackupAnswer.init), status.restore.map(RestoreNewsAnswer.init))
    }
}

/// What is to be erased, for programs.
struct ErasuresAnswer: Encodable {
    let ordered: Int
    let due: Int
    let next: String?
    /// How many of the due ones wait for somebody who is not on the case; `inbox` of an officer says for whom.
    let lacking: Int
    /// Copies of gate.db from before the newest erasure.
    let gateCopies: Int
    /// Whether there is none; absent when nothing was ever erased.
    let complete: Bool?

    init(_ erasures: VaultStatus.Erasures) {
        complete = erasures.newest.map { _ in erasures.gateCopies == 0 }
        (ordered, due, lacking, gateCopies) = (erasures.ordered, erasures.due, erasures.lacking, erasures.gateCopies)
        next = erasures.next.map(MachineTime.text)
    }
}

/// The computer, for programs.
struct MachineAnswer: Encodable {
    /// Whether what is read may reach a disk unencrypted.
    let swapPlain: Bool
    let hibernates: Bool
    /// Null when nobody can tell.
    let clockSynchronised: Bool?
    let freeBytes: Int?
    let version: String

    init(_ state: MachineState) {
        (swapPlain, hibernates) = (state.swap == .plain, state.canHibernate)
        (clockSynchronised, freeBytes) = (state.isClockSynchronised, state.freeBytes)
        version = ProductVersion.text
    }
}

/// The newest check, for programs.
struct CheckMark: Encodable {
    let time: String
    let entry: UInt64
    let faults: UInt64

    init(_ check: LastCheck) {
        (time, entry, faults) = (MachineTime.text(check.time), check.entry, check.faults)
    }
}
