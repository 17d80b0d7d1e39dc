/// What a key means in the pager.
enum ScreenKey: Equatable, Sendable {
    case pageDown
    case pageUp
    case lineDown
    case lineUp
    case start
    case end
    case leave
    case other
}

/// Turns the bytes of a terminal into keys. A sequence may arrive in pieces.
struct KeyParser: Equatable {
    private var open: [UInt8] = []

    /// Whether an Esc came that may be the key or the start of a sequence.
    var isInsideEscape: Bool { !open.isEmpty }

    mutating func parse(_ bytes: [UInt8]) -> [ScreenKey] {
        var keys: [ScreenKey] = []
        for byte in bytes {
            if open.isEmpty {
                if byte == 0x1B { open = [byte] } else { keys.append(Self.plain(byte)) }
                continue
            }
            open.append(byte)
            if let key = Self.sequence(open) {
                keys.append(key)
                open = []
            }
        }
        return keys
    }

    /// Called when nothing more follows.
    mutating func finish() -> ScreenKey {
        defer { open = [] }
        return open == [0x1B] ? .leave : .other
    }

    private static func plain(_ byte: UInt8) -> ScreenKey {
        switch UnicodeScalar(byte) {
        case " ", "f", "\u{06}": .pageDown
        case "b", "\u{02}": .pageUp
        case "j", "\n", "\r", "e": .lineDown
        case "k", "y": .lineUp
        case "g", "<": .start
        case "G", ">": .end
        case "q", "Q", "\u{04}": .leave
        default: .other
        }
    }

    /// The key of a finished sequence (ECMA-48 CSI, and SS3 with one letter), or nil if it is not finished.
    private static func sequence(_ bytes: [UInt8]) -> ScreenKey? {
        guard bytes.count > 2 else {
            return bytes.last == UInt8(ascii: "[") || bytes.last == UInt8(ascii: "O") ? nil : .other
        }
        guard let last = bytes.last, (0x40...0x7E).contains(last) || bytes.count > 16 else { return nil }
        switch String(decoding: bytes.dropFirst(2), as: UTF8.self) {
        case "A": return .lineUp
        case "B": return .lineDown
        case "5~": return .pageUp
        case "6~": return .pageDown
        case "H", "1~", "7~": return .start
        case "F", "4~", "8~": return .end
        default: return .other
        }
    }
}
