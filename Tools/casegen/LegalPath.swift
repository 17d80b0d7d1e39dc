import SeededNumbers

/// The way of one case through police, prosecutor's office and courts: which steps there are, in which order, and after how
/// many days. At each step some cases end, about as many as the field counts (the table of reported and prosecuted cases).
struct LegalPath {
    /// By time.
    private(set) var steps: [Milestone] = []
    private var dice: Dice
    private var proceeding = Milestone.Proceeding.emergency
    private let hours: WorkingHours
    private let isInKosovo: Bool

    /// - Parameter reported: when she, or somebody, told the police; or when she went to court without them.
    init(_ circumstances: Circumstances, in town: String, from reported: UInt64, hours: WorkingHours, seed: UInt64) {
        (dice, self.hours, isInKosovo) = (Dice(seed: seed), hours, Towns.isInKosovo(town))
        let isOfTheFamily = !["acquaintance", "employer", "stranger"].contains(circumstances.relation)
        if dice.chance(88) || !isOfTheFamily {
            report(reported, isOfTheFamily)
        } else {
            claim(from: reported)
        }
        let order = steps.indices.sorted { (steps[$0].time, $0) < (steps[$1].time, $1) }
        steps = order.map { steps[$0] }
        number()
    }

    /// A case has one number in each register.
    private mutating func number() {
        var known: [String: (number: UInt16, year: UInt16)] = [:]
        for index in steps.indices {
            let place = "\(steps[index].register) \(steps[index].proceeding)"
            let entry = known[place] ?? (UInt16.random(in: 1...4000, using: &dice), hours.year(steps[index].time))
            known[place] = entry
            (steps[index].number, steps[index].year) = entry
        }
    }

    private mutating func add(
        _ code: Milestone.Code, _ authority: Milestone.Authority, _ outcome: Milestone.Outcome, _ time: UInt64,
        valid: Milestone.Validity? = nil
    ) {
        steps.append(
            .init(
                code: code, proceeding: proceeding, authority: authority, outcome: outcome, time: time, valid: valid))
    }

    private mutating func days(_ range: ClosedRange<UInt64>, after time: UInt64) -> UInt64 {
        hours.moment(atOrAfter: time + UInt64.random(in: range, using: &dice) * Story.day, .day, &dice)
    }

    /// A measure whose paper bears days: from noon, so that the change of the clock moves none of them.
    private func lasting(_ days: UInt64, from day: UInt64) -> Milestone.Validity {
        let noon = hours.noon(day)
        return .init(from: noon, until: noon + days * Story.day)
    }

    private mutating func minutes(_ range: ClosedRange<UInt64>, after time: UInt64) -> UInt64 {
        time + UInt64.random(in: range, using: &dice) * 60_000
    }

    // MARK: - Police, and the measures of the first days

    private mutating func report(_ time: UInt64, _ isOfTheFamily: Bool) {
        add(.reported, dice.pick([.police: 88, .csr: 6, .prosecutor: 6]), .recorded, time)
        var now = time
        if dice.chance(72) {
            now = minutes(20...90, after: now)
            add(.policeAttended, .police, dice.pick([.warned: 50, .broughtIn: 30, .statements: 20]), now)
        }
        now = minutes(60...480, after: now)
        let isImmediate = isOfTheFamily && dice.chance(68)
        add(.riskDone, .police, isImmediate ? .immediate : .none, now)
        var free = now
        if isImmediate, !isInKosovo { free = order(minutes(15...120, after: now)) }
        if isOfTheFamily, !isInKosovo, dice.chance(isImmediate ? 75 : 25) { review(free) }
        if dice.chance(isImmediate ? 62 : 38) { complain(minutes(60...20_000, after: now)) }
        if isOfTheFamily, dice.chance(isInKosovo ? 75 : 30) { claim(from: days(2...35, after: free)) }
    }

    /// Forty-eight hours from the minute it is handed to him; within them prosecutor and court decide about thirty days.
    ///
    /// - Returns: when it was handed to him.
    private mutating func order(_ time: UInt64) -> UInt64 {
        let valid = Milestone.Validity(from: time, until: time + 2 * Story.day)
        let leaves = dice.chance(42)
        if leaves { add(.emergencyRemoval, .police, .ordered, time, valid: valid) }
        if !leaves || dice.chance(92) { add(.emergencyNoContact, .police, .ordered, time, valid: valid) }
        guard dice.chance(97) else { return time }
        let proposed = minutes(300...1380, after: time)
        add(.extensionProposed, .prosecutor, .proposed, proposed)
        let decided = minutes(120...1380, after: proposed)
        guard dice.chance(93) else {
            add(.extensionRefused, .court, .refused, decided)
            return time
        }
        let longer = lasting(30, from: valid.until)
        add(.extended, .court, .ordered, decided, valid: longer)
        let isAppealed = dice.chance(12)
        let isReversed = isAppealed && dice.chance(10)
        if isAppealed { add(.appeal, .court, isReversed ? .reversed : .upheld, days(3...6, after: decided)) }
        if !isReversed { breach(longer, percent: 9) }
        return time
    }

    private mutating func breach(_ measure: Milestone.Validity, percent: Int) {
        guard dice.chance(percent) else { return }
        let day = UInt64.random(in: measure.from..<(measure.until - 6 * Story.day), using: &dice)
        add(.measureBreached, .misdemeanourCourt, dice.pick([.prison: 80, .fine: 20]), days(0...2, after: day))
    }

