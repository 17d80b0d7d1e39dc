/// The texts in a JSON value, each with the key it stands under.
///
/// One pass without recursion, so that no nesting of hostile content costs more than its bytes. It reads, it does not
/// validate: what does not end as JSON does is told, and its texts are then taken as they stand.
struct JSONTexts {
    private let bytes: [UInt8]
    private var place = 0
    /// For each open bracket whether it is an object, and the key of what is being read in it.
    private var open: [(isObject: Bool, key: String)] = []
    private var awaitsKey = false

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Calls `take` with each text and the keys above it, outermost first.
    ///
    /// - Returns: false when the bytes are no JSON object or list; `take` may have been called before that was seen.
    static func forEach(in bytes: [UInt8], _ take: (_ text: String, _ keys: [String]) -> Void) -> Bool {
        var reader = JSONTexts(bytes)
        return reader.read(take)
    }

    private mutating func read(_ take: (String, [String]) -> Void) -> Bool {
        var hasBegun = false
        while place < bytes.count {
            let byte = bytes[place]
            if hasBegun, open.isEmpty {
                guard Self.isSpace(byte) else { return false }
                place += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                open.append((byte == UInt8(ascii: "{"), ""))
                (awaitsKey, hasBegun) = (byte == UInt8(ascii: "{"), true)
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast()?.isObject == (byte == UInt8(ascii: "}")) else { return false }
                awaitsKey = false
                place += 1
            case UInt8(ascii: "\""):
                guard hasBegun, let text = text() else { return false }
                if awaitsKey { open[open.count - 1].key = text } else { take(text, keys) }
                awaitsKey = false
            case UInt8(ascii: ","):
                awaitsKey = open.last?.isObject == true
                place += 1
            default:
                guard hasBegun || Self.isSpace(byte) else { return false }
                place += 1
            }
        }
        return hasBegun && open.isEmpty
    }

    private var keys: [String] { open.filter(\.isObject).map(\.key) }

    /// The text that begins at the quotation mark here; nil when it does not end.
    private mutating func text() -> String? {
        place += 1
        var units: [UInt8] = []
        while place < bytes.count {
            let byte = bytes[place]
            place += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
            case UInt8(ascii: "\\"): units += escaped().utf8
            default: units.append(byte)
            }
        }
        return nil
    }

    /// What the escape after a backslash stands for; a surrogate without its other half stands for a space.
    private mutating func escaped() -> String {
        guard place < bytes.count else { return " " }
        let byte = bytes[place]
        place += 1
        guard byte == UInt8(ascii: "u") else {
            return "\"\\/".utf8.contains(byte) ? String(decoding: [byte], as: UTF8.self) : " "
        }
        guard let first = unit() else { return " " }
        if let scalar = Unicode.Scalar(first) { return String(Character(scalar)) }
        guard bytes[place...].starts(with: "\\u".utf8) else { return " " }
        place += 2
        guard let second = unit() else { return " " }
        return String(decoding: [first, second], as: UTF16.self)
    }

    private mutating func unit() -> UInt16? {
        guard place + 4 <= bytes.count,
            let unit = UInt16(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16)
        else { return nil }
        place += 4
        return unit
    }

    private static func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
}
