import AuditLog
import CaseVault

/// What an index takes out of a record's content, which anybody who may write chooses: well-formed words, whatever the
/// content is.
enum ProbedWords: ProbedParser {
    static var seeds: [[UInt8]] {
        [
            "Razgovor sa Jelenom, Ђорђе и Њега.",
            "{\"name\": \"Jelena Petrović\", \"alias\": [\"Lena\"], \"address\": {\"street\": \"Nemanjina\"}, \"n\": 1}",
            "[\"pr\\u0107a\", \"\\ud83d\\ude00abc\", \"\\ud83dabc\", {\"a\": [[\"b\"]]}]",
        ].map { Array($0.utf8) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let whole = IndexContent.terms(.whole, form: "intake", bytes)
        let names = IndexContent.terms(.partly, form: "intake", bytes)
        for terms in [whole, names, IndexContent.terms(.partly, form: "label", bytes)] {
            guard SearchTerms.areWellFormed(terms) else { return .broken(.notCanonical) }
        }
        // A fold may make two letters of one, and one byte of content at most four of words.
        guard whole.count <= 4 * bytes.count + 2 else { return .broken(.tooLarge) }
        return whole.isEmpty ? .refused : .accepted
    }
}
