import CaseVault
import Platform

/// What `status` looks at outside the vault.
struct MachineState {
    let swap: MachineFacts.Swap
    let canHibernate: Bool
    let isClockSynchronised: Bool?
    let now: UInt64
    /// Bytes this account may still write, nil when the disk does not say.
    let freeBytes: Int?

    init(_ directory: String) {
        let facts = MachineFacts()
        (swap, canHibernate) = (facts.swap, facts.canHibernate)
        isClockSynchronised = facts.isClockSynchronised
        now = SystemClock.system.now
        freeBytes = (try? facts.room(at: directory))?.free
    }
}

/// The lines of `status`: first what is due, each with its command, then how things are.
struct StatusReport {
    struct Line {
        let text: StatusText
        /// Somebody has to do something.
        let isDue: Bool
    }

    let status: VaultStatus
    let machine: MachineState
    let time: LocalTime

    init(_ status: VaultStatus, _ machine: MachineState, _ time: LocalTime) {
        (self.status, self.machine, self.time) = (status, machine, time)
    }

    var lines: [Line] {
        let due = peopleDue + keysDue + checkDue + backupsDue + machineDue
        let nothing: [StatusText] = due.isEmpty && status.rollback == nil ? [.nothingDue] : []
        return (standing + nothing).map { Line(text: $0, isDue: false) } + due.map { Line(text: $0, isDue: true) }
    }

    private var standing: [StatusText] {
        let log = StatusText.log(
            entries: status.entries, last: time.text(status.lastEntry), words: status.headWords.joined(separator: " "))
        let checkpoint = StatusText.checkpoint(
            uncovered: status.uncoveredEntries, last: status.lastCheckpoint.map { time.text($0) })
        var lines: [StatusText] = [
            .vault(name: TextSanitizer.field(status.name), id: status.vault), log, checkpoint, lastCheck,
            .people(count: status.people.count, officers: status.officers),
        ]
        lines += status.people.filter { $0.state == .invited }.map {
            .invited(login: $0.login, since: time.text($0.since, .day))
        }
        lines += status.people.filter { $0.state == .suspended }.map { .suspended(login: $0.login) }
        if let erased = status.erasures.newest, status.erasures.gateCopies == 0 {
            lines.append(.erasureComplete(time.text(erased, .day)))
        }
        lines += backupsStanding + gateStanding + [.noEscrow, .onlyHere]
        if !status.gateOnSameDisk { lines.append(.gateApart) }
        if status.memoryLocked { lines.append(.memoryLocked) }
        if machine.swap != .plain { lines.append(.swapSafe) }
        if let free = machine.freeBytes, free >= DiskRoom.floor { lines.append(.diskRoom(gibibytes: free >> 30)) }
        return lines + [.passphraseCost(mebibytes: status.derivationMebibytes), .version(ProductVersion.text)]
    }

    private var lastCheck: StatusText {
        guard let check = status.lastCheck else {
            return status.restore.map { .restoredUnchecked(time.text($0.time)) } ?? .neverChecked
        }
        return .checked(time.text(check.time), faults: Int(clamping: check.faults))
    }

    private var checkDue: [StatusText] {
        guard let check = status.lastCheck else { return [] }
        if check.faults > 0 { return [.checkFailed(faults: Int(clamping: check.faults))] }
        let isOld = machine.now > check.time && machine.now - check.time > Self.longestUnchecked
        return isOld ? [.checkOld(days: Int((machine.now - check.time) / Self.day))] : []
    }

    /// Of the last check and backups the latest, where that is tomorrow or later: none of them would ever be old.
    private var timeToCome: UInt64? {
        let backups = status.backups.filter { $0.kind != .gate || !isGateMirrored }
        let times = backups.compactMap(\.time) + (status.lastCheck.map { [$0.time] } ?? [])
        return times.max().flatMap { $0 > machine.now && $0 - machine.now > Self.day ? $0 : nil }
    }

    static let day: UInt64 = 24 * 60 * 60 * 1000
    /// A month: what is damaged longer than that may be whole in no backup any more.
    private static let longestUnchecked = 31 * day

    private var peopleDue: [StatusText] {
        var lines = status.requests > 0 ? [StatusText.requests(status.requests)] : []
        lines += erasuresDue
        lines += status.unconfirmed.map { StatusText.unconfirmed(login: $0) }
        lines += status.people.filter { $0.state == .expired }.map { .inviteExpired(login: $0.login) }
        if status.officers < 2 { lines.append(.oneOfficer) }
        return lines
    }

    private var erasuresDue: [StatusText] {
        var lines: [StatusText] = []
        let acting = status.erasures.due - status.erasures.lacking
        if acting > 0 { lines.append(.erasuresDue(acting)) }
        if status.erasures.lacking > 0 { lines.append(.erasuresLacking(status.erasures.lacking)) }
        if let next = status.erasures.next {
            lines.append(.erasuresOrdered(status.erasures.ordered, next: time.text(next)))
        }
        if let erased = status.erasures.newest, status.erasures.gateCopies > 0 {
            lines.append(.gateCopiesToDestroy(status.erasures.gateCopies, erased: time.text(erased, .day)))
        }
        return lines
    }

    private var keysDue: [StatusText] {
        var lines = status.waitingGrants.sorted { $0.key < $1.key }.map {
            StatusText.waitingFor(login: $0.key, keys: $0.value)
        }
        if status.rotationsDue > 0 { lines.append(.rotationsDue(status.rotationsDue)) }
        if status.oneReaderCases > 0 { lines.append(.oneReader(status.oneReaderCases)) }
        if status.unfinishedUploads > 0 { lines.append(.unfinishedUploads(status.unfinishedUploads)) }
        if status.gate.keyReaders != .owner {
            lines.append(.gate(.readable(TextSanitizer.field(status.gate.key), status.gate.keyReaders)))
        }
        if status.gateHere { lines.append(.gateHere) } else if status.gateOnSameDisk { lines.append(.gateOnSameDisk) }
        return lines
    }

    private var gateStanding: [StatusText] {
        [.gate(.keySince(time.text(status.gate.keySince, .day), rotated: status.gate.keyRotated)), .gate(.noPaper)]
    }

    private var machineDue: [StatusText] {
        var lines: [StatusText] = []
        if !status.memoryLocked { lines.append(.memoryNotLocked) }
        if machine.swap == .plain { lines.append(.swapPlain) }
        if machine.canHibernate { lines.append(.hibernates) }
        if machine.now < status.lastEntry {
            lines.append(.clockBehind)
        } else if let time = timeToCome {
            lines.append(.timeToCome(self.time.text(time, .day)))
        }
        if status.notices.contains(.nothingRemembered) { lines.append(.nothingRemembered) }
        if machine.isClockSynchronised == false { lines.append(.clockUnsynchronised) }
        if let free = machine.freeBytes, free < DiskRoom.floor { lines.append(.diskLow(mebibytes: free >> 20)) }
        return lines
    }
}
