import ArgumentParser
import CaseVault
import Platform

/// `case new`: opens a case.
struct CaseNewVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "new", .caseNew, usage: "case new [--label-fd N] [--lead LOGIN]",
            examples: ["case new", "case new --lead jelena"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Option(name: .customLong("label-fd"), help: .init(OptionText.labelDescriptor.text, valueName: "N"))
    var labelDescriptor: DescriptorNumber?

    @Option(help: .init(OptionText.lead.text, valueName: "LOGIN")) var lead: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        try call.checkPassphraseSource()
        let caller = try await call.caller()
        // With both on the same descriptor the passphrase is the first line: the label is then read in the session.
        let early = labelDescriptor == nil ? try label(call) : nil
        let response = try await call.withSession(as: caller) { (vault, session) async throws(Failure) in
            let label = labelDescriptor == nil ? early : try label(call)
            return try await vault.done(CaseNew(label: label, lead: lead), in: session)
        }
        if let made = try? CaseReference(response.case) { SessionMemory.current?.name(made) }
        switch call.output.form {
        case .json: try call.output.json(response)
        case .plain: try call.output.line("\(FieldText.caseReference.text): \(response.case)")
        case .table, .lines: try call.output.line(response.case)
        }
        if call.output.tellsPerson { call.output.note(NoteText.caseOpened(response.case)) }
        return .done
    }

    /// Without a terminal and without a descriptor the case has no label.
    private func label(_ call: Invocation) throws(Failure) -> String? {
        if let labelDescriptor { return try DescriptorLine.read(labelDescriptor, option: "--label-fd") }
        guard call.prompt.isPossible else { return nil }
        return try call.prompt.line(.label, else: "--label-fd", trace: .erased)
    }
}
