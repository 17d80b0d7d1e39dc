import CaseVault
import Platform

/// A sheet on its way into the vault, part by part; each part is one transaction.
struct ImportSending {
    private let call: Invocation
    private let sheet: ImportSheet

    struct Done: Sendable {
        let batch: UInt32
        let cases: [String]
    }

    init(_ call: Invocation, _ sheet: ImportSheet) { (self.call, self.sheet) = (call, sheet) }

    /// - Returns: lines of records that the vault has already.
    /// - Throws: `.importing(.refused)` with the first line that is not hers to import.
    func check(_ look: ImportLook.Response) throws(Failure) -> [Int] {
        if let group = look.refused.min() { throw .importing(.refused(line: sheet.lines[group].first ?? 1)) }
        let lines = look.unfinished == nil ? look.duplicates.map { sheet.lines[$0.group][$0.record] } : []
        let known = Set(lines).sorted()
        if !known.isEmpty { call.output.note(ImportText.known(known)) }
        if let batch = look.unfinished { call.output.note(ImportText.goesOn(batch: batch, done: look.done)) }
        return known
    }

    /// Whether the same records shall come in once more.
    func ask(_ batch: UInt32) throws(Failure) {
        guard call.prompt.isPossible, call.output.form != .json else { throw .imported(batch: batch) }
        guard try call.prompt.agrees(.importing(.again(batch: batch)), else: "--again") else { throw .input(.stopped) }
    }

    /// Sends what is not there yet.
    func send(_ vault: Vault, _ session: Session, _ look: ImportLook.Response) async throws(Failure) -> Done {
        let plan = sheet.plan
        let progress = ImportProgress(call.output, total: Int(plan.total), from: Int(look.done))
        defer { progress.finish() }
        var (batch, done) = (look.unfinished, look.done)
        var cases: [String] = []
        while true {
            if Interruptions.asked != nil { throw .vault(.stopped) }
            let groups = plan.part(after: done)
            // What an interruption left between the last record and the closing entry does not exist: they are one part.
            guard !groups.isEmpty else { throw .vault(.invalid(.importBatch)) }
            let answer = try await vault.done(
                ImportPart(batch: batch, digest: plan.digest, total: plan.total, from: done, groups: groups),
                in: session)
            (batch, done) = (answer.batch, answer.done)
            for reference in answer.cases where cases.last != reference { cases.append(reference) }
            progress.show(done: Int(done))
            if answer.isComplete { return Done(batch: answer.batch, cases: cases) }
        }
    }

    /// What would happen.
    func show(_ look: ImportLook.Response, _ known: [Int]) throws(Failure) -> ExitStatus {
        let cases = sheet.plan.groups.count
        if call.output.form == .json {
            try call.output.json(
                ImportForecast(
                    records: Int(sheet.plan.total), rows: sheet.rows, newCases: sheet.newCases,
                    cases: cases, repeated: sheet.repeated, overLines: sheet.overLines,
                    known: known, import: look.complete ?? look.unfinished))
        } else {
            let text = ImportText.would(
                records: Int(sheet.plan.total), rows: sheet.rows, newCases: sheet.newCases,
                knownCases: cases - sheet.newCases)
            try call.output.line(text.text)
        }
        return .done
    }

    func show(_ done: Done, _ known: [Int]) throws(Failure) {
        if call.output.form == .json {
            try call.output.json(
                ImportDone(
                    import: done.batch, records: Int(sheet.plan.total), cases: done.cases, newCases: sheet.newCases,
                    repeated: sheet.repeated, overLines: sheet.overLines, known: known))
        } else {
            let text = ImportText.done(
                batch: done.batch, records: Int(sheet.plan.total), cases: sheet.plan.groups.count)
            try call.output.line(text.text)
        }
        call.output.note(ImportText.readable)
    }
}

/// `import --try` for programs.
private struct ImportForecast: Encodable {
    let records: Int
    let rows: Int
    let newCases: Int
    let cases: Int
    let repeated: [Int]
    let overLines: [Int]
    let known: [Int]
    let `import`: UInt32?
}

/// `import` for programs.
private struct ImportDone: Encodable {
    let `import`: UInt32
    let records: Int
    let cases: [String]
    let newCases: Int
    let repeated: [Int]
    let overLines: [Int]
    let known: [Int]
}
