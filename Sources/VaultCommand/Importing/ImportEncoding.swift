/// How the bytes of a file stand for letters.
enum ImportEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case windows1250 = "windows-1250"

    /// What the bytes themselves say: a mark at the beginning, or that they are UTF-8 throughout. Nil when unclear.
    init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            self = .utf16
        } else if String(validating: bytes, as: UTF8.self) != nil {
            self = .utf8
        } else {
            return nil
        }
    }

    /// The text without its mark.
    ///
    /// - Throws: `.notEncoded` for bytes that stand for nothing in this encoding.
    func scalars(of bytes: [UInt8]) throws(ImportProblem) -> [Unicode.Scalar] {
        switch self {
        case .utf8:
            let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
            guard let text = String(validating: body, as: UTF8.self) else { throw .notEncoded }
            return Array(text.unicodeScalars)
        case .utf16: return try Self.utf16(bytes)
        case .windows1250: return try bytes.map { (byte) throws(ImportProblem) in try Self.windows1250(byte) }
        }
    }

    private static func utf16(_ bytes: [UInt8]) throws(ImportProblem) -> [Unicode.Scalar] {
        let isLittle = bytes.starts(with: [0xFF, 0xFE])
        guard bytes.count.isMultiple(of: 2), isLittle || bytes.starts(with: [0xFE, 0xFF]) else { throw .notEncoded }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: 2, to: bytes.count, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(isLittle ? second << 8 | first : first << 8 | second)
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .notEncoded }
        return Array(text.unicodeScalars)
    }

    private static func windows1250(_ byte: UInt8) throws(ImportProblem) -> Unicode.Scalar {
        guard byte >= 0x80 else { return Unicode.Scalar(byte) }
        let scalar = upperHalf[Int(byte - 0x80)]
        // The five places that stand for nothing hold U+FFFD here.
        guard scalar != "\u{FFFD}" else { throw .notEncoded }
        return scalar
    }

    /// Windows-1250 from 0x80 on (Unicode's table CP1250.TXT).
    private static let upperHalf = Array(
        ("€\u{FFFD}‚\u{FFFD}„…†‡\u{FFFD}‰Š‹ŚŤŽŹ\u{FFFD}‘’“”•–—\u{FFFD}™š›śťžź"
            + "\u{A0}ˇ˘Ł¤Ą¦§¨©Ş«¬\u{AD}®Ż°±˛ł´µ¶·¸ąş»Ľ˝ľż"
            + "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢßŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙").unicodeScalars)
}
