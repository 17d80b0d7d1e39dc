/// Quotes inside a value that does not begin with one: which of them opened something that none has closed yet.
///
/// A quote opens by what stands beside it: behind a space, a bracket or a sign, and before a word. One behind a word closes if
/// something is open, and is a letter otherwise (`55"`). Two at once are one that was doubled (RFC 4180, section 2), and close
/// only what was opened by two. What is doubtful stays open, and its value is refused.
struct OpenQuotes {
    /// For each that is open, whether it is one of an odd number.
    private var open: [Bool] = []

    var areOpen: Bool { !open.isEmpty }

    /// Takes quotes that stand together.
    ///
    /// - Parameters:
    ///   - before: what they follow in their value.
    ///   - after: what follows them; nil at its end.
    mutating func take(_ count: Int, after before: Unicode.Scalar?, before after: Unicode.Scalar?) {
        let isOdd = !count.isMultiple(of: 2)
        let (isBehindGap, isBeforeGap) = (before.map(Self.isGap) ?? true, after.map(Self.isEnd) ?? true)
        if !(before.map(Self.isWord) ?? false), !isBeforeGap {
            open.append(isOdd)
        } else if open.last == isOdd {
            open.removeLast()
        } else if isBehindGap, isOdd {
            open.append(isOdd)
        }
    }

    /// Whether nothing of it is seen: a space, or a mark such as U+FEFF.
    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .format
    }

    private static func isGap(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar) || [.openPunctuation, .initialPunctuation].contains(scalar.properties.generalCategory)
    }

    /// Whether a word may end before it.
    private static func isEnd(_ scalar: Unicode.Scalar) -> Bool {
        isBlank(scalar)
            || [.closePunctuation, .finalPunctuation, .otherPunctuation, .dashPunctuation]
                .contains(scalar.properties.generalCategory)
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isAlphabetic { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber,
            .closePunctuation, .finalPunctuation:
            return true
        default: return false
        }
    }
}
