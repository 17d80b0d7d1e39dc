import SeededNumbers

/// A client, invented.
struct Client: Codable, Sendable {
    let name: String
    let municipality: String
    let language: String
    let birthYear: Int
    /// A word that stands nowhere else, in the records of her case: what a search for leaks looks for.
    let planted: String
}

/// Common names of the region, put together by the dice: Serbian in both scripts, Albanian, Romani.
enum Names {
    private static let serbian = (
        first: [
            "Slavojka", "Ljubica", "Dragana", "Željka", "Snežana", "Đurđica", "Živana", "Milica", "Njegica", "Jovanka",
            "Biljana", "Gordana", "Radojka", "Tijana", "Nevenka", "Svetlana", "Vidosava", "Ružica", "Marija",
            "Čedomirka",
        ],
        last: [
            "Petrović", "Vidrić", "Nikolić", "Đorđević", "Živković", "Njegovanović", "Ljubisavljević", "Džodić",
            "Stanković", "Šćepanović", "Milošević", "Gajić", "Tasić", "Ćosić", "Radosavljević", "Cvetković", "Pantić",
        ]
    )
    private static let albanian = (
        first: ["Arbënora", "Shqipe", "Fatmire", "Lindita", "Vjollca", "Drita", "Çlirime", "Besa", "Flutura"],
        last: ["Gashi", "Krasniqi", "Hoxha", "Berisha", "Zeqiri", "Thaçi", "Ymeri", "Ahmeti"]
    )
    private static let romani = (
        first: ["Sevdija", "Ajša", "Đulsima", "Fatima", "Rumena", "Zarifa", "Erđivana"],
        last: ["Saitović", "Demirović", "Bajramović", "Kurtiši", "Osmani", "Jašarević"]
    )
    private static let municipalities = [
        "Kragujevac", "Niš", "Leskovac", "Novi Sad", "Zrenjanin", "Kruševac", "Vranje", "Užice", "Smederevo",
        "Mitrovica", "Gračanica", "Prizren",
    ]

    static func lastName(_ number: Int) -> String { serbian.last[number % serbian.last.count] }

    static func client(_ number: Int, _ dice: inout Dice) -> Client {
        let kind = Int.random(in: 0..<100, using: &dice)
        let (pool, language) = kind < 78 ? (serbian, "sr") : kind < 91 ? (romani, "rom") : (albanian, "sq")
        let name =
            (pool.first.randomElement(using: &dice) ?? "") + " " + (pool.last.randomElement(using: &dice) ?? "")
        return Client(
            name: kind % 3 == 0 && language == "sr" ? Cyrillic.of(name) : name,
            municipality: municipalities.randomElement(using: &dice) ?? "", language: language,
            birthYear: Int.random(in: 1951...2005, using: &dice), planted: planted(number, &dice))
    }

    /// Ten letters of no language, with the number of the client in them.
    private static func planted(_ number: Int, _ dice: inout Dice) -> String {
        let syllables = ["zor", "vek", "tul", "mig", "pab", "ruh", "dov", "ših", "ćum", "lež"]
        let word = (0..<3).map { _ in syllables.randomElement(using: &dice) ?? "" }.joined()
        return "\(word)\(number)"
    }
}

/// Serbian Latin in Cyrillic letters.
enum Cyrillic {
    private static let pairs: [(String, String)] = [
        ("Dž", "Џ"), ("dž", "џ"), ("Lj", "Љ"), ("lj", "љ"), ("Nj", "Њ"), ("nj", "њ"), ("Đ", "Ђ"), ("đ", "ђ"),
    ]
    private static let letters: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip(
            "ABCČĆDEFGHIJKLMNOPRSŠTUVZŽabcčćdefghijklmnoprsštuvzž",
            "АБЦЧЋДЕФГХИЈКЛМНОПРСШТУВЗЖабцчћдефгхијклмнопрсштувзж"))

    static func of(_ text: String) -> String {
        var result = text
        for (latin, cyrillic) in pairs { result = result.replacing(latin, with: cyrillic) }
        return String(result.map { letters[$0] ?? $0 })
    }
}
