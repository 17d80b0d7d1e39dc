import SeededNumbers
import VaultTesting

/// What happens in one case, in order: a first call, an intake, the papers, the work, and often a closure.
struct CaseThread {
    let client: Client
    let number: Int
    /// Where the client is looked after.
    let branch: Branch
    let hours: WorkingHours
    /// Who takes the first call, where the story wants a certain one.
    var volunteer: Worker?
    var dice: Dice
    private(set) var events: [Story.Event] = []
    private(set) var records = 0
    private var now: UInt64 = 0

    init(client: Client, number: Int, branch: Branch, hours: WorkingHours, dice: Dice) {
        (self.client, self.number, self.branch, self.hours, self.dice) = (client, number, branch, hours, dice)
    }

    private var lead: String { branch.leads[number % branch.leads.count].login }
    private var psychologist: String { branch.psychologists[number / 2 % branch.psychologists.count].login }
    private var attorney: String { branch.attorney.login }
    private var jurist: String { branch.jurist.login }
    private var house: String { branch.house.login }

    /// - Parameter leaving: the last day of the one who leaves, where she works.
    mutating func play(from start: UInt64, leaving: UInt64?, records wanted: Int) {
        now = start
        begin(leaving: leaving)
        let helpers = assign()
        let usual = papers(helpers)
        for paper in usual where records < wanted { paper(&self) }
        while records < wanted { work(helpers) }
        if Int.random(in: 0..<10, using: &dice) < 6 { end() }
    }

    var beginsWithLead: Bool { number % 3 == 0 }

    /// Two in three cases begin with a call, half of those at night.
    private mutating func begin(leaving: UInt64?) {
        guard !beginsWithLead else {
            add(lead, .open(lead: lead))
            return
        }
        let shift: WorkingHours.Shift = Bool.random(using: &dice) ? .night : .day
        let leaver = leaving.map { now + 10 * 86_400_000 < $0 } ?? false
        let staff = branch.helpline + (leaver ? [Roster.leaver] : [])
        let drawn = staff.randomElement(using: &dice) ?? branch.helpline[0]
        let volunteer = (self.volunteer ?? drawn).login
        add(volunteer, .open(lead: lead), shift)
        write(volunteer, wait: 0, shift) { $0.call(&$1) }
        passADay()
    }

    private mutating func assign() -> Set<String> {
        var helpers: Set<String> = []
        for (login, share) in [
            (attorney, 4), (jurist, 6), (psychologist, 6), (house, 2),
        ]
        where Int.random(in: 0..<10, using: &dice) < share {
            add(lead, .assign(login))
            helpers.insert(login)
        }
        if !helpers.isEmpty { passADay() }
        return helpers
    }

    /// Keys that were passed on today are in everybody's hands tomorrow, when each of them unlocks; what the lead holds
    /// without being allowed to pass it on, the coordinator passes on in the morning.
    private mutating func passADay() { now += Story.day }

    /// The papers of the first weeks.
    private func papers(_ helpers: Set<String>) -> [(inout CaseThread) -> Void] {
        let (lead, psychologist, attorney, jurist, house) = (lead, psychologist, attorney, jurist, house)
        var papers: [(inout CaseThread) -> Void] = [
            { $0.write(lead) { $0.identity(&$1) } }, { $0.write(lead, wait: 0) { $0.intake(&$1) } },
            { $0.write(lead) { $0.incident(&$1) } }, { $0.write(lead) { $0.risk(&$1) } },
            { $0.write(lead) { $0.consent(&$1) } }, { $0.write(lead) { $0.safetyPlan(&$1) } },
        ]
        if helpers.contains(jurist) {
            papers.append { $0.write(jurist) { $0.legalAction(&$1) } }
        }
        if helpers.contains(attorney) {
            papers.append { $0.write(attorney) { $0.advice(&$1) } }
        }
        if helpers.contains(psychologist) { papers.append { $0.write(psychologist) { $0.session(1, &$1) } } }
        if helpers.contains(house) { papers.append { $0.write(house) { $0.stay(&$1) } } }
        return papers
    }

    /// One more step of the work.
    private mutating func work(_ helpers: Set<String>) {
        let step = Int.random(in: 0..<20, using: &dice)
        switch step {
        case 0..<4 where helpers.contains(jurist):
            write(jurist, wait: 20) { $0.milestone(&$1) }
        case 4..<8 where helpers.contains(psychologist): write(psychologist, wait: 10) { $0.session(2, &$1) }
        case 8 where helpers.contains(psychologist): write(psychologist, wait: 3) { $0.note(&$1) }
        case 9 where helpers.contains(attorney): write(attorney, wait: 15) { $0.advice(&$1) }
        case 10: write(lead, wait: 15) { $0.conference(&$1) }
        case 11: write(lead, wait: 20) { $0.incident(&$1) }
        case 12: write(lead, wait: 20) { $0.risk(&$1) }
        case 13..<16: attach()
        default: write(lead, wait: 12) { $0.followUp(&$1) }
        }
        look(helpers)
    }

    private mutating func attach() {
        wait(6)
        let kind = Papers.Kind.allCases.randomElement(using: &dice) ?? .letter
        add(lead, .attach(kind, compartment: kind == .photo ? "medical" : "core"))
        records += 1
    }

    /// Now and then somebody reads the case again, and rarely somebody asks for what is not hers.
    private mutating func look(_ helpers: Set<String>) {
        if Int.random(in: 0..<6, using: &dice) == 0 {
            let reader = (helpers.sorted() + [lead]).randomElement(using: &dice) ?? lead
            add(reader, .read(purpose: reader == attorney ? "court" : "follow-up"))
        }
        if Int.random(in: 0..<100, using: &dice) == 0, helpers.contains(psychologist) {
            add(psychologist, .refused(compartment: "attorney"))
        }
    }

    private mutating func end() {
        write(lead, wait: 30) { $0.closure(&$1) }
        add(lead, .close)
    }

    private mutating func write(
        _ who: String, wait days: UInt64 = 2, _ shift: WorkingHours.Shift = .day, _ fill: (Forms, inout Dice) -> Writing
    ) {
        wait(days)
        now = hours.moment(atOrAfter: now, shift, &dice)
        let writing = fill(Forms(client: client, hours: hours, time: now), &dice)
        events.append(Story.Event(time: now, who: who, client: number, act: .write(writing)))
        records += 1
    }

    private mutating func add(_ who: String, _ act: Story.Act, _ shift: WorkingHours.Shift = .day) {
        now = hours.moment(atOrAfter: now, shift, &dice)
        events.append(Story.Event(time: now, who: who, client: number, act: act))
    }

    private mutating func wait(_ days: UInt64) {
        now += days == 0 ? 60_000 : UInt64.random(in: 3_600_000...(days * 86_400_000), using: &dice)
    }
}
