import Foundation
import SeededNumbers

/// The table such a house kept before: one row a call, many hands, dates as each of them writes them.
struct Spreadsheet {
    let hours = WorkingHours()

    /// Semicolons, a mark of UTF-8, both scripts, quotes of every kind, and a formula that is none.
    ///
    /// - Parameters:
    ///   - clients: how many the house has since; it had three calls for every five of them.
    ///   - first: the first day of the vault. The table is of the four years before it.
    func text(clients: Int, before first: UInt64, seed: UInt64) -> String {
        var dice = Dice(seed: seed ^ 0x7461_626C)
        var lines = ["Broj;Korisnica;Datum poziva;Opština;Telefon;Vrsta nasilja;Napomena"]
        let days = (first - 4 * Story.year)..<(first - Story.day)
        for number in 1...max(1, clients * 3 / 5) {
            let client = Names.client(number, &dice)
            let fields = [
                "\(2000 + number)", Self.name(of: client, number),
                hours.date(UInt64.random(in: days, using: &dice), Int.random(in: 0...3, using: &dice)),
                client.municipality, "06\(number % 10)/\(100_000 + number)",
                Self.violence.randomElement(using: &dice) ?? "", Self.remarks[number % Self.remarks.count],
            ]
            lines.append(fields.map { Self.field($0, by: Hand(of: number)) }.joined(separator: ";"))
        }
        return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
    }

    private static let violence = ["fizičko", "psihičko", "ekonomsko", "физичко", "proganjanje"]
    /// Quotes in pairs and without their pair, straight and of the language, as inches, and one that is all there is.
    private static let remarks = [
        "zvala i komšinica; javiti se posle 15h", "rekla: \"ne zovite kući\"", "=traži pratnju", "-", "",
        "двоје деце, код баке", "odneo televizor od 55\" i telefon", "kaže „ne zovite kući“", "kaže „ne zovite kući\"",
        "razbio ekran od 32\"", "\"", "рекла: „после 15h”", "zove se 'Beba', ne imenom",
    ]

    /// Some are known by another name; it is written between quotes in the middle of theirs.
    private static func name(of client: Client, _ number: Int) -> String {
        guard number % 9 == 4, !client.isCyrillic, let space = client.name.firstIndex(of: " ") else {
            return client.name
        }
        let nickname = ["Maca", "Beba", "Cica", "Nana"][number / 9 % 4]
        return "\(client.name[..<space]) \"\(nickname)\"\(client.name[space...])"
    }

    private enum Hand {
        /// A program's, which quotes what needs it; one that quotes every field, also without need; one that types.
        case careful, everything, plain

        init(of row: Int) { self = row % 7 == 0 ? .everything : row % 2 == 0 ? .plain : .careful }
    }

    /// A quote mark is escaped in a quoted field. Whoever types the file leaves it bare where nothing calls for quotes: a
    /// field that does not begin with one ends at the next semicolon, and every quote mark in it is a letter like others.
    private static func field(_ text: String, by hand: Hand) -> String {
        let isSplit = text.unicodeScalars.contains { [";", "\r", "\n"].contains($0) }
        let needsQuotes = isSplit || text.first == "\"" || hand == .careful && text.contains("\"")
        guard hand == .everything || needsQuotes else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }

    /// How `casevault import --map` reads it.
    static let map = """
        {
          "delimiter": ";",
          "encoding": "utf-8",
          "dates": ["d.M.yyyy.", "dd.MM.yyyy", "dd/MM/yyyy", "yyyy-MM-dd"],
          "case_by": ["Broj"],
          "columns": {
            "Broj": {"compartment": "core", "form": "old_register", "field": "number"},
            "Korisnica": {"compartment": "identity", "form": "identity", "field": "name"},
            "Datum poziva": {"compartment": "core", "form": "old_register", "field": "date"},
            "Opština": {"compartment": "core", "form": "old_register", "field": "municipality"},
            "Telefon": {"compartment": "identity", "form": "identity", "field": "safe_contact"},
            "Vrsta nasilja": {"compartment": "core", "form": "old_register", "field": "violence"},
            "Napomena": {"compartment": "core", "form": "old_register", "field": "remark"}
          }
        }

        """
}
