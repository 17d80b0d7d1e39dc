import SeededNumbers

/// Where clients live, and in which town their court sits, in the case that "u" asks for.
enum Towns {
    private static let serbia = [
        ("Kragujevac", "Kragujevcu"), ("Niš", "Nišu"), ("Leskovac", "Leskovcu"), ("Novi Sad", "Novom Sadu"),
        ("Zrenjanin", "Zrenjaninu"), ("Kruševac", "Kruševcu"), ("Vranje", "Vranju"), ("Užice", "Užicu"),
        ("Smederevo", "Smederevu"), ("Čačak", "Čačku"), ("Kraljevo", "Kraljevu"), ("Valjevo", "Valjevu"),
        ("Šabac", "Šapcu"), ("Subotica", "Subotici"), ("Pančevo", "Pančevu"), ("Sombor", "Somboru"),
        ("Zaječar", "Zaječaru"), ("Pirot", "Pirotu"), ("Novi Pazar", "Novom Pazaru"), ("Jagodina", "Jagodini"),
    ]
    private static let south = [("Bujanovac", "Bujanovcu"), ("Preševo", "Bujanovcu")]
    private static let kosovo = [("Mitrovica", "Mitrovici"), ("Gračanica", "Prištini"), ("Prizren", "Prizrenu")]
    private static let seats = Dictionary(uniqueKeysWithValues: serbia + south + kosovo)

    static func town(of language: String, _ dice: inout Dice) -> String {
        let towns = language == "sq" ? south + kosovo : serbia + (dice.chance(12) ? kosovo : [])
        return dice.one(of: towns).0
    }

    static func courtSeat(for town: String) -> String { seats[town] ?? town }

    /// Another law, with other orders: no emergency measures of the Serbian law, no group for coordination.
    static func isInKosovo(_ town: String) -> Bool { kosovo.contains { $0.0 == town } }
}
