/// Amounts as people read them, in any language.
enum Amount {
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB"]

    /// `1.5 GiB`, `812 B`.
    static func text(_ bytes: Int, _ mark: Character) -> String {
        var (unit, divisor) = (0, 1)
        while unit + 1 < units.count, bytes >= divisor << 10 {
            unit += 1
            divisor <<= 10
        }
        let tenths = bytes / divisor * 10 + bytes % divisor * 10 / divisor
        return unit == 0 ? "\(bytes) B" : "\(tenths / 10)\(mark)\(tenths % 10) \(units[unit])"
    }

    /// `42 s`, `3:07`, `1:02:45`.
    static func time(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        if hours > 0 { return "\(hours):\(two(minutes)):\(two(seconds % 60))" }
        return minutes > 0 ? "\(minutes):\(two(seconds % 60))" : "\(seconds) s"
    }
}
