import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension Vault {
    /// What can be said of a vault without a passphrase.
    public func status() throws(VaultError) -> VaultStatus {
        let core = try looked()
        let people = try core.staff()
        let memory = LockedMemory.status
        return VaultStatus(
            name: core.parameters.organisation, vault: core.id.hex, entries: core.tail.size, lastEntry: core.lastTime,
            headWords: Words.four(ofHead: core.tail.frontier.root), people: people,
            unconfirmed: people.filter { $0.state == .enrolled }.map(\.login),
            oneReaderCases: core.oneReaderCases, unfinishedUploads: core.fold.attachments.uploads.count,
            waitingGrants: core.waitingGrants,
            rotationsDue: core.fold.rotations.values.reduce(0) { $0 + $1.due.count }, requests: core.openRequests.count,
            erasures: core.erasuresWaiting,
            gateOnSameDisk: core.isGateOnVaultDisk, gateHere: core.gateFolder.path == core.folder.gateHere.path,
            gate: try gateReport(), officers: core.fold.officers.count,
            memoryLocked: memory.isLocked, derivationMebibytes: core.parameters.parameters.memoryBytes >> 20,
            uncoveredEntries: core.uncovered,
            lastCheckpoint: core.checkpointed.size == 0 ? nil : core.checkpointed.time,
            lastCheck: try core.lastCheck(), backups: core.lastBackups, restore: core.restoreNews,
            notices: core.notices, rollback: core.rollback)
    }
}

extension VaultCore {
    /// Cases whose header only one person can open.
    fileprivate var oneReaderCases: Int {
        fold.cases.values.count { found in
            guard let generation = found.newest[.shared(.header)].flatMap({ fold.generations[$0] }),
                fold.closing(found.id) == nil
            else {
                return false
            }
            return generation.grants.keys.count { fold.holds(.read, $0, in: generation.id, at: expiryTime) } < 2
        }
    }

    /// Erasures that are ordered: how many wait, how many an officer's unlock will do now, and when the next is due.
    fileprivate var erasuresWaiting: VaultStatus.Erasures {
        let orders = Array(fold.orders.values.joined())
        let due = orders.count { fold.isDue($0, at: steadyNow) }
        let lacking = orders.count { lack(of: $0) != nil }
        return VaultStatus.Erasures(
            ordered: orders.count - due, due: due, lacking: lacking,
            next: orders.filter { !fold.isDue($0, at: steadyNow) }.map { shown($0.due) }.min(),
            newest: fold.erased.newest?.time,
            gateCopies: fold.gateCopiesBeforeErasure)
    }

    /// Keys that wait for a holder to pass them on, by the login they wait for.
    fileprivate var waitingGrants: [String: Int] {
        let coordinators = fold.coordinators
        return fold.generations.values.reduce(into: [:]) { waiting, generation in
            for member in fold.lacking(generation, of: coordinators) {
                waiting[login(of: member.person), default: 0] += 1
            }
        }
    }
}
