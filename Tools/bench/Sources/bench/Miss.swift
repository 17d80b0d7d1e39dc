extension Figure {
    /// Why the target is missed, or met by processor time alone: how far C is, whether the target leaves as much, and what
    /// the vault does there that C does not. Nil when there is nothing to explain.
    var miss: String? {
        guard let target, let verdict, verdict != .met else { return nil }
        let onlyAlone = verdict == .metAlone ? "met by processor time, not by the clock" : nil
        let facts = [onlyAlone, distance, room, limitIsMet == false ? "C itself does not get there in this run" : nil]
        let known = facts.compactMap(\.self)
        return (known.isEmpty ? "" : known.joined(separator: "; ") + ". ") + target.obstacle
    }

    private var distance: String? {
        guard let limit, let times else { return nil }
        let clock = "\(Unit.count.text(times)) times C"
        let both = timesAlone.map { "\(clock) by the clock and \(Unit.count.text($0)) by processor time" }
        return "\(both ?? clock) (\(limit.what))"
    }

    private var room: String? {
        guard let room = target?.room, let times else { return nil }
        let isWithin = min(times, timesAlone ?? times) <= room
        return "the target leaves \(Unit.count.text(room)), which is \(isWithin ? "kept" : "not kept")"
    }
}
