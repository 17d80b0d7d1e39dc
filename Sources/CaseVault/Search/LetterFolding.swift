/// How a letter is written for comparison: Latin, without diacritics, in lower case (FileFormat.md, "searchIndex").
///
/// Petrovic, Petrović and Петровић are the same word, and so are Djordjević, Đorđević and Ђорђевић. Tables, because the
/// standard library decomposes no text; a letter of another script is only written in lower case.
enum LetterFolding {
    /// What a scalar is to a word.
    enum Part {
        /// It stands for these letters.
        case letters(String)
        /// It changes nothing: a mark over a letter, a soft sign, an invisible mark of direction.
        case nothing
        /// It ends the word.
        case end
    }

    static func part(_ scalar: Unicode.Scalar) -> Part {
        let value = Int(scalar.value)
        let folded: String? =
            switch value {
            case 0xC0..<0x250: latin[value - 0xC0]
            case 0x400..<0x460: cyrillic[value - 0x400]
            case 0x490, 0x491: "g"
            case 0x1E00..<0x1F00: latinAdditional[value - 0x1E00]
            default: nil
            }
        guard let folded, folded != unlisted else { return other(scalar) }
        return folded == dropped ? .nothing : .letters(folded)
    }

    private static func other(_ scalar: Unicode.Scalar) -> Part {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .modifierLetter: .nothing
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .decimalNumber, .letterNumber,
            .otherNumber, .spacingMark:
            .letters(scalar.properties.lowercaseMapping)
        default: .end
        }
    }

    private static let unlisted = "-"
    private static let dropped = "."
    /// U+00C0 to U+024F, one entry a letter.
    private static let latin = entries(latinText)
    /// U+1E00 to U+1EFF.
    private static let latinAdditional = entries(latinAdditionalText)
    /// U+0400 to U+045F. As two scalars й is и with a mark, so it is an i.
    private static let cyrillic = entries(cyrillicText)

    private static func entries(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }

    private static let latinText = """
        a a a a a a ae c e e e e i i i i dj n o o o o o - o u u u u y th ss a a a a a a ae c e e e e i \
        i i i dj n o o o o o - o u u u u y th y a a a a a a c c c c c c c c d d dj dj e e e e e e e e e \
        e g g g g g g g g h h h h i i i i i i i i i i ij ij j j k k k l l l l l l l l l l n n n n n n n \
        n n o o o o o o oe oe r r r r r r s s s s s s s s t t t t t t u u u u u u u u u u u u w w y y y \
        z z z z z z s b - - - - - - - - - - - - - e e - - - - - - - - k k - - - - - - o o - - - - - - - \
        - - - - - - u u - - - - z z - - - - - - - - - - - - - dz dz dz lj lj lj nj nj nj a a i i o o u \
        u u u u u u u u u e a a a a ae ae g g g g k k o o o o - - j dz dz dz g g - - n n a a ae ae o o \
        a a a a e e e e i i i i o o o o r r r r u u u u s s t t - - h h - - - - - - a a e e o o o o o o \
        o o y y - - - - - - - - - - - - - - - b - - - - - - - - - - - -
        """

    private static let latinAdditionalText = """
        a a b b b b b b c c d d d d d d d d d d e e e e e e e e e e f f g g h h h h h h h h h h i i i i \
        k k k k k k l l l l l l l l m m m m m m n n n n n n n n o o o o o o o o p p p p r r r r r r r r \
        s s s s s s s s s s t t t t t t t t u u u u u u u u u u v v v v w w w w w w w w w w x x x x y y \
        z z z z z z h t w y a s - - ss d a a a a a a a a a a a a a a a a a a a a a a a a e e e e e e e \
        e e e e e e e e e i i i i o o o o o o o o o o o o o o o o o o o o o o o o u u u u u u u u u u u \
        u u u y y y y y y y y l l - - - -
        """

    private static let cyrillicText = """
        e e dj g je dz i i j lj nj c k i u dz a b v g d e z z i i k l m n o p r s t u f h c c s sc . y \
        . e ju ja a b v g d e z z i i k l m n o p r s t u f h c c s sc . y . e ju ja e e dj g je dz i i \
        j lj nj c k i u dz
        """
}
