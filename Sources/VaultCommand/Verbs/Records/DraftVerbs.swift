import ArgumentParser
import CaseVault
import Platform

/// `record drafts`: texts that were begun and not finished.
struct RecordDraftsVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("drafts", .recordDrafts, usage: "record drafts", examples: ["record drafts", "record drafts --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let drafts = try await call.perform(DraftList()).map(DraftAnswer.init)
        try call.output.list(
            drafts,
            [
                Column(.draft, .end) { String($0.draft) }, Column(.caseReference) { $0.case },
                Column(.saved) { call.time.text($0.savedMilliseconds) },
            ])
        return .done
    }
}

/// `record resume N`: goes on with a draft.
struct RecordResumeVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "resume", .recordResume, usage: "record resume N [--purpose P]",
            examples: ["record resume 1", "record resume 2 --purpose follow-up"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.draft.text, valueName: "N")) var number: UInt32

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard call.prompt.isPossible else { throw .usage(.onlyAtTerminal("record resume")) }
        try WritingDesk.check(call)
        let (caller, purpose) = try await call.callerAndPurpose(purpose)
        let keeper = SessionKeeper()
        let draft = try await call.withSession(as: caller, keeping: keeper) {
            (vault, session) async throws(Failure) in
            try await vault.done(DraftOpen(number: number, purpose: purpose), in: session)
        }
        SessionMemory.current?.name(draft.target.case)
        let response: RecordAdd.Response
        if let record = draft.target.record {
            response = try await NextRevision(call, caller, record, purpose, keeping: keeper, draft: draft)
                .write(over: nil)
        } else {
            var text = NewText(
                call, caller, draft.target, keeper, draft: draft.number, start: draft.content.array)
            response = try await text.add()
        }
        try RecordWritten(call).show(response)
        return .done
    }
}

/// `record discard N`: deletes a draft, unopened.
struct RecordDiscardVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("discard", .recordDiscard, usage: "record discard N", examples: ["record discard 1"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.draft.text, valueName: "N")) var number: UInt32

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let response = try await call.perform(DraftDiscard(number: number))
        if call.output.form == .json { try call.output.json(["draft": response.number]) }
        call.output.note(WritingText.draftGone(response.number))
        return .done
    }
}

/// `record drafts` for programs.
private struct DraftAnswer: Encodable {
    let draft: UInt32
    let `case`: String
    let saved: String
    /// The time itself, for people; not part of the answer.
    let savedMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case draft, `case`, saved }

    init(_ line: DraftList.Line) {
        (draft, `case`, savedMilliseconds) = (line.number, line.case, line.saved)
        saved = MachineTime.text(line.saved)
    }
}
