import ArgumentParser
import CaseVault
import Platform

/// `rotate CASE`, `rotate CASE --all-of LOGIN`, `rotate --all-of LOGIN`.
struct RotateVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb(
            "rotate", .rotate, usage: "rotate [CASE] [--all-of LOGIN]",
            examples: ["rotate K-7F3Q2M-X", "rotate K-7F3Q2M-X --all-of sanja", "rotate --all-of sanja"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(KeyText.rotatedCase.text, valueName: "CASE")) var reference: String?

    @Option(help: .init(KeyText.allOf.text, valueName: "LOGIN")) var allOf: String?

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard reference != nil || allOf != nil else { throw .usage(.missingArgument("CASE")) }
        let cases = try reference.map { (text) throws(Failure) in [try TypedArguments.reference(text)] }
        try call.checkPassphraseSource()
        let progress = RekeyProgress(call.output)
        let rows = try await call.withSession(as: try await call.caller()) {
            (vault, session) async throws(Failure) -> [RotatedAnswer] in
            defer { progress.finish() }
            var rows: [RotatedAnswer] = []
            let found = try await found(cases, vault, session)
            for reference in found {
                let response = try await vault.done(Rotate(case: reference, against: allOf), in: session)
                rows.append(RotatedAnswer(response))
                progress.show(done: rows.count, total: found.count)
            }
            return rows
        }
        try call.output.list(
            rows,
            [
                Column(.caseReference) { $0.case }, Column(.newKeys) { $0.rotated.joined(separator: ", ") },
                Column(.waitsFor) { $0.due.joined(separator: ", ") },
            ])
        if rows.contains(where: { !$0.due.isEmpty }) { call.output.note(KeyText.due) }
        if let first = rows.first(where: { !$0.rotated.isEmpty }) { call.output.note(KeyText.olderStay(first.case)) }
        return .done
    }

    private func found(
        _ cases: [CaseReference]?, _ vault: Vault, _ session: Session
    ) async throws(Failure) -> [CaseReference] {
        if let cases { return cases }
        guard let allOf else { return [] }
        return try await vault.done(RotationCases(against: allOf), in: session)
    }
}

/// `rekey CASE`, `rekey --all`.
struct RekeyVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("rekey", .rekey, usage: "rekey CASE | --all", examples: ["rekey K-7F3Q2M-X", "rekey --all"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Argument(help: .init(OptionText.caseReference.text, valueName: "CASE")) var reference: String?

    @Flag(help: .init(KeyText.all.text)) var all = false

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        if reference != nil, all { throw .usage(.unexpectedArgument) }
        if reference == nil, !all { throw .usage(.missingArgument("CASE")) }
        let one = try reference.map { (text) throws(Failure) in try TypedArguments.reference(text) }
        try call.checkPassphraseSource()
        let (rows, others) = try await call.withSession(as: try await call.caller()) {
            (vault, session) async throws(Failure) -> ([RekeyedAnswer], Int) in
            if let one { return ([try await rekey(one, call, vault, session)], 0) }
            let work = try await vault.done(RekeyAll(), in: session)
            var rows: [RekeyedAnswer] = []
            for reference in work.cases { rows.append(try await rekey(reference, call, vault, session)) }
            return (rows, work.others)
        }
        try call.output.list(
            rows,
            [
                Column(.caseReference) { $0.case }, Column(.count, .end) { String($0.resealed) },
                Column(.deletedKeys, .end) { String($0.deleted) },
                Column(.waitsFor) { $0.others.joined(separator: ", ") },
            ])
        if rows.contains(where: { $0.deleted > 0 }) { call.output.note(KeyText.backUpNow) }
        if rows.contains(where: { !$0.others.isEmpty }) { call.output.note(KeyText.othersMust) }
        if others > 0 { call.output.note(KeyText.otherCases(others)) }
        if let one, rows.allSatisfy({ $0.resealed == 0 && $0.others.isEmpty }) {
            call.output.note(KeyText.nothingOlder(one.description))
        }
        return .done
    }

    /// Batch after batch, each durable: an interruption loses nothing.
    private func rekey(
        _ reference: CaseReference, _ call: Invocation, _ vault: Vault, _ session: Session
    ) async throws(Failure) -> RekeyedAnswer {
        let progress = RekeyProgress(call.output)
        defer { progress.finish() }
        var answer = RekeyedAnswer(case: reference.description)
        while true {
            let step = try await vault.done(RekeyStep(case: reference), in: session)
            answer.take(step)
            progress.show(done: answer.resealed, total: answer.resealed + step.left)
            if step.left == 0 || step.resealed == 0 { return answer }
        }
    }
}
