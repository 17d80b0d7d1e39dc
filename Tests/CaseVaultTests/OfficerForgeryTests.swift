import AuditLog
import CaseVault
import Testing
import VaultCrypto
import VaultTesting

/// Guards that the log itself decides about acts of officers: entries that are well made, chained and signed, and that
/// their signers had no right to make, are named by `check` and change nothing.
@Suite struct OfficerForgeryTests {
    /// Each a forgery: who signs, under which role, and what.
    enum Attempt: CaseIterable, Sendable {
        case approvalByTheAsker, approvalByAColleague, approvalOfAnotherSubject, approvalThatNamesAnotherEntry
        case approvalCalledRefusal, resumptionWithoutApproval, resumptionAloneWithTwo, resumptionUnflagged
        case resumptionOfAnotherSuspension, suspensionByAColleague, suspensionOfOneself, suspensionWithOtherRows
        case ownRole, roleByACoordinator, renewalByACoordinator, renewalOfOneself, conflictOfAnother
        case requestForNothing, requestOfAnotherAct, erasureBeforeItsTime, ownAssignment
    }

    @Test(arguments: Attempt.allCases) func isNamedAndChangesNothing(_ attempt: Attempt) async throws {
        let house = try await house()
        var forger = try Forger(house.vault)
        let entry = try forge(attempt, &forger, house)
        let report = try await house.vault.check()
        #expect(report.findings.contains { $0.object == entry && $0.kind == .notPermitted })
        let vault = try await house.vault.open()
        #expect(try await vault.verifyLog().verdict == .tampered)
        await #expect(throws: VaultError.unlockRefused) { _ = try await vault.unlocked("vera") }
        _ = try await vault.unlocked("mira")
        await vault.close()
    }

    /// A second use of one approval, and anything at all in the name of a suspended person.
    @Test func anApprovalIsSpentOnce() async throws {
        let house = try await house()
        let vault = try await house.vault.open()
        let mira = try await vault.unlocked("mira")
        _ = try await vault.perform(RequestAnswer(number: house.request, decision: .approve), in: mira)
        _ = try await vault.perform(StaffSuspend(login: "vera", lastHolder: .goesOn), in: mira)
        await vault.close()
        var forger = try Forger(house.vault)
        let signer = try key("mira", forger)
        let suspended = try #require(try forger.member("vera").suspended)
        let entry = try forger.append(
            .staffResume, as: .coordinator, by: signer.signing, object: .person, ref: house.request + 1,
            ResumeStatement(person: try forger.thief.person("vera"), suspension: suspended))
        let report = try await house.vault.check()
        #expect(report.findings.contains { $0.object == entry && $0.kind == .notPermitted })
    }

