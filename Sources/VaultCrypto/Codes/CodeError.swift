/// Why a typed code was not taken.
package enum CodeError: Error, Hashable, Sendable {
    /// Not valid UTF-8.
    case notText
    /// A character that stands for no symbol, at this place (counted from zero, hyphens and spaces left out).
    case unknownCharacter(position: Int)
    /// More or fewer symbols than the code has, check symbol included.
    case wrongLength(expected: Int, found: Int)
    /// The check symbol does not fit: one symbol is wrong or two are exchanged.
    case wrongCheckSymbol
    /// The last symbol carries bits that no code has.
    case notCanonical
}
