import Platform

/// How a column writes dates: `d.M.yyyy.`, `MM/yyyy`, `yyyy`. Letters: `yyyy`, `M` or `MM`, `d` or `dd`; all else stands
/// for itself. A date may be imprecise: a year, or a year and a month.
struct DatePattern: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case year
        /// One letter takes one or two digits, two letters exactly two.
        case month(isPadded: Bool)
        case day(isPadded: Bool)
        case literal(Unicode.Scalar)
    }

    let text: String
    private let parts: [Part]

    /// Nil for a pattern without a year, with a day and no month, or with a letter twice.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = Array(text.unicodeScalars)[...]
        while let letter = rest.first {
            let run = rest.prefix { $0 == letter }.count
            switch (letter, run) {
            case ("y", 4): parts.append(.year)
            case ("M", 1), ("M", 2): parts.append(.month(isPadded: run == 2))
            case ("d", 1), ("d", 2): parts.append(.day(isPadded: run == 2))
            case ("y", _), ("M", _), ("d", _): return nil
            default:
                guard !letter.properties.isAlphabetic, !("0"..."9").contains(letter) else { return nil }
                parts += Array(repeating: .literal(letter), count: run)
            }
            rest = rest.dropFirst(run)
        }
        let years = parts.count { $0 == .year }
        let months = parts.count { if case .month = $0 { true } else { false } }
        let days = parts.count { if case .day = $0 { true } else { false } }
        guard years == 1, months <= 1, days <= months else { return nil }
        (self.text, self.parts) = (text, parts)
    }

    /// The date in ISO 8601, as precise as the pattern; nil when the value is not written so, or there is no such day.
    func iso(_ value: String) -> String? {
        var rest = Array(value.trimmed.unicodeScalars)[...]
        var (year, month, day): (Int?, Int?, Int?)
        for part in parts {
            switch part {
            case .year: year = Self.number(&rest, 4...4)
            case .month(let isPadded): month = Self.number(&rest, isPadded ? 2...2 : 1...2) ?? 0
            case .day(let isPadded): day = Self.number(&rest, isPadded ? 2...2 : 1...2) ?? 0
            case .literal(let scalar):
                guard rest.first == scalar else { return nil }
                rest = rest.dropFirst()
            }
        }
        guard rest.isEmpty, let year, (1800...2200).contains(year) else { return nil }
        guard let month else { return digits(year, 4) }
        guard (1...12).contains(month) else { return nil }
        guard let day else { return "\(digits(year, 4))-\(digits(month, 2))" }
        return CalendarDate(year: year, month: month, day: day)?.text
    }

    private static func number(_ rest: inout ArraySlice<Unicode.Scalar>, _ count: ClosedRange<Int>) -> Int? {
        let digits = rest.prefix(count.upperBound).prefix { ("0"..."9").contains($0) }
        guard digits.count >= count.lowerBound else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1.value - 0x30) }
    }

}

extension [DatePattern] {
    enum Reading: Equatable { case date(String), unreadable, ambiguous }

    /// What a value says: two patterns that read it differently make it ambiguous.
    func read(_ value: String) -> Reading {
        let readings = Set(compactMap { $0.iso(value) })
        guard let date = readings.first else { return .unreadable }
        return readings.count == 1 ? .date(date) : .ambiguous
    }
}
