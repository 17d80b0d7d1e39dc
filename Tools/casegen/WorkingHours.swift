import Foundation
import SeededNumbers

/// When people of the house work, in the zone of Belgrade; instants are milliseconds since 1970, UTC.
struct WorkingHours: Sendable {
    enum Shift: Sendable {
        /// Monday to Friday, 9 to 17.
        case day
        /// Every night, 20 to 6.
        case night
    }

    private let calendar: Calendar

    init() {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/Belgrade") ?? .gmt
        self.calendar = calendar
    }

    /// A moment of the first shift that ends after `moment`, and not before `moment`.
    func moment(atOrAfter moment: UInt64, _ shift: Shift, _ dice: inout Dice) -> UInt64 {
        guard let worked = rest(of: shift, from: moment) else { return moment }
        return UInt64.random(in: worked, using: &dice)
    }

    /// The first moment of that shift, and not before `moment`.
    func soonest(atOrAfter moment: UInt64, _ shift: Shift) -> UInt64 {
        rest(of: shift, from: moment)?.lowerBound ?? moment
    }

    /// What is still to come of the first shift that ends after `moment`.
    private func rest(of shift: Shift, from moment: UInt64) -> Range<UInt64>? {
        var day = Date(timeIntervalSince1970: Double(moment) / 1000)
        for _ in 0..<10 {
            let start = calendar.startOfDay(for: day)
            let (from, to) = span(of: shift, on: start)
            if isWorked(start, shift), to > moment { return max(from, moment)..<to }
            day = start.addingTimeInterval(30 * 3600)
        }
        return nil
    }

    /// Nine o'clock of each day that is worked.
    func mornings(from first: UInt64, to last: UInt64) -> [UInt64] {
        var day = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(first) / 1000))
        var mornings: [UInt64] = []
        while true {
            let (nine, _) = span(of: .day, on: day)
            guard nine < last else { return mornings }
            if nine > first, isWorked(day, .day) { mornings.append(nine) }
            day = calendar.startOfDay(for: day.addingTimeInterval(30 * 3600))
        }
    }

    private func isWorked(_ day: Date, _ shift: Shift) -> Bool { shift == .night || !calendar.isDateInWeekend(day) }

    private func span(of shift: Shift, on day: Date) -> (UInt64, UInt64) {
        let midnight = UInt64(day.timeIntervalSince1970 * 1000)
        let hour: UInt64 = 3_600_000
        return shift == .day
            ? (midnight + 9 * hour, midnight + 17 * hour) : (midnight + 20 * hour, midnight + 30 * hour)
    }

    /// Noon in Belgrade of that day.
    func noon(_ moment: UInt64) -> UInt64 {
        let start = calendar.startOfDay(for: Date(timeIntervalSince1970: Double(moment) / 1000))
        // An hour more or less where the clock changes is noon enough.
        return UInt64(start.timeIntervalSince1970 * 1000) + Story.day / 2
    }

    func year(_ moment: UInt64) -> UInt16 {
        UInt16(calendar.component(.year, from: Date(timeIntervalSince1970: Double(moment) / 1000)))
    }

    func hour(_ moment: UInt64) -> Int {
        calendar.component(.hour, from: Date(timeIntervalSince1970: Double(moment) / 1000))
    }

    /// Whether it lies in the night shift.
    func isNight(_ moment: UInt64) -> Bool { !(6..<20).contains(hour(moment)) }

    /// `2026-03-05T21:40+01:00`, where a paper bears the minute.
    func minute(_ moment: UInt64) -> String {
        let date = Date(timeIntervalSince1970: Double(moment) / 1000)
        let parts = calendar.dateComponents([.hour, .minute], from: date)
        let ahead = calendar.timeZone.secondsFromGMT(for: date) / 3600
        return self.date(moment) + String(format: "T%02d:%02d+%02d:00", parts.hour ?? 0, parts.minute ?? 0, ahead)
    }

    /// `2026-03-05` and the ways in which a table of many hands writes it.
    func date(_ moment: UInt64, _ style: Int = 0) -> String {
        let parts = calendar.dateComponents(
            [.year, .month, .day], from: Date(timeIntervalSince1970: Double(moment) / 1000))
        let (year, month, day) = (parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
        return switch style {
        case 1: "\(day).\(month).\(year)."
        case 2: String(format: "%02d.%02d.%d", day, month, year)
        case 3: String(format: "%02d/%02d/%d", day, month, year)
        default: String(format: "%04d-%02d-%02d", year, month, day)
        }
    }

    /// Midnight in Belgrade of a date written `2026-03-05`; nil for anything else, also for a day that no month has.
    func midnight(_ text: String) -> UInt64? {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        guard parts.count == 3,
            let date = calendar.date(from: DateComponents(year: parts[0], month: parts[1], day: parts[2]))
        else { return nil }
        let moment = UInt64(max(0, date.timeIntervalSince1970) * 1000)
        return self.date(moment) == text ? moment : nil
    }
}
