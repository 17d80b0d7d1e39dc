import ArgumentParser
import CaseVault
import Platform

/// `case erase CASE`: orders, confirms, stops. What it will do is said first, and the reference typed back.
struct CaseEraseVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "erase", .caseErase, usage: "case erase CASE [--compartment C] [--confirm | --stop] [--yes CASE]",
            examples: [
                "case erase K-7F3Q2M-X", "case erase K-7F3Q2M-X --confirm", "case erase K-7F3Q2M-X --stop",
                "case erase K-7F3Q2M-X --compartment medical --yes K-7F3Q2M-X",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Option(help: .init(OptionText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    @Flag(help: .init(OptionText.confirmErasure.text)) var confirm = false

    @Flag(help: .init(OptionText.stopErasure.text)) var stop = false

    @Option(help: .init(OptionText.yes.text, valueName: "CASE")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let step = try CaseErase.Step(confirm: confirm, stop: stop)
        let reference = try TypedArguments.reference(reference)
        let compartment = try call.compartment(compartment)
        let operation = CaseErase(case: reference, compartment: compartment, step: step)
        // Stopping destroys nothing and is not asked about.
        guard step != .stop else { return try call.tell(try await call.perform(operation)) }
        let response = try await call.perform(operation, unlessHeld: reference, yes: yes) {
            () throws(Failure) in
            call.output.note(ErasureText.erases(reference.description, compartment?.description))
            let typed = try call.typedBack(reference.description, yes)
            guard (try? CaseReference(typed)) == reference else { throw .usage(.typedBackDiffers) }
        }
        return try call.tell(response)
    }
}

/// `record erase CASE/N`: the same of one record.
struct RecordEraseVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "erase", .recordErase, usage: "record erase CASE/N [--confirm | --stop] [--yes CASE/N]",
            examples: [
                "record erase K-7F3Q2M-X/3", "record erase K-7F3Q2M-X/3 --confirm", "record erase K-7F3Q2M-X/3 --stop",
            ])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.recordReference.text, valueName: "CASE/N")) var reference: String

    @Flag(help: .init(OptionText.confirmErasure.text)) var confirm = false

    @Flag(help: .init(OptionText.stopErasure.text)) var stop = false

    @Option(help: .init(OptionText.yes.text, valueName: "CASE/N")) var yes: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let step = try CaseErase.Step(confirm: confirm, stop: stop)
        let reference = try TypedArguments.record(reference)
        let operation = RecordErase(record: reference, step: step)
        guard step != .stop else { return try call.tell(try await call.perform(operation)) }
        let response = try await call.perform(operation, unlessHeld: reference.case, yes: yes) {
            () throws(Failure) in
            call.output.note(ErasureText.erasesRecord(reference.description))
            let typed = try call.typedBack(reference.description, yes)
            guard (try? RecordReference(typed)) == reference else { throw .usage(.typedBackDiffers) }
        }
        return try call.tell(response)
    }
}

extension CaseErase.Step {
    fileprivate init(confirm: Bool, stop: Bool) throws(Failure) {
        guard !confirm || !stop else { throw .usage(.notTogether("--confirm", "--stop")) }
        self = confirm ? .confirm : stop ? .stop : .order
    }
}

extension Invocation {
    /// Asks whether she means it and does it; where a hold stands it is refused before anything is asked.
    ///
    /// The vault is closed while she types, as at every question.
    fileprivate func perform<O: Operation>(
        _ operation: O, unlessHeld reference: CaseReference, yes: String?, asking: () throws(Failure) -> Void
    ) async throws(Failure) -> O.Response {
        guard yes == nil, prompt.isPossible else {
            try asking()
            return try await perform(operation)
        }
        try checkPassphraseSource()
        let (caller, keeper) = (try await caller(), SessionKeeper())
        try await withSession(as: caller, keeping: keeper) { (vault, session) async throws(Failure) in
            if try await vault.isHeld(reference, in: session) { throw .vault(.onHold) }
        }
        try asking()
        return try await withSession(as: caller, keeping: keeper) {
            (vault, session) async throws(Failure) -> O.Response in
            try await vault.done(operation, in: session)
        }
    }

    fileprivate func typedBack(_ reference: String, _ yes: String?) throws(Failure) -> String {
        if let yes { return yes }
        return try prompt.line(PromptText.typeReferenceBack(reference), else: "--yes \(reference)") ?? ""
    }

    fileprivate func tell(_ response: CaseErase.Response) throws(Failure) -> ExitStatus {
        if output.form == .json { try output.json(ErasureAnswer(response)) }
        output.note(ErasureText(response, until: response.until.map { time.text($0) }))
        return .done
    }
}

extension Vault {
    /// False also to whoever may not know: the act itself refuses her, and is logged.
    fileprivate func isHeld(_ reference: CaseReference, in session: Session) async throws(Failure) -> Bool {
        do {
            return try await done(HoldList(case: reference), in: session).contains(where: \.stands)
        } catch .vault(.notPermitted) {
            return false
        }
    }
}

/// `case erase` and `record erase` for programs.
private struct ErasureAnswer: Encodable {
    let `case`: String
    let compartment: String?
    let record: String?
    let state: CaseErase.State
    let number: UInt64?
    let until: String?
    /// Of what is erased: older copies of gate.db that still hold its keys.
    let gateCopies: Int?

    init(_ response: CaseErase.Response) {
        (self.case, compartment, record) = (response.case, response.compartment?.description, response.record)
        gateCopies = response.gateCopies
        (state, number, until) = (response.state, response.number, response.until.map(MachineTime.text))
    }
}