    private mutating func review(_ time: UInt64) {
        let day = days(2...15, after: time)
        add(.gksReviewed, .prosecutor, .reviewed, day)
        if dice.chance(70) { add(.individualPlan, .csr, .adopted, days(1...10, after: day)) }
    }

    // MARK: - The criminal case

    private mutating func complain(_ time: UInt64) {
        proceeding = .criminal
        add(.complaintFiled, dice.pick([.police: 70, .prosecutor: 30]), .filed, time)
        var now = time
        if dice.chance(10) {
            let day = minutes(120...2800, after: now)
            let valid = lasting(UInt64.random(in: 10...30, using: &dice), from: day)
            add(.detention, .court, .ordered, day, valid: valid)
            if dice.chance(80) { add(.releasedNotice, .police, .released, valid.until) }
            now = valid.until
        }
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<34:
            add(
                .complaintDismissed, .prosecutor, dice.pick([.noEvidence: 6, .noOffence: 4]), days(25...150, after: now)
            )
        case 34..<42:
            let gaveUp = days(10...70, after: now)
            add(.withdrew, .prosecutor, .declinedToTestify, gaveUp)
            if dice.chance(70) { add(.complaintDismissed, .prosecutor, .noEvidence, days(8...60, after: gaveUp)) }
        case 42..<55: postpone(days(30...120, after: now))
        case 55..<90: indict(days(30...160, after: now))
        // Nothing is decided yet.
        default: break
        }
    }

    /// The prosecutor waits until the offender has done what he agreed to: a course of treatment, a payment.
    private mutating func postpone(_ time: UInt64) {
        add(.deferred, .prosecutor, dice.pick([.treatment: 60, .payment: 40]), time)
        if dice.chance(80) {
            add(.complaintDismissed, .prosecutor, .fulfilled, days(150...365, after: time))
        } else {
            indict(days(180...365, after: time))
        }
    }

    private mutating func indict(_ time: UInt64) {
        add(.indicted, .prosecutor, dice.pick([.summary: 88, .indictment: 12]), time)
        if dice.chance(18) {
            let agreed = days(20...90, after: time)
            add(.plea, .court, .accepted, agreed)
            return convict(agreed, appealed: 0)
        }
        guard dice.chance(85) else { return }
        let heard = days(30...150, after: time)
        add(.trial, .court, .held, heard)
        guard dice.chance(88) else { return }
        let judged = days(20...200, after: heard)
        switch Int.random(in: 0..<100, using: &dice) {
        case 0..<74: convict(judged, appealed: 35)
        case 74..<90:
            add(.acquitted, .court, .notProven, judged)
            end(judged, appealed: 30)
        default:
            add(.chargeRejected, .court, .notProsecuted, judged)
            end(judged, appealed: 10)
        }
    }

    private mutating func convict(_ time: UInt64, appealed: Int) {
        add(.convicted, .court, .guilty, time)
        let sentence: Milestone.Code = dice.pick([
            .sentenceSuspended: 61, .sentencePrison: 19, .sentenceHouse: 9, .sentenceFine: 8, .sentenceCommunity: 3,
        ])
        add(sentence, .court, .imposed, time)
        if dice.chance(22) { add(.securityMeasure, .court, .imposed, time) }
        end(time, appealed: appealed)
    }

    /// Fifteen days for an appeal; without one the judgment is final.
    private mutating func end(_ judged: UInt64, appealed: Int) {
        guard dice.chance(appealed) else {
            if dice.chance(94) { add(.final, .court, .noAppeal, days(16...40, after: judged)) }
            return
        }
        // What a reversed judgment is followed by is another trial, of which nothing is known yet.
        let decided = days(60...180, after: judged)
        let isUpheld = dice.chance(82)
        add(.appeal, .court, isUpheld ? .upheld : .reversed, decided)
        if isUpheld { add(.final, .court, .decidedOnAppeal, days(1...10, after: decided)) }
    }

    // MARK: - The family court

    /// A claim for a measure of protection: for a year at most, and then again.
    private mutating func claim(from time: UInt64) {
        proceeding = .family
        add(.protectionClaim, .court, .filed, time)
        if dice.chance(9) { return add(.withdrew, .court, .claimWithdrawn, days(6...40, after: time)) }
        guard dice.chance(80) else { return }
        let ordered = days(8...60, after: time)
        var measure = lasting(30 * months(), from: ordered)
        add(.protectionOrdered, .court, .granted, ordered, valid: measure)
        breach(measure, percent: 8)
        if dice.chance(22) {
            let again = hours.soonest(atOrAfter: measure.until - 8 * Story.day, .day)
            measure = lasting(30 * months(), from: measure.until)
            add(.protectionExtended, .court, .granted, again, valid: measure)
        }
        guard dice.chance(70) else { return }
        if dice.chance(12) {
            let earlier = measure.until - 20 * Story.day
            add(.protectionEnded, .court, .lifted, hours.soonest(atOrAfter: earlier, .day))
        } else {
            add(.protectionEnded, .court, .expired, measure.until)
        }
    }

    private mutating func months() -> UInt64 { dice.pick([3: 10, 6: 30, 12: 60]) }
}
