import Foundation
import SeededNumbers
import VaultTesting

/// The table such a house kept before: one row a call, many hands, dates as each of them writes them.
struct Spreadsheet {
    let hours = WorkingHours()

    /// Semicolons, a mark of UTF-8, both scripts, quotes where a spreadsheet puts them, and a formula that is none.
    func text(rows count: Int, start: UInt64, end: UInt64, seed: UInt64) -> String {
        var dice = Dice(seed: seed ^ 0x7461_626C)
        var lines = ["Broj;Korisnica;Datum poziva;Opština;Telefon;Vrsta nasilja;Napomena"]
        let violence = ["fizičko", "psihičko", "ekonomsko", "физичко", "proganjanje"]
        let remarks = [
            "zvala i komšinica; javiti se posle 15h", "rekla: \"ne zovite kući\"", "=traži pratnju", "-", "",
            "двоје деце, код баке", "drugi put ove godine",
        ]
        for number in 1...count {
            let client = Names.client(number, &dice)
            let fields = [
                "\(2000 + number)", client.name,
                hours.date(UInt64.random(in: start..<end, using: &dice), Int.random(in: 0...3, using: &dice)),
                client.municipality, "06\(number % 10)/\(100_000 + number)", violence.randomElement(using: &dice) ?? "",
                remarks.randomElement(using: &dice) ?? "",
            ]
            lines.append(fields.map(Self.field).joined(separator: ";"))
        }
        return "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func field(_ text: String) -> String {
        guard text.contains(where: { ";\"\r\n".contains($0) }) else { return text }
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
