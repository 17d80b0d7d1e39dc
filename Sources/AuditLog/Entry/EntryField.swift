/// The keys of a line, in the only order there is.
package enum EntryField: Int, CaseIterable, Hashable, Sendable {
    case version, seq, prev, time, boot, mono, act, by, role, peer, clientCase, object, record, revision
    case before, after, count, why, ref, result, flags, data, sig

    /// The key as it is written.
    package var key: String {
        switch self {
        case .version: "v"
        case .clientCase: "case"
        default: "\(self)"
        }
    }

    /// Integers stand without quotes.
    package var isNumber: Bool {
        switch self {
        case .version, .seq, .mono, .revision, .count, .ref: true
        default: false
        }
    }

    /// The bytes between the value before this field and its own: closing quote, comma, key, colon, opening quote.
    var lead: ArraySlice<UInt8> { Self.leadBytes[Self.leadRange(of: self)] }

    /// The leads of all fields, one behind the other.
    static let leadBytes: [UInt8] = allCases.flatMap { field in
        let before = EntryField(rawValue: field.rawValue - 1)
        let close = before.map { $0.isNumber ? "," : "\"," } ?? "{"
        return Array("\(close)\"\(field.key)\":\(field.isNumber ? "" : "\"")".utf8)
    }

    static func leadRange(of field: EntryField) -> Range<Int> {
        leadStarts[field.rawValue]..<leadStarts[field.rawValue + 1]
    }

    /// Every lead has one colon; what follows it is an opening quote or nothing.
    private static let leadStarts: [Int] = allCases.reduce(into: [0]) { starts, field in
        let colon = leadBytes[(starts.last ?? 0)...].firstIndex(of: UInt8(ascii: ":")) ?? leadBytes.count
        starts.append(colon + (field.isNumber ? 1 : 2))
    }
}
