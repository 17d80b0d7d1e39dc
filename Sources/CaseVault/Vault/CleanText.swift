/// Rules for the few texts that people type and the vault stores outside records.
package enum CleanText {
    /// A name: 1 to 200 code points, no control characters, no line ends, no direction overrides.
    package static func isName(_ text: String) -> Bool {
        (1...200).contains(text.unicodeScalars.count) && text.unicodeScalars.allSatisfy(isPrintable)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
        default: true
        }
    }

    /// A form: `[a-z][a-z0-9_]{1,31}`.
    package static func isForm(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard (2...32).contains(bytes.count), (0x61...0x7A).contains(bytes[0]) else { return false }
        return bytes.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    }

    /// A language tag: empty, or 2 to 16 letters, digits and hyphens.
    static func isLanguage(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes.isEmpty { return true }
        guard (2...16).contains(bytes.count) else { return false }
        return bytes.allSatisfy {
            (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
        }
    }
}
