/// Dates as a column of an import writes them: the pattern, a line end, the value. What is read is a day, month or year as
/// ISO 8601 writes it, and there is one.
enum ProbedDate: ProbedParser {
    static var seeds: [[UInt8]] {
        [
            "d.M.yyyy.\n3.4.2025.", "dd/MM/yyyy\n29/02/2024", "MM/yyyy\n 12/1999 ", "yyyy\n1800",
            "yyyy-MM-dd\n2026-11-21",
            "M d yyyy\n2 30 2025", "€yyyy€\n€2200€", "yyyyMMdd\n20250101",
        ].map { Array($0.utf8) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let parts = bytes.split(separator: 10, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let pattern = DatePattern(String(decoding: parts[0], as: UTF8.self)),
            let date = pattern.iso(String(decoding: parts[1], as: UTF8.self))
        else { return .refused }
        let isOne = ["yyyy-MM-dd", "yyyy-MM", "yyyy"].contains { DatePattern($0)?.iso(date) == date }
        guard isOne else { return .broken(.notStable) }
        return isThere(date) ? .accepted : .broken(.misread)
    }

    /// Whether there is such a day, month or year, written a second time.
    private static func isThere(_ date: String) -> Bool {
        let parts = date.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == Array([4, 2, 2].prefix(parts.count)) else { return false }
        let numbers = parts.compactMap { Int(String($0) ?? "") } + [1, 1]
        let (year, month, day) = (numbers[0], numbers[1], numbers[2])
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
        return (1...12).contains(month) && (1...days).contains(day)
    }
}
