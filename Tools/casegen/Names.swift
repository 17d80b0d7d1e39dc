import SeededNumbers

/// A client, invented.
struct Client: Codable, Sendable {
    let name: String
    let municipality: String
    let language: String
    let birthYear: Int
    /// A word that stands nowhere else, in the records of her case: what a search for leaks looks for.
    let planted: String
    /// What stays the same in all her papers is drawn from it: ``Circumstances``.
    let seed: UInt64

    var isCyrillic: Bool { name.isCyrillic }
}

/// Common names of the region, put together by the dice: Serbian in both scripts, Albanian, Romani.
///
/// Some names are more common than others: of two draws the one nearer to the head of the list is taken.
enum Names {
    static func lastName(_ number: Int) -> String { serbian.last[number % serbian.last.count] }

    static func client(_ number: Int, _ dice: inout Dice) -> Client {
        let kind = Int.random(in: 0..<100, using: &dice)
        let (pool, language) = kind < 78 ? (serbian, "sr") : kind < 91 ? (romani, "rom") : (albanian, "sq")
        let name = common(pool.first, &dice) + " " + common(pool.last, &dice)
        return Client(
            name: kind % 3 == 0 && language == "sr" ? Cyrillic.of(name) : name,
            municipality: Towns.town(of: language, &dice), language: language,
            birthYear: Int.random(in: 1951...2005, using: &dice), planted: planted(number, &dice), seed: dice.next())
    }

    private static func common(_ names: [String], _ dice: inout Dice) -> String {
        names[min(Int.random(in: 0..<names.count, using: &dice), Int.random(in: 0..<names.count, using: &dice))]
    }

    /// Syllables of no language around the number of the client, so that none stands in another.
    private static func planted(_ number: Int, _ dice: inout Dice) -> String {
        let syllables = ["zor", "vek", "tul", "mig", "pab", "ruh", "dov", "ših", "ćum", "lež"]
        let drawn = (0..<3).map { _ in syllables.randomElement(using: &dice) ?? "" }
        return "\(drawn[0])\(drawn[1])\(number)\(drawn[2])"
    }
}

/// Serbian Latin in Cyrillic letters.
enum Cyrillic {
    private static let pairs: [Character: [Character: Character]] = [
        "D": ["ž": "Џ"], "d": ["ž": "џ"], "L": ["j": "Љ"], "l": ["j": "љ"], "N": ["j": "Њ"], "n": ["j": "њ"],
    ]
    private static let letters: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip(
            "ABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽabcčćdđefghijklmnoprsštuvzž",
            "АБЦЧЋДЂЕФГХИЈКЛМНОПРСШТУВЗЖабцчћдђефгхијклмнопрсштувзж"))

    static func of(_ text: String) -> String {
        var result = ""
        var held: Character?
        for letter in text {
            if let before = held {
                held = nil
                if let both = pairs[before]?[letter] {
                    result.append(both)
                    continue
                }
                result.append(letters[before] ?? before)
            }
            if pairs[letter] != nil { held = letter } else { result.append(letters[letter] ?? letter) }
        }
        if let held { result.append(letters[held] ?? held) }
        return result
    }
}

extension String {
    var isCyrillic: Bool { unicodeScalars.contains { (0x400..<0x500).contains($0.value) } }
}
