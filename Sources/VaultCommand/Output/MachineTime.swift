import Platform

/// Times for programs: `2026-11-21T10:15:02.123Z`, always UTC, always three decimals.
enum MachineTime {
    static func text(_ milliseconds: UInt64) -> String {
        let seconds = LocalTime(.utc).text(milliseconds, .second)
        guard seconds.count == 20 else { return "" }
        let rest = String(milliseconds % 1000)
        let decimals = String(repeating: "0", count: 3 - rest.count) + rest
        return "\(seconds.prefix(10))T\(seconds.dropFirst(11).prefix(8)).\(decimals)Z"
    }
}
