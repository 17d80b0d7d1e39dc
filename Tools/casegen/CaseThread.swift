import SeededNumbers

/// What happens in one case, in order: a first call, an intake, the papers, the work, and often a closure.
struct CaseThread {
    let client: Client
    let number: Int
    /// Where the client is looked after.
    let branch: Branch
    let hours: WorkingHours
    /// The story's; what would happen later has not happened yet.
    let end: UInt64
    /// Who takes the first call, where the story wants a certain one.
    var volunteer: Worker?
    var dice: Dice
    private(set) var events: [Story.Event] = []
    private(set) var records = 0
    /// How many files there are in all the cases so far: their kinds are dealt in turn.
    private(set) var attached: Int
    private let circumstances: Circumstances
    private var wanted = 0
    private var now: UInt64
    /// What police and courts do in her case and nobody has written down yet; nothing for whoever does not go to the law.
    private(set) var ahead: ArraySlice<Milestone> = []
    private let goesToLaw: Bool
    private var isInKosovo: Bool { Towns.isInKosovo(client.municipality) }
    /// Psychological sessions and conferences so far.
    private var sessions = 0
    private var meetings = 0
    /// When the client signed the paper about her data; nil until then, and when she said no.
    private var consented: UInt64?
    /// Who lives in the house, as a seed, and since when, until she leaves it.
    private var staying: (guest: UInt64, arrived: UInt64)?

    /// - Parameter start: when she first comes, or calls.
    init(
        client: Client, number: Int, branch: Branch, hours: WorkingHours, from start: UInt64, until end: UInt64,
        attached: Int, dice: Dice
    ) {
        (self.client, self.number, self.branch, self.hours, self.end) = (client, number, branch, hours, end)
        (self.attached, self.dice, now) = (attached, dice, start)
        circumstances = Circumstances(of: client)
        goesToLaw = self.dice.chance(23)
        if goesToLaw { ahead = path() }
    }

    private var lead: String { branch.leads[number % branch.leads.count].login }
    private var psychologist: String { branch.psychologists[number / 2 % branch.psychologists.count].login }
    private var attorney: String { branch.attorney.login }
    private var jurist: String { branch.jurist.login }
    private var house: String { branch.house.login }

    /// - Parameters:
    ///   - leaving: the last day of the one who leaves, where she works.
    ///   - wanted: how many records; at the end of the story, and where it is closed, one or two more or fewer.
    mutating func play(leaving: UInt64?, records wanted: Int) {
        self.wanted = wanted
        begin(leaving: leaving)
        let helpers = assign()
        for paper in firstPapers(helpers) where records < wanted { paper(&self) }
        for paper in papers(helpers) where records + ahead.count < wanted { paper(&self) }
        while records < wanted, now < end { work(helpers) }
        if dice.chance(60) { close() }
    }

    /// Most women come within days of the report; what the police does then is known when they come.
    private mutating func path() -> ArraySlice<Milestone> {
        let reported = now - UInt64.random(in: 0...(6 * Story.day), using: &dice)
        let path = LegalPath(
            circumstances, in: client.municipality, from: reported, hours: hours, seed: dice.next())
        return path.steps.prefix { $0.time < end - Story.day }
    }

    var beginsWithLead: Bool { number % 3 == 0 }
    private var comesForTalks: Bool { number % 8 == 7 }

    /// Two in three cases begin with a call, half of those at night.
    private mutating func begin(leaving: UInt64?) {
        guard !beginsWithLead else {
            add(lead, .open(lead: lead))
            return
        }
        let shift: WorkingHours.Shift = dice.chance(50) ? .night : .day
        let leaver = leaving.map { now + 10 * Story.day < $0 } ?? false
        let staff = branch.helpline + (leaver ? [Roster.leaver] : [])
        let volunteer = (self.volunteer ?? whoSpeaksHers() ?? dice.one(of: staff)).login
        add(volunteer, .open(lead: lead), shift)
        write(volunteer, .call, wait: 0, shift)
        passADay()
    }

    /// Often whoever speaks her language has the shift that she was told of.
    private mutating func whoSpeaksHers() -> Worker? {
        let speaker = branch.helpline.first { $0.furtherLanguage == client.language }
        return speaker != nil && dice.chance(70) ? speaker : nil
    }

