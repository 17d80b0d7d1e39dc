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
    var lead: [UInt8] { Self.leads[rawValue] }

    private static let leads: [[UInt8]] = allCases.map { field in
        let before = EntryField(rawValue: field.rawValue - 1)
        let close = before.map { $0.isNumber ? "," : "\"," } ?? "{"
        return Array("\(close)\"\(field.key)\":\(field.isNumber ? "" : "\"")".utf8)
    }

    /// The same to compare with.
    static let leadWords: [LeadWords] = leads.map { LeadWords($0) }
}
