import AuditLog
import CaseVault
import Testing
import VaultCrypto
import VaultTesting

/// Guards the rights in the log: an entry that is well made, well chained and well signed counts only if its signer had
/// the right to make it. Otherwise `check` names it, and nobody gains anything.
@Suite(.serialized) struct ForgeryTests {
    @Test func signedByAnUnknownKey() async throws {
        let (_, copy, built) = try await prepared()
        var forger = built
        let stranger = try StolenKey(seed: Array(repeating: 7, count: 32), vault: forger.thief.vault, wrapping: nil)
        let entry = try forger.append(.recordRead, as: .attorney, by: stranger, object: .record, why: .court)
        try await expect(copy, names: entry, as: .signatureInvalid)
        await #expect(throws: VaultError.damaged(.signature)) { _ = try await copy.open() }
    }

    @Test func signedInAnothersName() async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let ana = try forger.member("ana")
        let vera = try forger.thief.identity("vera", passphrase: house.passphrase(of: "vera"))
        let entry = try forger.append(
            .policySet, as: .administrator, by: vera.signing, named: ana.key, PolicyStatement(policy: Self.open))
        try await expect(copy, names: entry, as: .signatureInvalid)
        await #expect(throws: VaultError.damaged(.signature)) { _ = try await copy.open() }
    }

    /// The gate's own keys sign entries, the log's key none.
    @Test func signedByTheKeysOfTheGate() async throws {
        let house = try await SmallHouses.shared.value
        for act in [Act.recordWrite, .caseCreate, .sessionUnlock, .staffPassphrase] {
            let copy = try TestVault(copying: house.vault)
            var forger = try Forger(copy)
            let entry = try forger.append(act, as: nil, by: try forger.thief.systemKey(), statement(act, forger, house))
            try await expect(copy, names: entry, as: .notPermitted)
        }
        let copy = try TestVault(copying: house.vault)
        var forger = try Forger(copy)
        let entry = try forger.append(.checkOK, as: nil, by: try forger.thief.logKey())
        try await expect(copy, names: entry, as: .signatureInvalid)
    }

    @Test(arguments: [RoleCode.psychologist, .administrator])
    func anInvitationByOneWhoMayNot(role: RoleCode) async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let vera = try forger.thief.identity("vera", passphrase: house.passphrase(of: "vera"))
        var code = SecretBuffer(capacity: 16)
        code.append(Array(UInt8(0)..<16))
        let person = PersonID.random(.system)
        let seed = Blake2b.derive(code, Tuple(.enrolKey, forger.thief.vault, person))
        let codeKey = SigningKey(seed: seed).verifyingKey
        let row = person.retyped(as: RowKind.self)
        let tag = try #require(ContentTag(bytes: [UInt8](repeating: 1, count: 32)))
        let changes = [(UInt8(1), row), (8, forger.thief.lookup("login", "eva"))].map {
            RowChange(table: $0.0, row: $0.1, oldRevision: 0, newRevision: 1, oldTag: .zero, newTag: tag)
        }
        let entry = try forger.append(
            .staffInvite, as: role, by: vera.signing, object: .person,
            InviteStatement(
                person: person, roles: [.administrator, .attorney], codeKey: codeKey,
                expires: copy.clock.now + 72 * 3_600_000, effects: StatementEffects(rows: changes)))
        try forger.insert(Tuple(.rowPerson, "eva", "").bytes, as: .person, row)
        try forger.insert(person.bytes, as: .lookup, forger.thief.lookup("login", "eva"))
        try await expect(copy, names: entry, as: .notPermitted)
        let vault = try await copy.open()
        let text = SecretCode.text(of: code)
        let typed = String(decoding: text.bytes(0..<text.count), as: UTF8.self)
        await #expect(throws: VaultError.unlockRefused) {
            _ = try await vault.enrol(
                login: "eva", code: try EnrolmentCode.typed(typed),
                passphrase: try Passphrase.typed("eva's long passphrase"))
        }
        let staff = try await vault.perform(StaffList(), in: try await vault.unlocked("ana", of: house))
        #expect(!staff.contains { $0.login == "eva" && !$0.key.isEmpty })
        await vault.close()
    }

    @Test(arguments: [RoleCode.psychologist, .administrator, .coordinator])
    func aPolicyByOneWhoMayNot(role: RoleCode) async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let vera = try forger.thief.identity("vera", passphrase: house.passphrase(of: "vera"))
        let entry = try forger.append(.policySet, as: role, by: vera.signing, PolicyStatement(policy: Self.open))
        try await expect(copy, names: entry, as: .notPermitted)
        try await expectNothingGained(copy, house, by: "vera", cannotRead: "Krivična prijava, ispravljena")
    }

    @Test func anAssignmentOfHerself() async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let vera = try forger.thief.identity("vera", passphrase: house.passphrase(of: "vera"))
        let caseID = try forger.thief.caseID(house.cases[1])
        let entry = try forger.append(
            .caseAssign, as: .psychologist, by: vera.signing, object: .clientCase,
            AssignStatement(caseID: caseID, person: vera.person, assigned: true))
        try await expect(copy, names: entry, as: .notPermitted)
        try await expectNothingGained(copy, house, by: "vera", cannotRead: "Savet, dopunjen")
    }

    /// Neither of others by one who may not, nor of somebody who is assigned already; of oneself: OfficerForgeryTests.
    @Test func assignmentsByOneWhoMayNot() async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let ana = try forger.member("ana")
        // Whoever founded the vault has keys that were derived before it had an id: take the case's lead instead.
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let caseID = try forger.thief.caseID(house.cases[0])
        let statements = [
            AssignStatement(caseID: caseID, person: ana.person, assigned: true),
            AssignStatement(caseID: caseID, person: mira.person, assigned: true),
            AssignStatement(caseID: try forger.thief.caseID(house.cases[1]), person: mira.person, assigned: true),
        ]
        for statement in statements {
            let entry = try forger.append(
                .caseAssign, as: .attorney, by: mira.signing, object: .clientCase, statement)
            try await expect(copy, names: entry, as: .notPermitted)
        }
    }

    @Test func aGrantByOneWhoMayNotGive() async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let core = try forger.generation(.core, of: house.cases[0])
        for (login, rights) in [
            ("hana", Rights([.write, .own])), ("hana", [.read]), ("vera", [.read]), ("mira", .all),
        ] {
            let grantee = try forger.member(login)
            let half = Secret(random: .system)
            let info = GrantInfo(
                vault: forger.thief.vault, caseID: core.caseID, compartment: core.compartment, number: core.number,
                generation: core.id, commitment: core.commitment, grantee: grantee.key, granter: mira.signing.id,
                rights: rights, expires: 0, authority: forger.fold.authority(for: grantee, in: core))
            let wrap = try grantee.wrappingKey.wrap(half, info: info.tuple.bytes)
            let statement = GrantStatement(info: info, wrapHash: Blake2b.hash(bytes: wrap.bytes))
            let entry = try forger.append(.grantGive, as: .attorney, by: mira.signing, object: .grant, statement)
            try RawDatabase(copy.database).run(
                "INSERT INTO wrap (id, revision, hash, sealed) VALUES (?, 1, ?, ?)", .bytes(statement.row.bytes),
                .bytes(SHA256Hash.hash(wrap.bytes).bytes), .bytes(wrap.bytes))
            try await expect(copy, names: entry, as: .notPermitted)
        }
        try await expectNothingGained(copy, house, by: "hana", cannotRead: "Došla u utorak")
        try await expectNothingGained(copy, house, by: "vera", cannotRead: "Došla u utorak")
    }

    /// Who may give does not blind `check` with a grant whose wrap cannot be compared.
    @Test func aGrantOfNoWrap() async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let lena = try forger.thief.identity("lena", passphrase: house.passphrase(of: "lena"))
        let core = try forger.generation(.core, of: house.cases[0])
        let mira = try forger.member("mira")
        let info = GrantInfo(
            vault: forger.thief.vault, caseID: core.caseID, compartment: core.compartment, number: core.number,
            generation: core.id, commitment: core.commitment, grantee: mira.key, granter: lena.signing.id,
            rights: forger.fold.entitlement(mira, in: core), expires: 0,
            authority: forger.fold.authority(for: mira, in: core))
        let statement = GrantStatement(info: info, wrapHash: Blake2b.hash(bytes: [1, 2, 3]))
        let entry = try forger.append(.grantGive, as: .caseLead, by: lena.signing, object: .grant, statement)
        try await expect(copy, names: entry, as: .notPermitted)
        try await expectNothingGained(copy, house, by: "vera", cannotRead: "Došla u utorak")
    }

    /// What was tried at a colleague's login stays for her to see.
    @Test func anUnlockOfAnothersLogin() async throws {
        let (house, copy, _) = try await prepared()
        let vault = try await copy.open()
        await #expect(throws: VaultError.unlockRefused) {
            _ = try await vault.unlock(login: "mira", passphrase: try Passphrase.typed("not mira's passphrase"))
        }
        await vault.close()
        var forger = try Forger(copy)
        let vera = try forger.thief.identity("vera", passphrase: house.passphrase(of: "vera"))
        let entry = try forger.append(
            .sessionUnlock, as: .psychologist, by: vera.signing, object: .person,
            AttemptStatement(login: forger.thief.lookup("login", "mira"), secret: .passphrase))
        try await expect(copy, names: entry, as: .notPermitted)
        let opened = try await copy.open()
        let unlocked = try await opened.unlock(
            login: "mira", passphrase: try Passphrase.typed(house.passphrase(of: "mira")))
        #expect(unlocked.wrongSince == 1)
        await opened.close()
    }

    @Test func aRecordByOneWhoMayNotWrite() async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let record = try RecordReference(try house.record("Došla u utorak"))
        for revision in [UInt64(1), 2, 3] {
            let entry = try forger.append(
                .recordWrite, as: .attorney, by: mira.signing, object: .record,
                try written(record, .core, revision, forger))
            try await expect(copy, names: entry, as: .notPermitted)
        }
        try await expectNothingGained(copy, house, by: "mira", cannotRead: "Prvi razgovor")
    }

    /// Who may only add and read her own does not make another's record hers by saying that she wrote it first.
    @Test(arguments: [("Jelena Petrović", CompartmentCode.identity), ("Došla u utorak", .core)])
    func aRecordThatAnotherWroteFirst(text: String, compartment: CompartmentCode) async throws {
        let (house, copy, built) = try await prepared()
        var forger = built
        let hana = try forger.thief.identity("hana", passphrase: house.passphrase(of: "hana"))
        let record = try house.record(text)
        let entry = try forger.append(
            .recordWrite, as: .helpline, by: hana.signing, object: .record,
            try written(try RecordReference(record), compartment, 1, forger))
        let vault = try await copy.open()
        let session = try await vault.unlocked("hana", of: house)
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(record, in: session) }
        await vault.close()
        try await expect(copy, names: entry, as: .notPermitted)
    }

    /// A closed case is read, not written, whoever holds its keys.
    @Test func aRecordOfAClosedCase() async throws {
        let (house, copy, _) = try await prepared()
        let vault = try await copy.open()
        let session = try await vault.unlocked("mira", of: house)
        _ = try await vault.perform(CaseSetState(case: house.cases[1], state: .closed), in: session)
        await vault.close()
        var forger = try Forger(copy)
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let record = try RecordReference(try house.record("Savet, dopunjen"))
        let entry = try forger.append(
            .recordWrite, as: .attorney, by: mira.signing, object: .record, try written(record, .legal, 3, forger))
        try await expect(copy, names: entry, as: .notPermitted)
    }

    @Test func actsThatAreNobodysYetOrOnlyTheGates() async throws {
        let house = try await SmallHouses.shared.value
        let acts: [Act] = [
            .state, .gateCheck, .sessionDenied, .vaultOpen, .keySystem, .staffConfirm, .caseClose, .gateRotate,
            .gateMove, .policySet,
        ]
        for act in acts {
            for role in [RoleCode.psychologist, .coordinator] {
                let copy = try TestVault(copying: house.vault)
                var forger = try Forger(copy)
                let vera = try forger.thief.identity("vera", passphrase: house.passphrase(of: "vera"))
                let entry = try forger.append(act, as: role, by: vera.signing, statement(act, forger, house))
                try await expect(copy, names: entry, as: .notPermitted, "\(act) as \(role)")
            }
        }
    }

    // MARK: - What is forged, and what must come of it

    /// A policy that gives every role everything.
    private static let open: Policy = {
        let all = Dictionary(uniqueKeysWithValues: RoleCode.allCases.map { ($0, Rights.all) })
        return Policy(
            rules: Policy.standard.rules.mapValues { rule in
                var rule = rule
                rule.rights = all
                return rule
            })
    }()

    private func prepared() async throws -> (SmallHouse, TestVault, Forger) {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        return (house, copy, try Forger(copy))
    }

    private func written(
        _ record: RecordReference, _ compartment: CompartmentCode, _ revision: UInt64, _ forger: Forger
    ) throws -> RecordStatement {
        let generation = try forger.generation(compartment, of: record.case)
        return RecordStatement(
            caseID: generation.caseID, generation: generation.id,
            record: forger.thief.recordID(generation.caseID, record.number), number: record.number,
            revision: revision, effects: StatementEffects())
    }

    /// A well-formed statement for an act.
    private func statement(
        _ act: Act, _ forger: Forger, _ house: SmallHouse
    ) throws -> (any AuditLog.Statement)? {
        let login = forger.thief.lookup("login", "ana")
        let caseID = try forger.thief.caseID(house.cases[0])
        let effects = StatementEffects(gate: forger.fold.gate)
        switch act {
        case .recordWrite:
            return try written(try RecordReference(try house.record("Došla u utorak")), .core, 3, forger)
        case .caseCreate:
            let ana = try forger.member("ana").person
            return CaseStatement(
                caseID: .random(.system), reference: "000000", lead: ana, members: [ana], effects: effects)
        case .sessionUnlock, .sessionDenied: return AttemptStatement(login: login, secret: .passphrase)
        case .staffPassphrase: return PassphraseStatement(person: try forger.member("ana").person, effects: effects)
        case .state:
            let gate = try #require(forger.fold.gate)
            return StateStatement(vaultRoot: .zero, gate: gate)
        case .gateCheck: return GateStatement(effects: effects)
        case .gateRotate: return GateRotateStatement(effects: effects)
        case .gateMove: return GateMoveStatement(gate: try #require(forger.fold.gate), device: .other)
        case .policySet:
            return PolicyStatement(policy: Policy(rules: Policy.standard.rules, erasureDays: 30))
        case .keySystem:
            let key = try forger.thief.systemKey().verifyingKey
            return KeysStatement(
                person: try forger.member("vera").person, roles: [.administrator], systemKey: key, logKey: key,
                effects: effects)
        case .staffConfirm:
            let mira = try forger.member("mira")
            return ConfirmStatement(person: mira.person, key: mira.key)
        case .caseClose: return CaseStateStatement(caseID: caseID, closed: true, effects: StatementEffects())
        default: return nil
        }
    }

    private func expect(
        _ copy: TestVault, names entry: String, as kind: CheckReport.Finding.Kind, _ what: String = ""
    ) async throws {
        let report = try await copy.check()
        let found = report.findings.filter { $0.object == entry }.map(\.kind)
        #expect(found == [kind], "\(what) \(entry)")
        #expect(!report.ok)
    }

    /// The vault opens, or it does not; who forged reads nothing more, and everyone else what she could read before.
    private func expectNothingGained(
        _ copy: TestVault, _ house: SmallHouse, by login: String, cannotRead text: String
    ) async throws {
        let vault = try await copy.open()
        let session = try await vault.unlocked(login, of: house)
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(try house.record(text), in: session) }
        #expect(try await vault.verifyLog().verdict == .tampered)
        await vault.close()
        let readings = try await house.readings(of: TestVault(copying: copy))
        #expect(readings.wrong == [])
        #expect(readings.right == Set(house.contents.keys))
    }
}