    private mutating func assign() -> Set<String> {
        var helpers: Set<String> = []
        // Also in a small house now and then somebody needs a roof, or comes for the talks.
        let (roof, talks) = (number % 8 == 3 ? 100 : 5, comesForTalks ? 100 : 60)
        for (login, percent) in [
            (attorney, 40), (jurist, goesToLaw ? 100 : 0), (psychologist, talks), (house, roof),
        ]
        where dice.chance(percent) {
            add(lead, .assign(login))
            helpers.insert(login)
        }
        if !helpers.isEmpty { passADay() }
        return helpers
    }

    /// Keys that were passed on today are in everybody's hands tomorrow, when each of them unlocks; what the lead holds
    /// without being allowed to pass it on, the coordinator passes on in the morning.
    private mutating func passADay() { now += Story.day }

    /// Everybody's. Who needs a roof needs it at once, and what is asked of the law comes early.
    private func firstPapers(_ helpers: Set<String>) -> [(inout CaseThread) -> Void] {
        let lead = lead
        var papers: [(inout CaseThread) -> Void] = [
            { $0.write(lead, .identity) }, { $0.write(lead, .intake, wait: 0) },
        ]
        if helpers.contains(house) { papers.append { $0.arrive() } }
        if number % 3 == 2 { papers.append { $0.attach() } }
        if comesForTalks { papers.append { $0.firstSessions() } }
        papers += [
            { $0.write(lead, .incident) }, { $0.write(lead, .risk(isAlert: false)) }, { $0.consent() },
        ]
        if goesToLaw { papers.append { $0.turnToLaw() } }
        return papers
    }

    /// In any order those of who helps, and those of some cases.
    private mutating func papers(_ helpers: Set<String>) -> [(inout CaseThread) -> Void] {
        let (lead, psychologist, attorney) = (lead, psychologist, attorney)
        var papers: [(inout CaseThread) -> Void] = [{ $0.write(lead, .safetyPlan) }, { $0.refer() }]
        if number % 3 == 1 { papers.append { $0.write(lead, .medicalEvidence) } }
        if helpers.contains(attorney) { papers.append { $0.write(attorney, .advice) } }
        if helpers.contains(psychologist), !comesForTalks { papers.append { $0.firstSessions() } }
        if helpers.contains(psychologist), number % 2 == 0 { papers.append { $0.write(psychologist, .note) } }
        papers.shuffle(using: &dice)
        // What comes late elsewhere: also in a small house there is some of it.
        if number % 4 == 1 { papers.insert(number % 8 == 1 ? { $0.confer() } : { $0.followUp() }, at: 0) }
        return papers
    }

    /// One more step of the work.
    private mutating func work(_ helpers: Set<String>) {
        // Courts and offices go on; the fewer papers are left, the more of them tell of that.
        let share = 100 * ahead.count / max(1, wanted - records)
        if dice.chance(share) {
            learn()
            return look(helpers)
        }
        switch Int.random(in: 0..<20, using: &dice) {
        case 0..<2 where goesToLaw: takeAction(wait: 15)
        case 2..<7 where helpers.contains(psychologist): session(wait: 10)
        case 7..<9 where helpers.contains(psychologist): write(psychologist, .note, wait: 3)
        case 9..<11 where helpers.contains(attorney): write(attorney, .advice, wait: 15)
        case 11: confer()
        case 12: write(lead, .incident, wait: 20)
        case 13: write(lead, .risk(isAlert: false), wait: 20)
        case 14..<17: attach()
        case 17 where number % 3 == 0: refer()
        case 17 where staying != nil: depart()
        case 17 where number % 3 == 1: write(lead, .medicalEvidence, wait: 10)
        default: followUp()
        }
        look(helpers)
    }

    // MARK: - The law

    /// The jurist writes down what she asks for, and what has been done already.
    private mutating func turnToLaw() {
        takeAction(wait: 2)
        let known = ahead.prefix { $0.time < now }.prefix((wanted - records) * 2 / 3)
        for _ in known where records < wanted { learn() }
    }

