import SeededNumbers

/// Three years of a house, planned from a seed before anything is written: who does what in which case, and when.
struct Story: Sendable {
    enum Act: Sendable {
        /// A case is opened with the client's name as its label and `lead` as its lead.
        case open(lead: String)
        case assign(String)
        case write(Writing)
        /// A real file of this kind.
        case attach(Papers.Kind, compartment: String)
        /// Everything she may read in the case.
        case read(purpose: String)
        /// She asks for a compartment that is not hers, and is refused; for the whole case when nil.
        case refused(compartment: String?)
        case close
        /// She unlocks anew, and with that passes on the keys that others wait for.
        case tend
        /// An officer suspends the one who leaves, and what she held gets new keys.
        case leave
        /// The one who left tries her passphrase, which opens nothing any more.
        case tryAgain
        /// The client wants her file gone: one step on that way.
        case erase(Erasure)
    }

    enum Erasure: Sendable {
        /// An officer orders it, another one confirms it; after the wait an officer's unlock carries it out.
        case order, confirm, carryOut
        /// Somebody who works on the case wants to read it during the wait, and cannot.
        case waiting
    }

    struct Event: Sendable {
        let time: UInt64
        let who: String
        /// Number of the client; nil for what concerns no case.
        let client: Int?
        let act: Act
    }

    let start: UInt64
    let end: UInt64
    private(set) var clients: [Client] = []
    /// By time.
    var events: [Event] = []
    let hours = WorkingHours()
    let roster: Roster
    var dice: Dice
    private var hasLeaversCase = false
    /// How many files have been attached so far.
    private var attached = 0

    /// - Parameters:
    ///   - seed: the same seed and end give the same story.
    ///   - records: how many are written, attachments counted; about, since every case has its first papers.
    ///   - end: the last day, milliseconds since 1970, UTC; it begins three years before, on a working day.
    init(seed: UInt64, clients count: Int, records: Int, until end: UInt64) {
        dice = Dice(seed: seed)
        self.end = end
        roster = Roster(clients: count)
        start = hours.soonest(atOrAfter: end - 3 * Self.year, .day)
        let share = max(1, records / max(1, count))
        var left = records
        for number in 0..<count {
            clients.append(Names.client(number, &dice))
            let wanted = number == count - 1 ? left : Int.random(in: max(1, share / 2)...(share * 3 / 2), using: &dice)
            left -= add(number, records: max(1, min(wanted, left)))
        }
        sortEvents()
        addHouse()
        sortEvents()
    }

    private mutating func sortEvents() { events.sort { ($0.time, $0.client ?? -1) < ($1.time, $1.client ?? -1) } }

    static let day: UInt64 = 86_400_000
    static let year = 365 * day
    /// Within them the house's people are enrolled; clients come after.
    static let settling = 10 * day
    /// The leaver's last day.
    var leaving: UInt64 { hours.soonest(atOrAfter: start + Self.year * 3 / 2, .day) }

    /// Adds what happens in one case; returns how many records it has.
    private mutating func add(_ number: Int, records: Int) -> Int {
        let isFirst = number < Roster.clientsPerBranch
        var thread = CaseThread(
            client: clients[number], number: number, branch: roster.branch(of: number), hours: hours,
            attached: attached, dice: Dice(seed: dice.next()))
        let from = UInt64.random(in: (start + Self.settling)..<(end - Self.year / 24), using: &dice)
        // At least one of the cases before she leaves is the leaver's.
        if isFirst, !hasLeaversCase, !thread.beginsWithLead, from + 30 * Self.day < leaving {
            (thread.volunteer, hasLeaversCase) = (Roster.leaver, true)
        }
        thread.play(from: from, leaving: isFirst ? leaving : nil, records: records)
        attached = thread.attached
        // What would happen after the last day has not happened yet; the case's own order stays.
        events += thread.events.filter { $0.time < end }
        return thread.records
    }
}
