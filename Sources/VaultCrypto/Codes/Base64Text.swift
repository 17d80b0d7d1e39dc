/// Base64 with one spelling for each byte string (RFC 4648, sections 4 and 5).
///
/// `url` is without padding, for the signature of a line; `note` with padding, for signed notes (C2SP signed-note).
package struct Base64Text: Sendable {
    package static let url = Base64Text(extra: "-_", isPadded: false)
    package static let note = Base64Text(extra: "+/", isPadded: true)

    private static let invalid: UInt8 = 0xFF
    private let alphabet: [UInt8]
    private let values: [UInt8]
    private let isPadded: Bool

    private init(extra: String, isPadded: Bool) {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        let symbols = Array((letters + letters.lowercased() + "0123456789" + extra).utf8)
        var table = [UInt8](repeating: Self.invalid, count: 256)
        for (value, symbol) in symbols.enumerated() { table[Int(symbol)] = UInt8(value) }
        alphabet = symbols
        values = table
        self.isPadded = isPadded
    }

    package func append(_ bytes: [UInt8], to line: inout [UInt8]) {
        var bits: UInt32 = 0
        var held: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            held += 8
            while held >= 6 {
                held -= 6
                line.append(alphabet[Int(bits >> held & 63)])
            }
        }
        if held > 0 { line.append(alphabet[Int(bits << (6 - held) & 63)]) }
        if isPadded && bytes.count % 3 != 0 {
            line.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - bytes.count % 3))
        }
    }

    package func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        append(bytes, to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// Nothing for another alphabet, wrong padding, white space or unused bits that are not zero.
    package func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        let bytes = Array(text)
        guard isPadded else { return decode(bytes, bytes.indices) }
        guard bytes.count % 4 == 0 else { return nil }
        let padding = bytes.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        return decode(bytes, 0..<(bytes.count - padding))
    }

    /// The same for symbols without their padding.
    package func decode(_ text: [UInt8], _ range: Range<Int>) -> [UInt8]? {
        guard range.count % 4 != 1 else { return nil }
        let symbols = text.span.extracting(range)
        let values = values.span
        // Of every symbol: 64 and more are no values.
        var seen: UInt8 = 0
        var bits: UInt32 = 0
        var held: UInt32 = 0
        let bytes = [UInt8](capacity: range.count * 3 / 4) { bytes in
            for index in symbols.indices {
                let value = values[Int(symbols[index])]
                seen |= value
                bits = bits << 6 | UInt32(value)
                held += 6
                guard held >= 8 else { continue }
                held -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> held))
            }
        }
        return seen < 64 && bits & ((1 << held) - 1) == 0 ? bytes : nil
    }
}
