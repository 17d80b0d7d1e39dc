import CaseVault
import Foundation
import Platform
import Synchronization
import VaultCrypto
import VaultTesting

/// Lets a story happen in a vault: the same operations that people use, under the story's clock.
actor Playing {
    let story: Story
    let vault: Vault
    let clock: TestClock
    private let papers: Papers
    var facts: Facts
    private var desks: [String: Desk] = [:]
    /// Sessions that another one has followed; they end when nobody is in the middle of something any more.
    private var replaced: [Session] = []
    private var cases: [Int: CaseReference] = [:]
    /// How often keys of a case were passed on, and at which of these times it was this case: whoever unlocked before
    /// that takes up what was passed on to her by unlocking anew.
    private var givings = 0
    private var newestGiving: [Int: Int] = [:]
    /// How many erasures an officer's unlock has carried out.
    private(set) var erasures = 0
    private var attached = 0
    /// Events that have happened.
    private var done = 0
    private var isSideBySide = false

    /// Somebody who has unlocked: on which day, and after how many givings.
    private struct Desk {
        let day: UInt64
        let givings: Int
        let session: Session
    }

    /// Makes the vault and the house's people in it.
    ///
    /// - Parameter folder: new; gets `house.vault` and `gate`.
    init(_ story: Story, in folder: String, papers: Papers) async throws {
        (self.story, self.papers) = (story, papers)
        clock = TestClock(at: story.start)
        let environment = Self.environment(clock)
        let founder = Roster.founder
        let genesis = try await Vault.create(
            at: folder + "/house.vault",
            NewVault(
                name: "Sigurna kuća Izvor", administrator: founder.login,
                furtherRoles: founder.roles.dropFirst().compactMap { Role($0) }, derivation: .light,
                gate: .directory(folder + "/gate")),
            passphrase: try Passphrase.typed(founder.passphrase), in: environment)
        facts = Facts(vault: genesis.vault)
        vault = try await Vault.open(at: folder + "/house.vault", gate: folder + "/gate", in: environment)
    }

    /// Opens the vault of a making that was stopped.
    init(_ story: Story, goingOnWith stopped: StoppedMaking, in folder: String, papers: Papers) async throws {
        (self.story, self.papers) = (story, papers)
        clock = TestClock(at: stopped.time, sinceBoot: stopped.sinceBoot)
        (facts, cases) = (stopped.facts, try stopped.cases.mapValues(CaseReference.init))
        (erasures, attached, done) = (stopped.erasures, stopped.attached, stopped.done)
        vault = try await Vault.open(
            at: folder + "/house.vault", gate: folder + "/gate", in: Self.environment(clock))
    }

    /// The machine's, but for the clock, and for Argon2id: whoever unlocks on a thousand mornings computes it once.
    private static func environment(_ clock: TestClock) -> VaultEnvironment {
        let known = Mutex<[[UInt8]: HeldSecret]>([:])
        return VaultEnvironment(
            clock: clock.clock, randomness: .system, stateDirectory: nil, peer: "office",
            derive: { passphrase, salt, parameters throws(DerivationError) in
                let key = passphrase.bytes(0..<passphrase.count) + salt.bytes
                if let held = known.withLock({ $0[key] }) { return held.withSecret { $0.duplicate() } }
                let derived = try PassphraseHash.derive(passphrase, salt: salt, parameters: parameters)
                let held = HeldSecret(derived.duplicate())
                known.withLock { $0[key] = held }
                return derived
            })
    }

    /// Plays all of it, or what is left of it, hour by hour: cases side by side, what happens in one case in its order.
    ///
    /// In the end everybody has locked, and the vault is closed.
    ///
    /// - Parameter isStopped: asked between two hours.
    /// - Returns: what to go on with, unless it came to its end.
    func play(
        _ plan: StoppedMaking.Plan, progress: (Int) -> Void, isStopped: () -> Bool
    ) async throws -> StoppedMaking? {
        if facts.people.isEmpty { try await enrolEveryone() }
        while done < story.events.count, !isStopped() {
            let hour = story.events[done].time / 3_600_000
            let end = story.events[done...].firstIndex { $0.time / 3_600_000 != hour } ?? story.events.count
            try await playHour(story.events[done..<end])
            done = end
            progress(done)
        }
        await endYesterday(.max)
        await vault.close()
        guard done < story.events.count else { return nil }
        return StoppedMaking(
            plan, facts: facts, cases: cases.mapValues(\.description), done: done, clock.clock, erasures: erasures,
            attached: attached)
    }

    private func playHour(_ events: ArraySlice<Story.Event>) async throws {
        await endYesterday(events.first?.time ?? clock.now)
        for login in arriving(events) {
            try await arrive(login, at: events.first?.time ?? story.start)
        }
        let threads = Dictionary(grouping: events.filter { $0.client != nil }) { $0.client }
        for event in events where event.client == nil || threads.count < 2 { try await happen(event) }
        if threads.count > 1 { try await playSideBySide(Array(threads.values), from: events.first?.time ?? clock.now) }
        for session in replaced { await vault.lock(session) }
        replaced = []
    }

    /// Whoever passes keys on comes before those who wait for them; whoever has left does not come at all.
    private func arriving(_ events: ArraySlice<Story.Event>) -> [String] {
        let first = Roster.coordinator.login
        let others = Set(events.map(\.who)).subtracting([first, facts.left].compactMap { $0 }).sorted()
        return events.contains { $0.who == first } ? [first] + others : others
    }

    private func playSideBySide(_ threads: [[Story.Event]], from time: UInt64) async throws {
        // Side by side nobody moves the clock: an entry reads its two times one after the other.
        move(to: time)
        isSideBySide = true
        defer { isSideBySide = false }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in threads {
                group.addTask { for event in thread { try await self.happen(event) } }
            }
            try await group.waitForAll()
        }
    }

    // MARK: - People

    private func enrolEveryone() async throws {
        let people = story.roster.all
        // All of them within the first five working days, before the first client comes.
        let pause = min(1_200_000, 4 * Self.workingDay / UInt64(people.count))
        for worker in people where worker.login != Roster.founder.login {
            await goOn(after: pause)
            let inviting = try await session(of: Roster.founder.login)
            let slip = try await vault.perform(
                StaffAdd(login: worker.login, name: worker.name, roles: worker.roles.compactMap { Role($0) }),
                in: inviting)
            await goOn(after: pause / 4)
            _ = try await vault.enrol(
                login: worker.login, code: try EnrolmentCode.typed(slip.code),
                passphrase: try Passphrase.typed(worker.passphrase))
            let confirming = try await session(of: Roster.founder.login)
            _ = try await vault.perform(StaffConfirm(login: worker.login), in: confirming)
        }
        await leave(Roster.founder.login)
        facts.people = people
    }

    private static let workingDay: UInt64 = 8 * 3_600_000

    /// So much later, but in working hours; whoever worked the day before has locked.
    private func goOn(after pause: UInt64) async {
        move(to: story.hours.soonest(atOrAfter: clock.now + pause, .day))
        await endYesterday(clock.now)
    }

    /// She unlocks at the first thing she does on a day.
    private func arrive(_ login: String, at time: UInt64) async throws {
        move(to: time)
        _ = try await session(of: login)
    }

    /// Whoever is still there from the day before locks, all of them together.
    private func endYesterday(_ time: UInt64) async {
        let old = desks.filter { $0.value.day != time / Story.day }
        guard !old.isEmpty else { return }
        await withTaskGroup(of: Void.self) { group in
            for login in old.keys { group.addTask { await self.leave(login) } }
        }
    }

    func leave(_ login: String) async {
        guard let desk = desks.removeValue(forKey: login) else { return }
        await vault.lock(desk.session)
    }

    /// Her session; a new one when keys of the case have been passed on since she unlocked.
    private func session(of login: String, for client: Int? = nil) async throws -> Session {
        let giving = client.flatMap { newestGiving[$0] } ?? 0
        if let desk = desks[login], desk.givings >= giving { return desk.session }
        return try await unlock(login)
    }

    /// She unlocks, anew if she has already.
    @discardableResult
    func unlock(_ login: String) async throws -> Session {
        let worker = try story.roster.worker(login)
        let known = givings
        let unlocked = try await vault.unlock(login: login, passphrase: try Passphrase.typed(worker.passphrase))
        for case .erased(let count) in unlocked.waiting { erasures += count }
        if let old = desks[login] { replaced.append(old.session) }
        desks[login] = Desk(day: clock.now / Story.day, givings: known, session: unlocked.session)
        return unlocked.session
    }

    private func noteGiving(_ client: Int?) {
        guard let client else { return }
        givings += 1
        newestGiving[client] = givings
    }

    private func move(to time: UInt64) { if time > clock.now { clock.advance(by: time - clock.now) } }

    // MARK: - Events

    private func happen(_ event: Story.Event) async throws {
        do { try await follow(event) } catch {
            throw CaseGenError.failed(event.who, client: event.client, "\(event.act)".prefix(60).description, error)
        }
    }

    private func follow(_ event: Story.Event) async throws {
        if !isSideBySide { move(to: event.time) }
        if case .tryAgain = event.act { return try await tryAgain(event.who) }
        let session = try await session(of: event.who, for: event.client)
        switch event.act {
        case .open(let lead): try await open(event, lead: lead, session)
        case .leave: try await leave(session)
        // To come and to unlock is all of it.
        case .tend: break
        default:
            guard let client = event.client, let reference = cases[client] else { return }
            try await happen(event, in: reference, session)
        }
    }

    private func happen(_ event: Story.Event, in reference: CaseReference, _ session: Session) async throws {
        switch event.act {
        case .assign(let login):
            _ = try await vault.perform(CaseAssign(case: reference, login: login), in: session)
            noteGiving(event.client)
        case .write(let draft): try await write(draft, event, in: reference, session)
        case .attach(let kind, let compartment): try await attach(kind, compartment, event, in: reference, session)
        case .read(let purpose):
            let operation = CaseRead(
                case: reference, compartment: nil, since: nil, purpose: try Self.purpose(purpose), showing: .terminal)
            facts.reads += try await vault.perform(operation, in: session).count
        case .refused(nil): try await lookInVain(reference, session)
        case .refused(let compartment?): try await writeInVain(compartment, in: reference, session)
        case .close: _ = try await vault.perform(CaseSetState(case: reference, state: .closed), in: session)
        case .erase(let step): try await erase(reference, step, event, session)
        case .open, .leave, .tryAgain, .tend: break
        }
    }

    private func open(_ event: Story.Event, lead: String, _ session: Session) async throws {
        guard let number = event.client else { return }
        let client = story.clients[number]
        let made = try await vault.perform(CaseNew(label: client.name, lead: lead), in: session)
        cases[number] = try CaseReference(made.case)
        facts.cases.append(.init(case: made.case, client: client))
        noteGiving(number)
    }

    private func write(
        _ draft: Draft, _ event: Story.Event, in reference: CaseReference, _ session: Session
    ) async throws {
        guard let number = event.client else { return }
        let forms = Forms(
            client: story.clients[number], hours: story.hours, time: event.time,
            author: try story.roster.worker(event.who))
        let writing = draft.writing(with: forms)
        guard let compartment = Compartment(writing.compartment) else { throw CaseGenError.unknownCode }
        let operation = RecordAdd(
            case: reference, compartment: compartment, form: writing.form, content: Bytes(writing.content),
            language: writing.language)
        let written = try await vault.perform(operation, in: session)
        let (day, atNight) = (story.hours.date(clock.now), story.hours.isNight(clock.now))
        facts.records.append(
            .init(record: written.record, author: event.who, written: day, atNight: atNight, writing))
    }

    private func attach(
        _ kind: Papers.Kind, _ code: String, _ event: Story.Event, in reference: CaseReference, _ session: Session
    ) async throws {
        attached += 1
        guard let bytes = papers.file(kind, attached) else { return }
        guard let compartment = Compartment(code) else { throw CaseGenError.unknownCode }
        let begin = FileBegin(
            case: reference, compartment: compartment, name: kind.name, type: kind.type, size: UInt64(bytes.count))
        let begun = try await vault.perform(begin, in: session)
        let upload = try await vault.upload(begun.upload, in: session)
        for index in 0..<upload.chunkCount { try upload.put(Array(bytes[upload.bytes(of: index)]), at: index) }
        let file = try await vault.perform(FileFinish(upload: begun.upload), in: session)
        facts.files.append(.init(file: file.file, author: event.who, type: kind.type, bytes))
    }

    static func purpose(_ code: String) throws -> Purpose {
        guard let purpose = Purpose(code) else { throw CaseGenError.unknownCode }
        return purpose
    }
}
