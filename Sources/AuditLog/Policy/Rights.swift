/// What a grant allows in one generation.
package struct Rights: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16
    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Open every record of the generation.
    package static let read = Rights(rawValue: 1)
    /// Add records, and change those she may open.
    package static let write = Rights(rawValue: 2)
    /// Open only what she wrote.
    package static let own = Rights(rawValue: 4)
    /// Pass the half on; opens nothing by itself.
    package static let give = Rights(rawValue: 8)

    /// Every right there is; other bits in a grant are refused.
    package static let all: Rights = [.read, .write, .own, .give]

    /// The letters of the policy table, in their order; `-` is nothing.
    package var letters: String {
        let named: [(Rights, String)] = [(.read, "r"), (.write, "w"), (.own, "o"), (.give, "g")]
        return isEmpty ? "-" : named.filter { contains($0.0) }.map(\.1).joined()
    }

    /// The letters of the policy table: r, w, o, g; `-` is nothing. Nil for any other letter.
    package init?(letters: some StringProtocol) {
        var rights: Rights = []
        if letters != "-" {
            for letter in letters {
                switch letter {
                case "r": rights.insert(.read)
                case "w": rights.insert(.write)
                case "o": rights.insert(.own)
                case "g": rights.insert(.give)
                default: return nil
                }
            }
        }
        self = rights
    }
}
