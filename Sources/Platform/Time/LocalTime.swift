import Glibc

/// Times as the person reads and types them; stored times are milliseconds since 1970 in UTC.
package struct LocalTime: Sendable {
    package enum Zone: Sendable {
        /// The zone of the computer, or of the variable TZ.
        case local
        case utc
    }

    package enum Precision: Sendable {
        /// `2026-11-21`
        case day
        /// `2026-11-21 14:03`
        case minute
        /// `2026-11-21 14:03:07`
        case second
    }

    private let zone: Zone

    package init(_ zone: Zone) {
        self.zone = zone
        tzset()
    }

    /// The time as text. UTC is marked by a `Z` behind the clock. In the hour that happens twice when summer time
    /// ends, the offset stands behind it (`2026-10-25 02:30+01:00`).
    ///
    /// - Returns: an empty text for a time that the calendar does not hold (after the year 9999).
    package func text(_ milliseconds: UInt64, _ precision: Precision = .minute) -> String {
        guard let seconds = Int(exactly: milliseconds / 1000), let wall = wall(seconds), let date = wall.date else {
            return ""
        }
        if precision == .day { return date.text }
        let minutes = "\(digits(wall.hour, 2)):\(digits(wall.minute, 2))"
        let clock = precision == .second ? "\(minutes):\(digits(wall.second, 2))" : minutes
        return "\(date.text) \(clock)\(mark(seconds, wall))"
    }

    /// The day on which the time lies.
    package func date(_ milliseconds: UInt64) -> CalendarDate? {
        Int(exactly: milliseconds / 1000).flatMap(wall)?.date
    }

    /// The day of the week (0 is Sunday) and the hour at that time; nil for a time that the calendar does not hold.
    package func weekTime(_ milliseconds: UInt64) -> (weekday: Int, hour: Int)? {
        guard let seconds = Int(exactly: milliseconds / 1000), let parts = unsafe parts(seconds),
            unsafe Self.wall(parts).date != nil
        else { return nil }
        return unsafe (Int(parts.tm_wday), Int(parts.tm_hour))
    }

    /// The first millisecond of a day: what `--since 2026-11-21` means. Where summer time starts at midnight, the
    /// first moment there is.
    ///
    /// - Returns: nil for days before 1970.
    package func start(of date: CalendarDate) -> UInt64? {
        var parts = unsafe tm()
        unsafe parts.tm_year = Int32(date.year - 1900)
        unsafe parts.tm_mon = Int32(date.month - 1)
        unsafe parts.tm_mday = Int32(date.day)
        unsafe parts.tm_isdst = -1
        let seconds = unsafe zone == .utc ? timegm(&parts) : mktime(&parts)
        return UInt64(exactly: seconds).map { $0 * 1000 }
    }

    /// What calendar and clock on the wall show.
    private struct Wall: Equatable {
        let date: CalendarDate?
        let hour: Int
        let minute: Int
        let second: Int
    }

    private func wall(_ seconds: Int) -> Wall? {
        unsafe parts(seconds).map { unsafe Self.wall($0) }
    }

    private static func wall(_ parts: tm) -> Wall {
        unsafe Wall(
            date: CalendarDate(
                year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday)),
            hour: Int(parts.tm_hour), minute: Int(parts.tm_min), second: Int(parts.tm_sec))
    }

    private func parts(_ seconds: Int) -> tm? {
        var time = time_t(seconds)
        var parts = unsafe tm()
        let found = unsafe zone == .utc ? gmtime_r(&time, &parts) : localtime_r(&time, &parts)
        return unsafe found == nil ? nil : parts
    }

    /// Clocks go back by an hour; on Lord Howe Island by half of one, in Antarctica by two or three.
    private func mark(_ seconds: Int, _ wall: Wall) -> String {
        if zone == .utc { return "Z" }
        let steps = [1800, 3600, 7200, 10_800]
        let isAmbiguous = steps.contains { self.wall(seconds + $0) == wall || self.wall(seconds - $0) == wall }
        guard isAmbiguous, let offset = unsafe parts(seconds).map({ unsafe $0.tm_gmtoff / 60 }) else { return "" }
        let amount = abs(offset)
        return "\(offset < 0 ? "-" : "+")\(digits(amount / 60, 2)):\(digits(amount % 60, 2))"
    }
}
