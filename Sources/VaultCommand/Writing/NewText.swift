import CaseVault

/// A new record written at the terminal. What was typed is not thrown away because of a compartment: it is a draft.
struct NewText {
    private let call: Invocation
    private let caller: Caller
    private let keeper: SessionKeeper
    private let sealer: DraftSealer
    private var target: DraftTarget
    private let start: [UInt8]

    init(_ call: Invocation, _ caller: Caller, _ target: DraftTarget) {
        self.init(call, caller, target, SessionKeeper(), draft: nil, start: [])
    }

    /// Goes on with a draft.
    init(
        _ call: Invocation, _ caller: Caller, _ target: DraftTarget, _ keeper: SessionKeeper, draft: UInt32?,
        start: [UInt8]
    ) {
        (self.call, self.caller, self.target, self.keeper, self.start) = (call, caller, target, keeper, start)
        sealer = DraftSealer(call, caller, keeper, target, number: draft, start: start)
    }

    /// Unlocks first, so that what is typed can be sealed.
    mutating func add() async throws(Failure) -> RecordAdd.Response {
        let desk = try WritingDesk(call, sealer)
        try await call.withSession(as: caller, keeping: keeper) { (_, _) async throws(Failure) in }
        return try await sealer.keeping { () async throws(Failure) in
            let text = try await desk.write(start, heading: heading)
            if sealer.number != nil, text == start { try sealer.askToSave() }
            guard !text.isEmpty else { throw .input(.empty) }
            return try await save(text)
        }
    }

    /// Tries as often as she wants, where she wants.
    private mutating func save(_ text: [UInt8]) async throws(Failure) -> RecordAdd.Response {
        let content = try ContentInput.checked(text)
        while true {
            do { return try await attempt(content) } catch {
                if case .vault(.notPermitted) = error { sealer.doubt() }
                await sealer.seal(text)
                switch try TypedText(content, call).afterFailure(error, canMove: true) {
                case .again: continue
                case .move:
                    target = DraftTarget(
                        case: target.case, compartment: try call.requiredCompartment(nil), form: target.form)
                    sealer.target = target
                case .drop:
                    sealer.drop()
                    throw error
                }
            }
        }
    }

    private var heading: String {
        "\(target.case)  \(target.compartment.map { CodeText.of($0).text } ?? "")"
    }

    private func attempt(_ content: Bytes) async throws(Failure) -> RecordAdd.Response {
        guard let compartment = target.compartment else { throw .vault(.notPermitted) }
        let operation = RecordAdd(
            case: target.case, compartment: compartment, form: target.form, content: content, language: "",
            draft: sealer.number)
        return try await call.withSession(as: caller, keeping: keeper, waiting: .brief) {
            (vault, session) async throws(Failure) in
            try await vault.done(operation, in: session)
        }
    }
}
