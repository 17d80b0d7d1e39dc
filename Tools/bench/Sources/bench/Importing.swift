import CaseVault

/// Importing as `casevault import` does it.
extension House {
    /// A record of the usual size that differs from every other with another text.
    func record(_ text: String) -> ImportRecord {
        var content = Array((text + " ").utf8)
        content += repeatElement(UInt8(ascii: "a"), count: Self.contentByteCount - content.count)
        return ImportRecord(compartment: compartment, form: "note", content: Bytes(content))
    }

    /// A label of a case.
    func label(_ text: String) throws -> ImportRecord {
        guard let identity = Compartment("identity") else { throw BenchError.codes }
        return ImportRecord(compartment: identity, form: "label", content: Bytes(Array(text.utf8)))
    }

    /// Sends all of a plan, part after part.
    ///
    /// - Returns: the cases that it wrote to.
    @discardableResult
    func send(_ plan: ImportPlan) async throws -> [CaseReference] {
        var (batch, done, isComplete): (UInt32?, UInt32, Bool) = (nil, 0, false)
        var cases: [String] = []
        while !isComplete {
            let groups = plan.part(after: done)
            let part = ImportPart(batch: batch, digest: plan.digest, total: plan.total, from: done, groups: groups)
            let answer = try await vault.perform(part, in: session)
            (batch, done, isComplete) = (answer.batch, answer.done, answer.isComplete)
            cases += answer.cases.drop { $0 == cases.last }
        }
        return try cases.map { try CaseReference($0) }
    }
}
