/// A well-formed act or flag that this version does not know, kept exactly as it was written.
package struct UnknownCode: Hashable, Comparable, Sendable {
    /// The code as written.
    package let text: String

    /// Accepts `[a-z]{2,12}` and `[a-z]{2,12}\.[a-z][a-z-]{1,15}`; nothing that is a known act.
    init?(act bytes: ArraySlice<UInt8>) {
        let dot = bytes.firstIndex(of: UInt8(ascii: ".")) ?? bytes.endIndex
        guard Self.isWord(bytes[..<dot]), !Act.table.contains(bytes) else { return nil }
        if dot < bytes.endIndex {
            guard Self.isSecondWord(bytes[(dot + 1)...]) else { return nil }
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// Accepts `[a-z]{2,12}`; nothing that is a known flag.
    init?(flag bytes: ArraySlice<UInt8>) {
        guard Self.isWord(bytes), !EntryFlag.table.contains(bytes) else { return nil }
        text = String(decoding: bytes, as: UTF8.self)
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    private static func isWord(_ bytes: ArraySlice<UInt8>) -> Bool {
        (2...12).contains(bytes.count) && bytes.allSatisfy(isLetter)
    }

    private static func isSecondWord(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard (2...16).contains(bytes.count), let first = bytes.first, isLetter(first) else { return false }
        return bytes.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
    }
}
