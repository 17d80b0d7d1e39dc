/// Cyrillic letters typed where Latin ones were meant: the most frequent mistake with two keyboard layouts.
package enum CyrillicLetters {
    /// Whether a scalar is in one of the Cyrillic blocks of Unicode.
    package static func contains(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0400...0x052F, 0x1C80...0x1C8F, 0x1D2B, 0x1D78, 0x2DE0...0x2DFF, 0xA640...0xA69F: true
        default: false
        }
    }

    /// The Latin letter or digit that looks the same in capitals, for codes read off paper.
    static func latinLookAlike(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        lookAlikes[scalar]
    }

    private static let lookAlikes: [Unicode.Scalar: Unicode.Scalar] = {
        let capitals: [(Unicode.Scalar, Unicode.Scalar)] = [
            ("А", "A"), ("В", "B"), ("Е", "E"), ("Ѕ", "S"), ("І", "I"), ("Ј", "J"), ("К", "K"), ("М", "M"),
            ("Н", "H"), ("О", "O"), ("Р", "P"), ("С", "C"), ("Т", "T"), ("У", "Y"), ("Х", "X"), ("З", "3"),
        ]
        let small: [(Unicode.Scalar, Unicode.Scalar)] = [
            ("а", "A"), ("в", "B"), ("е", "E"), ("ѕ", "S"), ("і", "I"), ("ј", "J"), ("к", "K"), ("м", "M"),
            ("н", "H"), ("о", "O"), ("р", "P"), ("с", "C"), ("т", "T"), ("у", "Y"), ("х", "X"), ("з", "3"),
        ]
        return Dictionary(uniqueKeysWithValues: capitals + small)
    }()
}
