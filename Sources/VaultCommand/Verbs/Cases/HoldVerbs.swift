import ArgumentParser
import CaseVault
import Platform

/// `hold set CASE`.
struct HoldSetVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("set", .holdSet, usage: "hold set CASE", examples: ["hold set K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try await call.setHold(reference, stands: true)
    }
}

/// `hold lift CASE`.
struct HoldLiftVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("lift", .holdLift, usage: "hold lift CASE", examples: ["hold lift K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try await call.setHold(reference, stands: false)
    }
}

/// `hold list [CASE]`.
struct HoldListVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("list", .holdList, usage: "hold list [CASE]", examples: ["hold list", "hold list K-7F3Q2M-X"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try reference.map { (text) throws(Failure) in try TypedArguments.reference(text) }
        let holds = try await call.perform(HoldList(case: reference)).map(HoldAnswer.init)
        try call.output.list(holds, HoldAnswer.columns(call.output))
        return .done
    }
}

extension Invocation {
    fileprivate func setHold(_ reference: String, stands: Bool) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let hold = try await perform(HoldSet(case: reference, stands: stands))
        if output.form == .json { try output.json(HoldAnswer(hold)) }
        output.note(stands ? ErasureText.held(hold.case) : ErasureText.lifted(hold.case))
        return .done
    }
}

/// A hold for programs and for the list.
private struct HoldAnswer: Encodable {
    let `case`: String
    let hold: Bool
    let by: String?
    let since: String?
    private let sinceMilliseconds: UInt64?

    private enum CodingKeys: CodingKey { case `case`, hold, by, since }

    init(_ hold: CaseHold) {
        (self.case, self.hold, by) = (hold.case, hold.stands, hold.by)
        (since, sinceMilliseconds) = (hold.since.map(MachineTime.text), hold.since)
    }

    static func columns(_ output: Output) -> [Column<HoldAnswer>] {
        [
            Column(.caseReference) { $0.case },
            Column(.state) { output.form == .lines ? ($0.hold ? "hold" : "") : ErasureText.state(hold: $0.hold).text },
            Column(.from, minimum: 4) { $0.by ?? "" },
            Column(.since) { $0.sinceMilliseconds.map { output.time.text($0) } ?? "" },
        ]
    }
}
