import SeededNumbers

/// Three years of a house, planned from a seed before anything is written: who does what in which case, and when.
struct Story: Sendable {
    enum Act: Sendable {
        /// A case is opened with the client's name as its label and `lead` as its lead.
        case open(lead: String)
        case assign(String)
        case write(Draft)
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
        var left = records
        for number in 0..<count {
            clients.append(Names.client(number, &dice))
            left -= add(number, of: count, left: left)
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
    ///
    /// - Parameter left: how many there are for it and the cases after it: what one has too many or too few is the others'.
    private mutating func add(_ number: Int, of count: Int, left: Int) -> Int {
        let isFirst = number < Roster.clientsPerBranch
        let from = UInt64.random(in: (start + Self.settling)..<(end - Self.year / 24), using: &dice)
        var thread = CaseThread(
            client: clients[number], number: number, branch: roster.branch(of: number), hours: hours, from: from,
            until: end, attached: attached, dice: Dice(seed: dice.next()))
        // At least one of the cases before she leaves is the leaver's.
        if isFirst, !hasLeaversCase, !thread.beginsWithLead, from + 30 * Self.day < leaving {
            (thread.volunteer, hasLeaversCase) = (Roster.leaver, true)
        }
        // A case that goes to the law has more papers, the more the further it gets there.
        let milestones = Double(thread.ahead.count)
        let part = Double.random(in: 0.4...1.1, using: &dice) + (milestones > 0 ? 0.25 + 0.11 * milestones : 0)
        let others = count - number - 1
        let wanted = others == 0 ? left : min(Int(Double(left) / Double(others + 1) * part), left - 2 * others)
        thread.play(leaving: isFirst ? leaving : nil, records: max(1, wanted))
        attached = thread.attached
        events += thread.events
        return thread.records
    }
}
