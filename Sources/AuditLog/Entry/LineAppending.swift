/// Writing the values of a line; each has one spelling.
extension [UInt8] {
    /// A decimal number without leading zero.
    mutating func appendDecimal(_ value: UInt64) {
        let start = count
        var rest = value
        repeat {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
            rest /= 10
        } while rest > 0
        self[start...].reverse()
    }

    /// A decimal number with leading zeros; the value must fit.
    mutating func appendDecimal(_ value: Int, digits: Int) {
        var divisor = 1
        for _ in 1..<digits { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
            divisor /= 10
        }
    }

    /// Eight lowercase hex digits.
    mutating func appendHex(_ value: UInt32) {
        for shift in stride(from: UInt32(28), through: 0, by: -4) {
            append(Self.hexDigit(UInt8(truncatingIfNeeded: value >> shift) & 15))
        }
    }

    /// Turns the bytes from `start` on into lowercase hex digits, in place.
    mutating func expandHex(from start: Int) {
        let byteCount = count - start
        append(contentsOf: repeatElement(0, count: byteCount))
        for offset in stride(from: byteCount - 1, through: 0, by: -1) {
            let byte = self[start + offset]
            self[start + 2 * offset] = Self.hexDigit(byte >> 4)
            self[start + 2 * offset + 1] = Self.hexDigit(byte & 15)
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value
    }
}
