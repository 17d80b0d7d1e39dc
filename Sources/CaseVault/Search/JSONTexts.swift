/// The texts in a JSON value, each with the keys it stands under.
///
/// One pass without recursion, and of the keys above a text only what is asked of them is carried along: so no nesting of
/// hostile content costs more than its bytes. It reads, it does not validate: what does not end as JSON does is told,
/// and its texts are then taken as they stand.
struct JSONTexts {
    /// Where a text stands.
    struct Place {
        /// How many keys stand above it.
        let depth: Int
        /// The innermost of them, in lower case.
        let key: String
        /// Whether one of the keys above it is among those to leave out.
        let isLeftOut: Bool
    }

    private struct Bracket {
        let isObject: Bool
        /// How many objects are open, with this one.
        let depth: Int
        /// Whether it stands under a key to leave out.
        let isLeftOut: Bool
        /// Of what is being read in an object; of a list the key it stands under.
        var key = ""
        var isKeyLeftOut = false
    }

    private let bytes: [UInt8]
    private let leftOut: Set<String>
    private var place = 0
    private var open: [Bracket] = []
    private var awaitsKey = false

    private init(_ bytes: [UInt8], _ leftOut: Set<String>) {
        (self.bytes, self.leftOut) = (bytes, leftOut)
        // Some programs write a byte order mark before it, which is no part of JSON (RFC 8259, section 8.1).
        if bytes.starts(with: Self.byteOrderMark) { place = Self.byteOrderMark.count }
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Calls `take` with each text and where it stands.
    ///
    /// - Parameter leftOut: keys in lower case.
    /// - Returns: false when the bytes are no JSON object or list; `take` may have been called before that was seen.
    static func forEach(
        in bytes: [UInt8], leavingOut leftOut: Set<String> = [], _ take: (_ text: String, _ place: Place) -> Void
    ) -> Bool {
        var reader = JSONTexts(bytes, leftOut)
        return reader.read(take)
    }

    private mutating func read(_ take: (String, Place) -> Void) -> Bool {
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
                begin(isObject: byte == UInt8(ascii: "{"))
                (awaitsKey, hasBegun) = (byte == UInt8(ascii: "{"), true)
                place += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard open.popLast()?.isObject == (byte == UInt8(ascii: "}")) else { return false }
                awaitsKey = false
                place += 1
            case UInt8(ascii: "\""):
                guard hasBegun, let text = text() else { return false }
                if awaitsKey { name(text) } else { take(text, here) }
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

    private mutating func begin(isObject: Bool) {
        let around = here
        // A list stands under the key that stands over it.
        open.append(
            Bracket(
                isObject: isObject, depth: isObject ? around.depth + 1 : around.depth, isLeftOut: around.isLeftOut,
                key: isObject ? "" : around.key))
    }

    private mutating func name(_ key: String) {
        let key = key.lowercased()
        open[open.count - 1].key = key
        open[open.count - 1].isKeyLeftOut = leftOut.contains(key)
    }

    private var here: Place {
        guard let last = open.last else { return Place(depth: 0, key: "", isLeftOut: false) }
        return Place(depth: last.depth, key: last.key, isLeftOut: last.isLeftOut || last.isKeyLeftOut)
    }

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
