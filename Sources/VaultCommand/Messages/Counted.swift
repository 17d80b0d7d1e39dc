/// Numbers with their nouns.
enum Counted {
    /// `1 record`, `2 records`.
    static func english(_ count: Int, _ one: String, _ many: String) -> String {
        "\(grouped(count, by: ",")) \(count == 1 ? one : many)"
    }

    /// Serbian has three forms: 1, 21 zapis · 2 to 4, 22 zapisa · 0, 5 to 20 zapisa.
    static func serbian(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
        let (tens, units) = (count % 100, count % 10)
        let noun =
            switch (tens, units) {
            case (11...14, _): many
            case (_, 1): one
            case (_, 2...4): few
            default: many
            }
        return "\(grouped(count, by: ".")) \(noun)"
    }

    /// `4,212` or `4.212`.
    static func grouped(_ count: Int, by mark: Character) -> String {
        var text = ""
        for (index, digit) in String(count.magnitude).reversed().enumerated() {
            if index > 0, index % 3 == 0 { text.append(mark) }
            text.append(digit)
        }
        return (count < 0 ? "-" : "") + String(text.reversed())
    }
}
