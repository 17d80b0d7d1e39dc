/// Base64 with the URL alphabet and without padding (RFC 4648, section 5), strict and canonical.
package enum Base64URL {
    private static let digits = [UInt8]("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let noDigit: UInt8 = 255

    /// The value of every byte as a digit.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: noDigit, count: 256)
        for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
        return values
    }()

    package static func encode(_ bytes: some Collection<UInt8>) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var groups = BitGroups(from: 8, to: 6)
        for byte in Array(bytes) {
            groups.append(byte) { text.append(digits[Int($0)]) }
        }
        if let last = groups.lastGroup { text.append(digits[Int(last)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes, or nil for a foreign character, padding, an impossible length, or bits left over that are not zero.
    package static func decode(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var groups = BitGroups(from: 6, to: 8)
        for character in text.utf8 {
            let value = values[Int(character)]
            guard value != noDigit else { return nil }
            groups.append(value) { bytes.append(UInt8(truncatingIfNeeded: $0)) }
        }
        return groups.isCanonicalEnd ? bytes : nil
    }
}
