import SeededNumbers

/// An invented personal number (JMBG). Its last digit is wrong, so that it is nobody's.
struct PersonalNumber {
    /// Day of birth, as 1984-03-05.
    let day: String
    /// Thirteen of them.
    let digits: String

    init(bornIn year: Int, _ dice: inout Dice) {
        let (month, date) = (Int.random(in: 1...12, using: &dice), Int.random(in: 1...28, using: &dice))
        day = "\(year)-\(Self.two(month))-\(Self.two(date))"
        // Belgrade's region; from 500 on they are women's.
        let number = "71\(Int.random(in: 500...999, using: &dice))"
        let first = "\(Self.two(date))\(Self.two(month))\(String(year).suffix(3))\(number)"
        let weights = [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
        let sum = zip(first.compactMap(\.wholeNumberValue), weights).reduce(0) { $0 + $1.0 * $1.1 }
        let right = (11 - sum % 11) % 11
        digits = "\(first)\((right + 1) % 10)"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