    /// Who may assign everybody else does not assign herself.
    @Test func aCoordinatorAssignsOthers() async throws {
        let house = try await house()
        var forger = try Forger(house.vault)
        let mira = try key("mira", forger)
        let nada = try forger.member("nada").person
        let other = try assign(&forger, mira, nada, house)
        #expect(try await !house.vault.check().findings.contains { $0.object == other })
        let vault = try await house.vault.open()
        let session = try await vault.unlocked("mira")
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(CaseAssign(case: house.reference, login: "mira"), in: session)
        }
        await vault.close()
    }

    @Test func aSuspendedPersonSignsNothing() async throws {
        let house = try await house()
        var forger = try Forger(house.vault)
        let vera = try key("vera", forger)
        let entry = try forger.append(.sessionEnd, as: .psychologist, by: vera.signing, object: .person)
        let report = try await house.vault.check()
        #expect(report.findings.contains { $0.object == entry && $0.kind == .signatureInvalid })
        await #expect(throws: VaultError.damaged(.signature)) { _ = try await house.vault.open() }
    }

    // MARK: - The forgeries

    private func forge(_ attempt: Attempt, _ forger: inout Forger, _ house: House) throws -> String {
        let nada = try key("nada", forger)
        let mira = try key("mira", forger)
        let lena = try key("lena", forger)
        let vera = try forger.thief.person("vera")
        let request = try #require(forger.fold.requests[house.request])
        let suspended = try #require(try forger.member("vera").suspended)
        let resume = ResumeStatement(person: vera, suspension: suspended)
        let ref = house.request + 1
        switch attempt {
        case .approvalByTheAsker:
            return try answer(&forger, .administrator, nada, ref, AnswerStatement(request, approves: true))
        case .approvalByAColleague:
            return try answer(&forger, .caseLead, lena, ref, AnswerStatement(request, approves: true))
        case .approvalOfAnotherSubject:
            let other = Changed(request: request).answer
            return try forger.append(
                .approve, as: .coordinator, by: mira.signing, object: .approval, ref: ref, other)
        case .approvalThatNamesAnotherEntry:
            return try answer(&forger, .coordinator, mira, ref - 1, AnswerStatement(request, approves: true))
        case .approvalCalledRefusal:
            return try forger.append(
                .refuse, as: .coordinator, by: mira.signing, object: .approval, ref: ref,
                AnswerStatement(request, approves: true))
        case .resumptionWithoutApproval:
            return try forger.append(
                .staffResume, as: .coordinator, by: mira.signing, object: .person, ref: ref, resume)
        case .resumptionAloneWithTwo:
            return try forger.append(
                .staffResume, as: .coordinator, by: mira.signing, object: .person, flags: [.alone], resume)
        case .resumptionUnflagged:
            return try forger.append(.staffResume, as: .coordinator, by: mira.signing, object: .person, resume)
        case .resumptionOfAnotherSuspension:
            return try forger.append(
                .staffResume, as: .coordinator, by: mira.signing, object: .person, ref: ref,
                ResumeStatement(person: vera, suspension: suspended - 1))
        case .suspensionByAColleague:
            return try forger.append(
                .staffSuspend, as: .caseLead, by: lena.signing, object: .person, suspend(mira.person))
        case .suspensionOfOneself:
            return try forger.append(
                .staffSuspend, as: .coordinator, by: mira.signing, object: .person, suspend(mira.person))
        case .suspensionWithOtherRows:
            let row = RowChange(
                table: 11, row: vera.retyped(), oldRevision: 1, newRevision: 0, oldTag: .zero, newTag: .zero)
            return try forger.append(
                .staffSuspend, as: .coordinator, by: mira.signing, object: .person,
                SuspendStatement(person: lena.person, effects: StatementEffects(rows: [row])))
        case .ownRole: return try role(&forger, .administrator, nada, nada.person)
        case .roleByACoordinator: return try role(&forger, .coordinator, mira, lena.person)
        case .renewalByACoordinator: return try renew(&forger, .coordinator, mira, lena.person)
        case .renewalOfOneself: return try renew(&forger, .administrator, nada, nada.person)
        case .conflictOfAnother:
            return try forger.append(
                .conflictDeclare, as: .caseLead, by: lena.signing, object: .clientCase,
                ConflictStatement(
                    caseID: try forger.thief.caseID(house.reference), person: mira.person,
                    effects: StatementEffects()))
        case .requestForNothing:
            return try ask(&forger, .staffResume, mira, .resume, lena.person.retyped(), request.subject)
        case .requestOfAnotherAct:
            let caseID = try forger.thief.caseID(house.reference)
            return try ask(&forger, .staffResume, mira, .erasure, caseID.retyped(), request.subject)
        case .erasureBeforeItsTime:
            let caseID = try forger.thief.caseID(house.reference)
            return try ask(&forger, .caseEraseOrder, mira, .erasure, caseID.retyped(), request.subject)
        case .ownAssignment: return try assign(&forger, mira, mira.person, house)
        }
    }

    private typealias Person = StolenIdentity

    private func answer(
        _ forger: inout Forger, _ role: RoleCode, _ by: Person, _ ref: UInt64, _ statement: AnswerStatement
    ) throws -> String {
        try forger.append(.approve, as: role, by: by.signing, object: .approval, ref: ref, statement)
    }

    private func ask(
        _ forger: inout Forger, _ act: Act, _ by: Person, _ kind: RequestKind, _ target: VaultCrypto.RowID,
        _ subject: Blake2bDigest
    ) throws -> String {
        try forger.append(
            act, as: .coordinator, by: by.signing, object: .approval, result: .intent,
            RequestStatement(kind: kind, target: target, subject: subject))
    }

    private func role(_ forger: inout Forger, _ role: RoleCode, _ by: Person, _ of: PersonID) throws -> String {
        try forger.append(
            .roleSet, as: role, by: by.signing, object: .person,
            RoleStatement(person: of, roles: [.administrator, .attorney], effects: StatementEffects()))
    }

    private func renew(_ forger: inout Forger, _ role: RoleCode, _ by: Person, _ of: PersonID) throws -> String {
        let key = SigningKey(seed: Secret(random: .system)).verifyingKey
        return try forger.append(
            .staffRenew, as: role, by: by.signing, object: .person,
            RenewStatement(person: of, codeKey: key, expires: forger.files.clock.now + 1000))
    }

    private func assign(
        _ forger: inout Forger, _ by: Person, _ person: PersonID, _ house: House
    ) throws -> String {
        try forger.append(
            .caseAssign, as: .coordinator, by: by.signing, object: .clientCase,
            AssignStatement(caseID: try forger.thief.caseID(house.reference), person: person, assigned: true))
    }

    private func suspend(_ person: PersonID) -> SuspendStatement {
        SuspendStatement(person: person, effects: StatementEffects())
    }

    private func key(_ login: String, _ forger: Forger) throws -> Person {
        try forger.thief.identity(login, passphrase: "\(login)'s long passphrase")
    }

    /// nada, administrator, has asked to resume vera; mira, coordinator, could approve; lena leads the case. Closed.
    private func house() async throws -> House {
        let files = try TestVault()
        try await files.create()
        let vault = try await files.open()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("nada", ["administrator"], by: ana)
        let nada = try await vault.unlocked("nada")
        try await vault.enrolled("mira", ["coordinator"], by: ana)
        try await vault.enrolled("vera", ["psychologist"], by: ana)
        try await vault.enrolled("lena", ["case-lead"], by: ana)
        let made = try await vault.perform(CaseNew(label: nil, lead: "lena"), in: ana).case
        _ = try await vault.perform(StaffSuspend(login: "vera", lastHolder: .refuses), in: ana)
        let asked = try await vault.perform(StaffResume(login: "vera"), in: nada)
        await vault.close()
        return House(vault: files, reference: try CaseReference(made), request: try #require(asked.number))
    }

    private struct House {
        let vault: TestVault
        let reference: CaseReference
        let request: UInt64
    }
}

/// A request that differs from the one that was made.
private struct Changed {
    let answer: Statement

    init(request: Request) { answer = Statement(request: request) }

    struct Statement: AuditLog.Statement {
        static let label = Label.statementAnswer
        let request: Request?

        init(request: Request) { self.request = request }

        init(decoding bytes: [UInt8]) throws(MalformedTuple) { request = nil }

        var tuple: Tuple {
            Tuple(
                Self.label, request?.seq ?? 0, RequestKind.resume.rawValue, request?.target ?? .zero,
                Blake2b.hash(bytes: [1]), UInt8(1))
        }
    }
}
