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
    private let clock: TestClock
    private let papers: Papers
    private(set) var facts: Facts
    private var sessions: [String: (day: UInt64, session: Session)] = [:]
    private var cases: [Int: CaseReference] = [:]
    private var attached = 0
    private var isSideBySide = false

    /// Makes the vault and the house's people in it.
    ///
    /// - Parameter folder: new; gets `house.vault` and `gate`.
    init(_ story: Story, in folder: String, papers: Papers, seed: UInt64) async throws {
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
        facts = Facts(vault: genesis.vault, seed: seed)
        vault = try await Vault.open(at: folder + "/house.vault", gate: folder + "/gate", in: environment)
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

    /// Plays all of it, hour by hour: cases side by side, what happens in one case in its order.
    func play(progress: (Int) -> Void) async throws {
        try await enrolEveryone()
        var next = 0
        while next < story.events.count {
            let hour = story.events[next].time / 3_600_000
            let end = story.events[next...].firstIndex { $0.time / 3_600_000 != hour } ?? story.events.count
            try await playHour(story.events[next..<end])
            next = end
            progress(next)
        }
        for login in sessions.keys.sorted() { await leave(login) }
        await vault.close()
    }

    private func playHour(_ events: ArraySlice<Story.Event>) async throws {
        for login in Set(events.map(\.who)).sorted() { try await arrive(login, at: events.first?.time ?? story.start) }
        let threads = Dictionary(grouping: events) { $0.client ?? -1 }
        guard threads.count > 1 else {
            for event in events { try await happen(event) }
            return
        }
        // Side by side nobody moves the clock: an entry reads its two times one after the other.
        move(to: events.first?.time ?? clock.now)
        isSideBySide = true
        defer { isSideBySide = false }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in threads.values {
                group.addTask { for event in thread { try await self.happen(event) } }
            }
            try await group.waitForAll()
        }
    }

    // MARK: - People

    private func enrolEveryone() async throws {
        for worker in Roster.all where worker.login != Roster.founder.login {
            clock.advance(by: 1_200_000)
            let founder = try await session(of: Roster.founder.login)
            let slip = try await vault.perform(
                StaffAdd(login: worker.login, name: worker.name, roles: worker.roles.compactMap { Role($0) }),
                in: founder)
            clock.advance(by: 300_000)
            _ = try await vault.enrol(
                login: worker.login, code: try EnrolmentCode.typed(slip.code),
                passphrase: try Passphrase.typed(worker.passphrase))
            _ = try await vault.perform(StaffConfirm(login: worker.login), in: founder)
        }
        await leave(Roster.founder.login)
        facts.people = Roster.all
    }

    /// She unlocks at the first thing she does on a day, and locks before the next day.
    private func arrive(_ login: String, at time: UInt64) async throws {
        let day = time / 86_400_000
        if sessions[login]?.day == day { return }
        await leave(login)
        move(to: time)
        sessions[login] = (day, try await session(of: login))
    }

    private func leave(_ login: String) async {
        guard let known = sessions.removeValue(forKey: login) else { return }
        await vault.lock(known.session)
    }

    private func session(of login: String) async throws -> Session {
        if let known = sessions[login] { return known.session }
        guard let worker = Roster.all.first(where: { $0.login == login }) else { throw CaseGenError.unknownPerson }
        let session = try await vault.unlock(login: login, passphrase: try Passphrase.typed(worker.passphrase)).session
        sessions[login] = (clock.now / 86_400_000, session)
        return session
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
        let session = try await session(of: event.who)
        switch event.act {
        case .open(let lead): try await open(event, lead: lead, session)
        case .leave: try await leave(session)
        case .tend:
            await leave(event.who)
            _ = try await self.session(of: event.who)
        default:
            guard let client = event.client, let reference = cases[client] else { return }
            try await happen(event, in: reference, session)
        }
    }

    private func happen(_ event: Story.Event, in reference: CaseReference, _ session: Session) async throws {
        switch event.act {
        case .assign(let login):
            _ = try await vault.perform(CaseAssign(case: reference, login: login), in: session)
        case .write(let writing): try await write(writing, event, in: reference, session)
        case .attach(let kind, let compartment): try await attach(kind, compartment, event, in: reference, session)
        case .read(let purpose):
            let operation = CaseRead(
                case: reference, compartment: nil, since: nil, purpose: try Self.purpose(purpose), showing: .terminal)
            facts.reads += try await vault.perform(operation, in: session).count
        case .refused(let compartment): try await askInVain(compartment, in: reference, session)
        case .close: _ = try await vault.perform(CaseSetState(case: reference, state: .closed), in: session)
        case .erase: try await erase(reference, session)
        case .open, .leave, .tend: break
        }
    }

    private func open(_ event: Story.Event, lead: String, _ session: Session) async throws {
        guard let number = event.client else { return }
        let client = story.clients[number]
        let made = try await vault.perform(CaseNew(label: client.name, lead: lead), in: session)
        cases[number] = try CaseReference(made.case)
        facts.cases.append(.init(case: made.case, client: client))
    }

    private func write(
        _ writing: Writing, _ event: Story.Event, in reference: CaseReference, _ session: Session
    ) async throws {
        guard let compartment = Compartment(writing.compartment) else { throw CaseGenError.unknownCode }
        let operation = RecordAdd(
            case: reference, compartment: compartment, form: writing.form, content: Bytes(writing.content),
            language: "sr")
        let written = try await vault.perform(operation, in: session)
        facts.records.append(.init(record: written.record, author: event.who, writing))
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
        facts.files.append(.init(file: file.file, author: event.who, bytes))
    }

    private func askInVain(_ code: String, in reference: CaseReference, _ session: Session) async throws {
        guard let compartment = Compartment(code) else { throw CaseGenError.unknownCode }
        do {
            let operation = RecordAdd(
                case: reference, compartment: compartment, form: "advice", content: Bytes(Array("?".utf8)),
                language: "sr")
            _ = try await vault.perform(operation, in: session)
        } catch VaultError.notPermitted {
            facts.refusals += 1
            return
        }
        throw CaseGenError.notRefused
    }

    private func leave(_ session: Session) async throws {
        await leave(Roster.leaver.login)
        _ = try await vault.perform(StaffSuspend(login: Roster.leaver.login, lastHolder: .goesOn), in: session)
        facts.left = Roster.leaver.login
    }

    private func erase(_ reference: CaseReference, _ session: Session) async throws {}

    private static func purpose(_ code: String) throws -> Purpose {
        guard let purpose = Purpose(code) else { throw CaseGenError.unknownCode }
        return purpose
    }
}

enum CaseGenError: Error {
    case unknownPerson, unknownCode, notRefused, notNew, badDate
    /// An event of the story that the vault refused: a fault of the story, or of the vault.
    case failed(String, client: Int?, String, any Error)
}
