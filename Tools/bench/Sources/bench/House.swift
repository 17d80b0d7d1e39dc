import CaseVault
import Platform
import VaultCrypto

/// A vault made for measuring: one person who leads every case and writes every record.
struct House {
    /// Bytes of each record's content.
    static let contentByteCount = 1_024

    let vault: Vault
    let session: Session
    let id: VaultID
    let purpose: Purpose
    let compartment: Compartment
    private(set) var cases: [CaseReference] = []
    /// A case with one record.
    let small: CaseReference

    /// Makes the vault `house.vault` with its gate in the current folder.
    init() async throws {
        guard let purpose = Purpose("follow-up"), let compartment = Compartment("core"),
            let coordinator = Role("coordinator"), let lead = Role("case-lead")
        else { throw BenchError.codes }
        (self.purpose, self.compartment) = (purpose, compartment)
        let settings = NewVault(
            name: "Kuća", administrator: "ana", furtherRoles: [coordinator, lead], derivation: .light,
            gate: .directory("gate"))
        let passphrase = Passphrase.made()
        let genesis = try await Vault.create(
            at: "house.vault", settings, passphrase: passphrase.duplicate(), in: Self.environment)
        guard let id = VaultID(hex: genesis.vault) else { throw BenchError.codes }
        self.id = id
        vault = try await Self.open()
        session = try await vault.unlock(login: "ana", passphrase: passphrase).session
        small = try CaseReference(try await vault.perform(CaseNew(label: nil, lead: "ana"), in: session).case)
        try await add(to: small)
    }

    static var environment: VaultEnvironment {
        var environment = VaultEnvironment.system
        environment.stateDirectory = "state"
        return environment
    }

    static func open() async throws -> Vault {
        try await Vault.open(at: "house.vault", gate: "gate", in: environment)
    }

    mutating func openCases(_ count: Int) async throws {
        for _ in 0..<count {
            let made = try await vault.perform(CaseNew(label: nil, lead: "ana"), in: session)
            cases.append(try CaseReference(made.case))
        }
    }

    mutating func importCases(_ count: Int, of records: Int) async throws {
        let groups = (0..<count).map { number in
            ImportGroup(target: .new, records: (0..<records).map { record("\(number) \($0)") })
        }
        cases += try await send(ImportPlan(groups))
    }

    /// From its thousandth commit on the vault is a process that stays, and its store has the larger cache, which C's tables
    /// have too.
    func stay() async throws {
        for _ in 0..<1_000 { try await show(small, 1) }
    }

    func add(to reference: CaseReference) async throws {
        _ = try await vault.perform(
            RecordAdd(
                case: reference, compartment: compartment, form: "note", content: Self.content, language: "sr"),
            in: session)
    }

    private static let content = Bytes(Array(repeating: UInt8(ascii: "a"), count: contentByteCount))

    func show(_ reference: CaseReference, _ number: UInt32) async throws {
        let record = try RecordReference("\(reference)/\(number)")
        let view = try await vault.perform(
            RecordShow(record: record, revision: nil, purpose: purpose, showing: .terminal), in: session)
        guard view.content.array.count == Self.contentByteCount else { throw BenchError.answer }
    }

    /// Lists a case; opens each record to know its form and author.
    func list(_ reference: CaseReference) async throws -> Int {
        try await vault.perform(
            RecordList(case: reference, compartment: compartment, purpose: purpose), in: session
        ).count
    }

    /// Reads every record of a case in one operation.
    func readAll(_ reference: CaseReference) async throws -> Int {
        try await vault.perform(
            CaseRead(case: reference, compartment: compartment, since: nil, purpose: purpose, showing: .terminal),
            in: session
        ).count
    }
}

/// What makes a run worthless.
enum BenchError: Error {
    /// A code that the policy does not know.
    case codes
    /// The vault answered something else than was asked for.
    case answer
    /// One of the C functions reported that a library refused.
    case limit(String)
    case options
}
