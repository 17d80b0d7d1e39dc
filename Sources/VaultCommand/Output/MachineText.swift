import Foundation
import Platform

/// One line of JSON: sorted keys, slashes as they are, and nothing in it that a terminal would obey.
enum MachineText {
    /// - Returns: nil for a value that has no JSON form, which no answer of this program is.
    static func line(_ value: some Encodable) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let bytes = try? encoder.encode(value) else { return nil }
        return String(decoding: bytes, as: UTF8.self).unicodeScalars.reduce(into: "") { text, scalar in
            if isObeyed(scalar) { text += JSONText.escaped(scalar) } else { text.unicodeScalars.append(scalar) }
        }
    }

    /// DEL, and what ``ScalarClass`` calls hidden: the C1 controls too, since some terminals take U+009B for the start of a
    /// sequence. The joiners as well: an escape loses nothing.
    private static func isObeyed(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{7F}" || scalar == "\u{200C}" || scalar == "\u{200D}" || ScalarClass.isHidden(scalar)
    }
}
