import CaseVault

/// References of cases and records as they are typed. One that is accepted is printed in the one form, and typed again as
/// the same.
enum ProbedReference: ProbedParser {
    static var seeds: [[UInt8]] {
        let known = ["000000", "7F3Q2M", "ZZZZZZ", "KKKKKK"].flatMap { symbols in
            "0123456789ABCDEFGHJKMNPQRSTVWXYZ".compactMap { try? CaseReference("K-\(symbols)-\($0)").description }
        }
        let tails = ["", "/1", "/4294967295", "/n7"]
        return known.flatMap { reference in tails.map { Array((reference + $0).utf8) } }
            + known.map { Array($0.lowercased().filter { $0 != "-" }.utf8) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let text = String(decoding: bytes, as: UTF8.self)
        if let reference = try? CaseReference(text) {
            guard (try? CaseReference(reference.description)) == reference, reference.description.utf8.count == 10
            else { return .broken(.notStable) }
            return .accepted
        }
        guard let reference = try? RecordReference(text) else { return .refused }
        guard (try? RecordReference(reference.description)) == reference else { return .broken(.notStable) }
        return .accepted
    }
}
