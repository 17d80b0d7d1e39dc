import ArgumentParser
import CaseVault

/// `record list CASE`: what there is, without content.
struct RecordListVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "list", .recordList, usage: "record list CASE --purpose P [--compartment C]",
            examples: ["record list K-7F3Q2M-X", "record list K-7F3Q2M-X --purpose court --json"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(help: .init(OptionText.compartment.text, valueName: "C"), completion: .compartments)
    var compartment: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let reference = try TypedArguments.reference(reference)
        let compartment = try call.compartment(compartment)
        let lines = try await call.perform(purpose: purpose) {
            RecordList(case: reference, compartment: compartment, purpose: $0)
        }
        try call.output.list(lines.map(RecordLineAnswer.init), RecordColumns.all(call.output))
        return .done
    }
}

/// `record show CASE/N`: one record, opened.
struct RecordShowVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "show", .recordShow, usage: "record show CASE/N --purpose P [--revision R]",
            examples: ["record show K-7F3Q2M-X/3", "record show K-7F3Q2M-X/3 --purpose court | less"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.recordReference.text, valueName: "RECORD")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    @Option(help: .init(OptionText.revision.text, valueName: "R")) var revision: UInt64?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let record = try TypedArguments.record(reference)
        let content = ContentOutput(invocation: call)
        let view = try await call.perform(purpose: purpose) {
            RecordShow(record: record, revision: revision, purpose: $0, showing: content.showing)
        }
        try content.show(view)
        return .done
    }
}

/// `record history CASE/N`: who wrote which revision.
struct RecordHistoryVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "history", .recordHistory, usage: "record history CASE/N --purpose P",
            examples: ["record history K-7F3Q2M-X/3"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.recordReference.text, valueName: "RECORD")) var reference: String

    @Option(help: .init(OptionText.purpose.text, valueName: "P"), completion: .purposes) var purpose: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        let record = try TypedArguments.record(reference)
        let lines = try await call.perform(purpose: purpose) { RecordHistory(record: record, purpose: $0) }
        try call.output.list(lines.map(RecordLineAnswer.init), RecordColumns.all(call.output))
        return .done
    }
}
