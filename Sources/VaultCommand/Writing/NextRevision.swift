import CaseVault
import Platform

/// A revision written at the terminal: the text is opened, logged, and changed; without an editor it is shown, then added
/// to or written anew.
///
/// One unlock; between its sessions the vault is free and no passphrase is kept. If somebody else writes meanwhile, the
/// new text is shown, and what she wrote is still there.
struct NextRevision {
    private enum Way { case append, anew }
    private enum Choice { case mine, keep }

    private let call: Invocation
    private let caller: Caller
    private let record: RecordReference
    private let purpose: Purpose
    private let keeper: SessionKeeper
    private let draft: DraftOpen.Response?

    init(
        _ call: Invocation, _ caller: Caller, _ record: RecordReference, _ purpose: Purpose,
        keeping keeper: SessionKeeper = SessionKeeper(), draft: DraftOpen.Response? = nil
    ) {
        (self.call, self.caller, self.record, self.purpose) = (call, caller, record, purpose)
        (self.keeper, self.draft) = (keeper, draft)
    }

    func write(over revision: UInt64?) async throws(Failure) -> RecordAdd.Response {
        try WritingDesk.check(call)
        var view = try await opened(revision)
        let start = draft?.content.array ?? view.content.array
        var replaced = draft?.target.replacing ?? view.line.revision
        let sealer = DraftSealer(
            call, caller, keeper, DraftTarget(record: record, replacing: replaced), number: draft?.number, start: start)
        let desk = try WritingDesk(call, sealer)
        return try await sealer.keeping { () async throws(Failure) in
            var text = try await changed(start, view, desk)
            if draft != nil, text == start { try sealer.askToSave() }
            while true {
                do throws(Failure) { return try await save(text, over: replaced, sealer) } catch {
                    guard case .vault(.conflict(let current)) = error else { throw error }
                    await sealer.seal(text)
                    try call.prompt.say(WritingText.writtenMeanwhile(current).text, else: ContentInput.option)
                    view = try await opened(nil)
                    try ContentOutput(invocation: call).showAtTerminal(view)
                    guard try askAfterConflict() == .mine else { throw error }
                    replaced = view.line.revision
                    sealer.target = DraftTarget(record: record, replacing: replaced)
                    text = try await again(text, desk)
                }
            }
        }
    }

    private func opened(_ revision: UInt64?) async throws(Failure) -> RecordView {
        let show = RecordShow(record: record, revision: revision, purpose: purpose, showing: .terminal)
        return try await call.withSession(as: caller, keeping: keeper) { (vault, session) async throws(Failure) in
            try await vault.done(show, in: session)
        }
    }

    private func changed(
        _ start: [UInt8], _ view: RecordView, _ desk: WritingDesk
    ) async throws(Failure) -> [UInt8] {
        guard desk.edits else { return try await typed(start, view, desk) }
        let text = try await desk.write(start, heading: "\(record)")
        guard text != view.content.array else { throw .input(.unchanged) }
        return try ContentInput.checked(text).array
    }

    /// Without an editor a text cannot be changed in its middle.
    private func typed(
        _ start: [UInt8], _ view: RecordView, _ desk: WritingDesk
    ) async throws(Failure) -> [UInt8] {
        if draft == nil { try ContentOutput(invocation: call).showAtTerminal(view) }
        let ways: [(value: Way, code: String, name: String)] = [
            (.append, "", PromptText.editAppend.text), (.anew, "", PromptText.editAnew.text),
        ]
        let way = try call.prompt.choice(.editHow, of: ways, else: ContentInput.option)
        if way == .anew { desk.sealer.beginAnew() }
        return try ContentInput.checked(try await desk.write(way == .anew ? [] : start, heading: "\(record)")).array
    }

    private func again(_ text: [UInt8], _ desk: WritingDesk) async throws(Failure) -> [UInt8] {
        guard desk.edits else { return text }
        return try ContentInput.checked(try await desk.write(text, heading: "\(record)")).array
    }

    private func askAfterConflict() throws(Failure) -> Choice {
        let choices: [(value: Choice, code: String, name: String)] = [
            (.mine, "", WritingText.saveMine.text), (.keep, "", WritingText.keepAsDraft.text),
        ]
        return try call.prompt.choice(.editHow, of: choices, else: ContentInput.option)
    }

    /// Tries as often as she wants, except over a revision that is no longer the newest.
    private func save(
        _ text: [UInt8], over revision: UInt64, _ sealer: DraftSealer
    ) async throws(Failure) -> RecordAdd.Response {
        while true {
            let operation = RecordEdit(
                record: record, replacing: revision, content: Bytes(text), purpose: purpose, draft: sealer.number)
            do throws(Failure) {
                return try await call.withSession(as: caller, keeping: keeper, waiting: .brief) {
                    (vault, session) async throws(Failure) in
                    try await vault.done(operation, in: session)
                }
            } catch {
                if case .vault(.conflict) = error { throw error }
                if case .vault(.notPermitted) = error { sealer.doubt() }
                await sealer.seal(text)
                guard try TypedText(Bytes(text), call).afterFailure(error, canMove: false) == .drop else { continue }
                sealer.drop()
                throw error
            }
        }
    }
}
