/// A moment in UTC as the log writes it: `2026-09-20T08:15:02.123Z`, always 24 bytes, always three decimals.
///
/// The calendar is the proleptic Gregorian one, without leap seconds (RFC 3339 without second 60).
package struct EntryTime: Hashable, Comparable, Sendable {
    /// The last moment that has four digits of year.
    package static let limit: UInt64 = 253_402_300_799_999

    /// Milliseconds since 1970-01-01T00:00:00.000Z.
    package let milliseconds: UInt64

    /// Nothing if the moment lies after the year 9999.
    package init?(milliseconds: UInt64) {
        guard milliseconds <= Self.limit else { return nil }
        self.milliseconds = milliseconds
    }

    /// Reads the one spelling of a moment; a day that does not exist is refused.
    package init?(_ text: String) {
        var reader = EntryReader(Array(text.utf8))
        guard let time = reader.time(), reader.isAtEnd else { return nil }
        self = time
    }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The 24 bytes as text.
    package var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The month in which the entry's tags hold.
    package var month: EntryMonth {
        let date = CivilDate(daysSince1970: Int(milliseconds / Milliseconds.day))
        return EntryMonth(year: date.year, month: date.month)
    }

    func append(to line: inout [UInt8]) {
        let date = CivilDate(daysSince1970: Int(milliseconds / Milliseconds.day))
        let inDay = Int(milliseconds % Milliseconds.day)
        line.appendDecimal(date.year, digits: 4)
        line.append(UInt8(ascii: "-"))
        line.appendDecimal(date.month, digits: 2)
        line.append(UInt8(ascii: "-"))
        line.appendDecimal(date.day, digits: 2)
        line.append(UInt8(ascii: "T"))
        line.appendDecimal(inDay / Int(Milliseconds.hour), digits: 2)
        line.append(UInt8(ascii: ":"))
        line.appendDecimal(inDay / 60_000 % 60, digits: 2)
        line.append(UInt8(ascii: ":"))
        line.appendDecimal(inDay / 1_000 % 60, digits: 2)
        line.append(UInt8(ascii: "."))
        line.appendDecimal(inDay % 1_000, digits: 3)
        line.append(UInt8(ascii: "Z"))
    }
}

/// The first seven characters of an entry's time: tags of different months do not link (LogLine.md, "Tags").
package struct EntryMonth: Hashable, Comparable, Sendable {
    package let year: Int
    package let month: Int

    /// Such as `2026-09`.
    package var text: String {
        var bytes: [UInt8] = []
        bytes.appendDecimal(year, digits: 4)
        bytes.append(UInt8(ascii: "-"))
        bytes.appendDecimal(month, digits: 2)
        return String(decoding: bytes, as: UTF8.self)
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.year, left.month) < (right.year, right.month)
    }
}
