import CaseVault
import Foundation

/// The content of a record that a colleague wrote, where it is JSON: as a value of an answer, and as a file of an export. The
/// value is all that the content says, and what is given as a value is a document too.
enum ProbedJSON: ProbedParser {
    /// As deep as a value of an answer may be.
    private static let deepest = 500

    static var seeds: [[UInt8]] {
        let plain = [
            "{\"name\": \"Jelena\", \"n\": [0, -1, 2.5, 1e3, 1E-7, 123456789012345678], \"x\": {\"y\": null, \"z\": [true]}}",
            "[]", " \n{}", "[\"\\u0107\\ud83d\\ude00\\n\\/\", \"ć\"]", "[1e99, 1e-99, 1e127, 1e-127, 0.000001, -0]",
            "{\"a\": 1, \"a\": 2}", "[123456789012345678901]", "[1,]", "{\"\": [{}]}",
        ]
        let nested = [1, 16, 300, deepest - 1, deepest, deepest + 1].flatMap { depth in
            [("[", "", "]"), ("{\"a\":", "1", "}")].map { opening, inside, end in
                String(repeating: opening, count: depth) + inside + String(repeating: end, count: depth)
            }
        }
        return (plain + nested).map { Array($0.utf8) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let isDocument = JSONDocument.isObjectOrList(bytes)
        let said = try? StrictJSON(bytes, deepest: deepest)
        guard let value = JSONValue(objectOrList: bytes) else { return .refused }
        guard isDocument, let said else { return .broken(.disputed) }
        // In an answer, which is an object of its own around it.
        guard let written = try? JSONEncoder().encode(["content": value]),
            let again = try? StrictJSON([UInt8](written), deepest: deepest + 1),
            isSame(.object([(key: "content", value: said)]), again)
        else { return .broken(.notStable) }
        return .accepted
    }

    /// Whether both say the same, whatever the order of the keys and however a number is spelled.
    private static func isSame(_ left: StrictJSON, _ right: StrictJSON) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): Double(left) == Double(right)
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy { isSame($0, $1) }
        case (.object(let left), .object(let right)):
            left.count == right.count
                && zip(left.sorted { $0.key < $1.key }, right.sorted { $0.key < $1.key }).allSatisfy {
                    $0.key == $1.key && isSame($0.value, $1.value)
                }
        default: left == right
        }
    }
}
