import CaseVault
import VaultTesting

// What is done in the house besides the work in cases: refusals, leaving, erasing.
extension Playing {
    /// Somebody of the case writes into a compartment that is not hers.
    func writeInVain(_ code: String, in reference: CaseReference, _ session: Session) async throws {
        guard let compartment = Compartment(code) else { throw CaseGenError.unknownCode }
        try await beRefused {
            let operation = RecordAdd(
                case: reference, compartment: compartment, form: "advice", content: Bytes(Array("?".utf8)),
                language: "sr")
            _ = try await self.vault.perform(operation, in: session)
        }
    }

    /// Somebody opens a case that she has nothing to do with.
    func lookInVain(_ reference: CaseReference, _ session: Session) async throws {
        try await beRefused { try await self.read(reference, session) }
    }

    private func read(_ reference: CaseReference, _ session: Session) async throws {
        let operation = CaseRead(
            case: reference, compartment: nil, since: nil, purpose: try Self.purpose("follow-up"), showing: .terminal)
        _ = try await vault.perform(operation, in: session)
    }

    private func beRefused(_ act: () async throws -> Void) async throws {
        do { try await act() } catch VaultError.notPermitted {
            facts.refusals += 1
            return
        }
        throw CaseGenError.notRefused
    }

    // MARK: - Leaving

    /// Suspended, and everything she held gets new keys. What the officer does not hold waits for whoever does: that evening
    /// everybody unlocks once to make them, and once more to take them up.
    func leave(_ session: Session) async throws {
        let leaver = Roster.leaver.login
        await leave(leaver)
        _ = try await vault.perform(StaffSuspend(login: leaver, lastHolder: .goesOn), in: session)
        facts.left = leaver
        for reference in try await vault.perform(RotationCases(against: leaver), in: session) {
            _ = try await vault.perform(Rotate(case: reference, against: leaver), in: session)
            facts.rotated += 1
        }
        for _ in 0..<2 {
            for worker in Roster.household where worker.login != leaver { try await unlock(worker.login) }
        }
    }

    func tryAgain(_ login: String) async throws {
        let worker = try story.roster.worker(login)
        do {
            _ = try await vault.unlock(login: login, passphrase: try Passphrase.typed(worker.passphrase))
        } catch VaultError.unlockRefused {
            facts.refusals += 1
            return
        }
        throw CaseGenError.notRefused
    }

    // MARK: - Erasing

    func erase(
        _ reference: CaseReference, _ step: Story.Erasure, _ event: Story.Event, _ session: Session
    ) async throws {
        switch step {
        case .order:
            let asked = try await vault.perform(
                CaseErase(case: reference, compartment: nil, step: .order), in: session)
            guard asked.state == .asked else { throw CaseGenError.notErased }
            facts.erasure = Facts.Erasure(case: reference.description, ordered: event.who)
        case .confirm:
            let ordered = try await vault.perform(
                CaseErase(case: reference, compartment: nil, step: .confirm), in: session)
            guard ordered.state == .ordered else { throw CaseGenError.notErased }
            facts.erasure?.confirmed = event.who
            facts.erasure?.due = ordered.until
        case .waiting: try await findClosed(reference, session)
        case .carryOut: try await findErased(reference, session)
        }
    }

    private func findClosed(_ reference: CaseReference, _ session: Session) async throws {
        do { try await read(reference, session) } catch VaultError.erasureOrdered {
            facts.refusals += 1
            return
        }
        throw CaseGenError.notErased
    }

    /// It was this officer's unlock, or an earlier one after the wait, that erased; now there is no such case.
    private func findErased(_ reference: CaseReference, _ session: Session) async throws {
        guard erasures == 1 else { throw CaseGenError.notErased }
        try await lookInVain(reference, session)
        facts.erased.append(reference.description)
    }
}
