import SeededNumbers

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
    /// How many files there are in all the cases so far: their kinds are dealt in turn.
    private(set) var attached: Int
    private var now: UInt64 = 0
    /// Psychological sessions so far.
    private var sessions = 0
    /// When the client signed the paper about her data.
    private var consented: UInt64 = 0
    /// Who lives in the house, and since when, until she leaves it.
    private var staying: (guest: Guest, arrived: UInt64)?

    init(client: Client, number: Int, branch: Branch, hours: WorkingHours, attached: Int, dice: Dice) {
        (self.client, self.number, self.branch, self.hours) = (client, number, branch, hours)
        (self.attached, self.dice) = (attached, dice)
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
        // Also in a small house now and then somebody needs a roof.
        let roof = number % 8 == 3 ? 10 : 1
        for (login, share) in [
            (attorney, 4), (jurist, 6), (psychologist, 6), (house, roof),
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

    /// The papers of the first weeks: everybody's, then those of who helps, then those of some cases.
    private func papers(_ helpers: Set<String>) -> [(inout CaseThread) -> Void] {
        let (lead, psychologist, attorney, jurist, house) = (lead, psychologist, attorney, jurist, house)
        var papers: [(inout CaseThread) -> Void] = [
            { $0.write(lead) { $0.identity(&$1) } }, { $0.write(lead, wait: 0) { $0.intake(&$1) } },
            { $0.write(lead) { $0.incident(&$1) } }, { $0.write(lead) { $0.risk(&$1) } },
            { $0.consent() }, { $0.write(lead) { $0.safetyPlan(&$1) } },
        ]
        if number % 3 == 1 { papers.append { $0.write(lead) { $0.medicalEvidence(&$1) } } }
        if number % 3 == 2 { papers.append { $0.attach() } }
        if helpers.contains(house) { papers.append { $0.arrive() } }
        if helpers.contains(jurist) {
            papers.append { $0.write(jurist) { $0.legalAction(&$1) } }
        }
        if helpers.contains(jurist), number % 2 == 1 {
            papers.append { $0.write(jurist) { $0.milestone(&$1) } }
        }
        if helpers.contains(attorney) {
            papers.append { $0.write(attorney) { $0.advice(&$1) } }
        }
        if helpers.contains(psychologist) { papers.append { $0.session(wait: 2) } }
        if helpers.contains(psychologist), number % 2 == 0 {
            papers.append { $0.write(psychologist) { $0.note(&$1) } }
        }
        if helpers.contains(psychologist), number % 2 == 1 { papers.append { $0.session(wait: 10) } }
        if number % 4 == 1 { papers.append { $0.write(lead) { $0.conference(&$1) } } }
        papers.append { $0.refer() }
        return papers
    }

    /// One more step of the work.
    private mutating func work(_ helpers: Set<String>) {
        let step = Int.random(in: 0..<20, using: &dice)
        switch step {
        case 0..<4 where helpers.contains(jurist):
            write(jurist, wait: 20) { $0.milestone(&$1) }
        case 4..<8 where helpers.contains(psychologist): session(wait: 10)
        case 8 where helpers.contains(psychologist): write(psychologist, wait: 3) { $0.note(&$1) }
        case 9 where helpers.contains(attorney): write(attorney, wait: 15) { $0.advice(&$1) }
        case 10: write(lead, wait: 15) { $0.conference(&$1) }
        case 11: write(lead, wait: 20) { $0.incident(&$1) }
        case 12: write(lead, wait: 20) { $0.risk(&$1) }
        case 13..<16: attach()
        case 16: refer()
        case 17 where staying != nil: depart()
        case 17 where number % 3 == 1: write(lead, wait: 10) { $0.medicalEvidence(&$1) }
        default: write(lead, wait: 12) { $0.followUp(&$1) }
        }
        look(helpers)
    }

    private mutating func session(wait days: UInt64) {
        sessions += 1
        let number = sessions
        write(psychologist, wait: days) { $0.session(number, &$1) }
    }

    private mutating func consent() {
        write(lead) { $0.consent(&$1) }
        consented = now
    }

    private mutating func refer() {
        let day = consented
        write(lead, wait: 8) { $0.referral(consented: day, &$1) }
    }

    /// She comes to live in the house, unless it has no room for her.
    private mutating func arrive() {
        guard Int.random(in: 0..<6, using: &dice) > 0 else {
            write(house) { $0.turnedAway(&$1) }
            return
        }
        let guest = Guest(&dice)
        write(house) { forms, _ in forms.arrival(guest) }
        staying = (guest, now)
    }

    private mutating func depart() {
        guard let (guest, arrived) = staying else { return }
        write(house, wait: 60) { $0.departure(guest, arrived: arrived, &$1) }
        staying = nil
    }

    private mutating func attach() {
        wait(6)
        let kinds = Papers.Kind.allCases
        let kind = kinds[attached % kinds.count]
        attached += 1
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

    /// No case is closed while she lives in the house.
    private mutating func end() {
        depart()
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