    private mutating func takeAction(wait days: UInt64) {
        let family: KeyValuePairs<Forms.Track, Int> = [
            .protection: 30, .divorce: 24, .custody: 16, .maintenance: 14, .property: 8, .compensation: 8,
        ]
        let first: Forms.Track =
            isInKosovo ? .kosovoOrder : dice.pick([.emergency: 5, .criminal: 4, .misdemeanour: 1])
        write(jurist, .legalAction(dice.chance(45) ? first : dice.pick(family)), wait: days)
    }

    /// The next milestone is written down: some days after it happened, or together with others that the jurist was told of.
    private mutating func learn() {
        guard let milestone = ahead.popFirst() else { return }
        let isOld = milestone.time < now
        now = max(now, milestone.time)
        write(jurist, .milestone(milestone), wait: isOld ? 0 : 4)
    }

    // MARK: - What needs to be remembered

    /// Half of the women come again within days, however little else there is in their cases.
    private mutating func firstSessions() {
        session(wait: 2)
        if number % 2 == 1 { session(wait: 10) }
    }

    private mutating func session(wait days: UInt64) {
        sessions += 1
        let isAlert = dice.chance(4)
        write(psychologist, .session(sessions, isAlert: isAlert), wait: days)
        if isAlert { write(psychologist, .risk(isAlert: true), wait: 0) }
    }

    private mutating func confer() {
        meetings += 1
        write(lead, .conference(meetings), wait: 10)
    }

    private mutating func followUp() { write(lead, .followUp, wait: 12) }

    private mutating func consent() {
        write(lead, .consent)
        if circumstances.consents { consented = now }
    }

    private mutating func refer() { write(lead, .referral(consented: consented), wait: 8) }

    /// She comes to live in the house, unless it has no room for her.
    private mutating func arrive() {
        guard !dice.chance(16) else { return write(house, .turnedAway) }
        let guest = dice.next()
        write(house, .arrival(guest))
        staying = (guest, now)
        if !circumstances.children.isEmpty, records < wanted { write(lead, .children, wait: 0) }
    }

    private mutating func depart() {
        guard let (guest, arrived) = staying else { return }
        write(house, .departure(guest, arrived: arrived), wait: 60)
        staying = nil
    }

    private mutating func attach() {
        wait(6)
        let kinds = Papers.Kind.allCases
        let kind = kinds[attached % kinds.count]
        guard add(lead, .attach(kind, compartment: kind == .photo ? "medical" : "core")) else { return }
        attached += 1
        records += 1
    }

    /// Now and then somebody reads the case again, and rarely somebody asks for what is not hers.
    private mutating func look(_ helpers: Set<String>) {
        if dice.chance(17) {
            let reader = dice.one(of: helpers.sorted() + [lead])
            add(reader, .read(purpose: reader == attorney ? "court" : "follow-up"))
        }
        if dice.chance(1), helpers.contains(psychologist) {
            add(psychologist, .refused(compartment: "attorney"))
        }
    }

    /// No case is closed while she lives in the house.
    private mutating func close() {
        depart()
        write(lead, .closure, wait: 30)
        add(lead, .close)
    }

    // MARK: - Events

    private mutating func write(
        _ who: String, _ form: Draft.Form, wait days: UInt64 = 2, _ shift: WorkingHours.Shift = .day
    ) {
        wait(days)
        if add(who, .write(Draft(form: form, seed: dice.next())), shift) { records += 1 }
    }

    /// - Returns: false when it would happen after the story's end.
    @discardableResult
    private mutating func add(_ who: String, _ act: Story.Act, _ shift: WorkingHours.Shift = .day) -> Bool {
        now = hours.moment(atOrAfter: now, shift, &dice)
        guard now < end else { return false }
        events.append(Story.Event(time: now, who: who, client: number, act: act))
        return true
    }

    /// Up to so many days; fewer where the end of the story is near.
    private mutating func wait(_ days: UInt64) {
        guard days > 0 else {
            now += 60_000
            return
        }
        let left = records < wanted ? UInt64(wanted - records) : 0
        let room = left == 0 ? .max : (max(now, end) - now) / (left + 1)
        let longest = max(7_200_000, min(days * Story.day, room))
        now += UInt64.random(in: 3_600_000...longest, using: &dice)
    }
}
