/// What is wrong with a passphrase somebody chose.
package enum PassphraseProblem: Hashable, Sendable {
    /// Not valid UTF-8: the terminal is set to another encoding.
    case notText
    /// A combining mark or a control character: "type the letter as one key".
    case typeAsOneKey
    /// Fewer than 12 characters and fewer than five words.
    case tooShort(characters: Int, words: Int)
}

/// The rule for passphrases, applied where they lie: nothing here makes a `String` of one.
///
/// A passphrase is taken as typed. It is not normalised, so a letter typed as two code points would be another
/// passphrase on another keyboard; that is refused instead.
package enum PassphraseRule {
    package static let leastCharacters = 12
    package static let leastWords = 5

    /// The first problem found, or nil when the passphrase may be used.
    package static func check(_ passphrase: borrowing SecretBuffer) -> PassphraseProblem? {
        var characters = 0
        var words = 0
        var isInsideWord = false
        var isOneKeyEach = true
        let isText = passphrase.forEachScalar { scalar in
            characters += 1
            if isTypedWithTwoKeys(scalar) { isOneKeyEach = false }
            let isSpace = scalar.properties.isWhitespace
            if !isSpace && !isInsideWord { words += 1 }
            isInsideWord = !isSpace
        }
        guard isText else { return .notText }
        guard isOneKeyEach else { return .typeAsOneKey }
        let isLongEnough = characters >= leastCharacters || words >= leastWords
        return isLongEnough ? nil : .tooShort(characters: characters, words: words)
    }

    /// Whether Cyrillic letters were typed, for the sentence added to a refusal.
    package static func hasCyrillic(_ passphrase: borrowing SecretBuffer) -> Bool {
        var found = false
        _ = passphrase.forEachScalar { if CyrillicLetters.contains($0) { found = true } }
        return found
    }

    private static func isTypedWithTwoKeys(_ scalar: Unicode.Scalar) -> Bool {
        (0x0300...0x036F).contains(scalar.value) || scalar.properties.generalCategory == .control
    }
}

extension SecretBuffer {
    /// Decodes the bytes as UTF-8 in place; false when they are not, after the scalars before the first error.
    borrowing func forEachScalar(_ body: (Unicode.Scalar) -> Void) -> Bool {
        unsafe withUnsafeBytes { bytes in
            var decoder = UTF8()
            var iterator = unsafe bytes.makeIterator()
            while true {
                switch unsafe decoder.decode(&iterator) {
                case .scalarValue(let scalar): body(scalar)
                case .emptyInput: return true
                case .error: return false
                }
            }
        }
    }
}
