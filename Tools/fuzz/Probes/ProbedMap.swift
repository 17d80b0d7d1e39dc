/// The map of an import. What is read is written and read again as the same, no key stands twice, and what our strict
/// reader takes for JSON another reader takes too.
enum ProbedMap: ProbedParser {
    static var seeds: [[UInt8]] {
        [
            """
            {"delimiter": ";", "encoding": "windows-1250", "dates": ["d.M.yyyy.", "yyyy"], "case_by": ["ime"],
             "columns": {"ime": {"skip": true}, "datum": {"compartment": "legal", "form": "note", "field": "when",
             "date": true}, "tekst": {"compartment": "identity", "form": "label"}}}
            """,
            "{\"columns\":{\"a\\u0107\\ud83d\\ude00\\n\":{\"skip\":true}}}",
            "{\"columns\": {\"\": {\"compartment\": \"core\", \"form\": \"intake\", \"field\": \"text\", \"date\": false}}}",
            "[[[[1.5e3, -0, null, true, false, \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]]]]",
        ].map { Array($0.utf8) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let value = try? StrictJSON(bytes) else {
            return (try? ImportMap(bytes)) == nil ? .refused : .broken(.disputed)
        }
        guard value.hasEachKeyOnce else { return .broken(.notStable) }
        guard JSONValue.isJSON(bytes) else { return .broken(.disputed) }
        guard let map = try? ImportMap(bytes) else { return .refused }
        guard let again = try? ImportMap(map.bytes), again.bytes == map.bytes,
            again.columns.elementsEqual(map.columns, by: { $0 == $1 })
        else { return .broken(.notStable) }
        return .accepted
    }
}

extension StrictJSON {
    fileprivate var hasEachKeyOnce: Bool {
        switch self {
        case .object(let members):
            Set(members.map(\.key)).count == members.count && members.allSatisfy(\.value.hasEachKeyOnce)
        case .list(let values): values.allSatisfy(\.hasEachKeyOnce)
        default: true
        }
    }
}
