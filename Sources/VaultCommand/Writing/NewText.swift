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
        let typed = try await desk.write(start, heading: heading)
        let isAsItWas = desk.edits ? typed == start : typed.isEmpty
        if sealer.number != nil, isAsItWas { try sealer.askToSave() }
        let text = desk.edits || start.isEmpty ? typed : ContinuedText.joined(start, isAsItWas ? [] : typed)
        let content: Bytes
        do throws(Failure) { content = try ContentInput.checked(text) } catch {
            if text.isEmpty { throw .input(.empty) }
            throw error
        }
        while true {
            do { return try await save(content) } catch {
                await sealer.seal(text)
                do throws(Failure) {
                    switch try TypedText(content, call).afterFailure(error, canMove: true) {
                    case .again: continue
                    case .move:
                        target = DraftTarget(
                            case: target.case, compartment: try call.requiredCompartment(nil), form: target.form)
                        sealer.target = target
                    }
                } catch {
                    sealer.tell()
                    throw error
                }
            }
        }
    }

    private var heading: String {
        "\(target.case)  \(target.compartment.map { CodeText.of($0).text } ?? "")"
    }

    private func save(_ content: Bytes) async throws(Failure) -> RecordAdd.Response {
        guard let compartment = target.compartment else { throw .vault(.notPermitted) }
        let operation = RecordAdd(
            case: target.case, compartment: compartment, form: target.form, content: content, language: "",
            draft: sealer.number)
        return try await call.withSession(as: caller, keeping: keeper) { (vault, session) async throws(Failure) in
            try await vault.done(operation, in: session)
        }
    }
}

/// Text that is added to the end of another: what can be done without an editor.
enum ContinuedText {
    static func joined(_ text: [UInt8], _ addition: [UInt8]) -> [UInt8] {
        let isOpen = !text.isEmpty && text.last != UInt8(ascii: "\n")
        return text + (isOpen ? [UInt8(ascii: "\n")] : []) + addition
    }
}
