// What concerns the house: somebody leaves, somebody is too curious, and one file is erased at its client's wish.
extension Story {
    mutating func addHouse() {
        addMornings()
        addLeaving()
        let erased = caseToErase
        addCuriosity(except: erased?.client)
        if let erased { addErasure(of: erased) }
    }

    /// The working day after a case was opened or somebody assigned the coordinator comes first, and with her unlock
    /// passes on the keys that others wait for.
    private mutating func addMornings() {
        var waiting = events.filter { $0.act.makesWait }.map(\.time)[...]
        for morning in hours.mornings(from: start, to: end) {
            let before = waiting.prefix { $0 < morning }
            guard !before.isEmpty else { continue }
            waiting = waiting.dropFirst(before.count)
            events.append(Event(time: morning, who: Roster.coordinator.login, client: nil, act: .tend))
        }
    }

    /// The last day of the one who leaves, and her try two weeks later.
    private mutating func addLeaving() {
        events.append(Event(time: leaving, who: Roster.founder.login, client: nil, act: .leave))
        let again = hours.moment(atOrAfter: leaving + 14 * Self.day, .day, &dice)
        events.append(Event(time: again, who: Roster.leaver.login, client: nil, act: .tryAgain))
    }

    /// A case lead looks for a neighbour in a case of the other one: three times in three years.
    private mutating func addCuriosity(except erased: Int?) {
        let seen = events.filter { event in
            guard case .write = event.act, let client = event.client, client != erased else { return false }
            return leads(of: client).contains(event.who) && event.time < end - 30 * Self.day
        }
        for event in seen.shuffled(using: &dice).prefix(3) {
            guard let other = leads(of: event.client ?? 0).first(where: { $0 != event.who }) else { return }
            let time = hours.moment(atOrAfter: event.time + Self.day, .day, &dice)
            events.append(Event(time: time, who: other, client: event.client, act: .refused(compartment: nil)))
        }
    }

    private func leads(of client: Int) -> [String] { roster.branch(of: client).leads.map(\.login) }

    /// The first case that was closed, if there was time enough since; in a very small house perhaps none was.
    private var caseToErase: (client: Int, closed: UInt64)? {
        let closed = events.first {
            if case .close = $0.act { $0.time < end - Self.year / 4 } else { false }
        }
        guard let closed, let client = closed.client else { return nil }
        return (client, closed.time)
    }

    /// A month after the closure: the order, the second officer on another day, the wait of seven days, the end of it.
    private mutating func addErasure(of found: (client: Int, closed: UInt64)) {
        var time = hours.moment(atOrAfter: found.closed + 30 * Self.day, .day, &dice)
        events.removeAll { $0.client == found.client && $0.time >= time }
        let lead = events.last { $0.client == found.client && leads(of: found.client).contains($0.who) }?.who
        func add(_ who: String, _ step: Erasure, after days: UInt64) {
            time = hours.moment(atOrAfter: time + days * Self.day, .day, &dice)
            events.append(Event(time: time, who: who, client: found.client, act: .erase(step)))
        }
        add(Roster.coordinator.login, .order, after: 0)
        add(Roster.founder.login, .confirm, after: 1)
        if let lead { add(lead, .waiting, after: 2) }
        add(Roster.founder.login, .carryOut, after: 7)
    }
}

extension Story.Act {
    /// Whether somebody may wait for keys after it.
    fileprivate var makesWait: Bool {
        switch self {
        case .open, .assign: true
        default: false
        }
    }
}
