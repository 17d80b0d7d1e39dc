import Foundation
import SeededNumbers

/// One record as it is written: where it belongs, what form it has, and its text.
struct Writing: Sendable {
    let compartment: String
    let form: String
    let content: [UInt8]
}

/// What people write: the fields of the field's record types (B1 to B15), filled in by the dice.
///
/// Every field that the field counts by is filled in; what is not known yet is "unknown", which is an answer as well. Each
/// form goes into the compartment that the policy of a new vault lets its author write to.
struct Forms {
    let client: Client
    let hours: WorkingHours
    /// When it is written.
    let time: UInt64

    // MARK: - Days

    var date: String { hours.date(time) }

    /// A day that has passed: what happened before it was told.
    func earlier(_ days: ClosedRange<UInt64>, _ dice: inout Dice) -> String {
        hours.date(time - UInt64.random(in: days, using: &dice) * Story.day)
    }

    func later(_ days: UInt64) -> String { hours.date(time + days * Story.day) }

    /// A day to come on which courts and offices work.
    func worked(_ days: ClosedRange<UInt64>, _ dice: inout Dice) -> String {
        let day = time + UInt64.random(in: days, using: &dice) * Story.day
        return hours.date(hours.soonest(atOrAfter: day, .day))
    }

    /// When what was assessed or planned is looked at again.
    func review(_ dice: inout Dice) -> String { worked(30...90, &dice) }

    /// The law gives eight days or fifteen, weekends counted.
    func deadline(_ dice: inout Dice) -> String { later(Bool.random(using: &dice) ? 8 : 15) }

    // MARK: - Codes and words

    var ageBand: String {
        switch 2026 - client.birthYear {
        case ..<26: "18-25"
        case ..<41: "26-40"
        case ..<61: "41-60"
        default: "61+"
        }
    }

    func pick(_ codes: [String], _ dice: inout Dice) -> String { codes.randomElement(using: &dice) ?? "unknown" }

    func violence(_ dice: inout Dice) -> [String] {
        Array(
            ["physical", "psychological", "economic", "sexual", "stalking", "digital"].shuffled(using: &dice).prefix(2))
    }

    func relation(_ dice: inout Dice) -> String {
        pick(["spouse", "ex_spouse", "cohabitee", "ex_partner", "father", "son", "in_law"], &dice)
    }

    func number(_ letter: String, _ dice: inout Dice) -> String {
        "\(letter) \(Int.random(in: 1...4000, using: &dice))/\(date.prefix(4))"
    }

    func sentence(_ dice: inout Dice) -> String { Self.sentences.randomElement(using: &dice) ?? "" }

    private static let sentences = [
        "Dogovoren je sledeći susret i način na koji je bezbedno javiti se.",
        "Deca su kod bake, škola je obaveštena u dogovoru sa majkom.",
        "Kaže da je prošle nedelje bilo mirnije, ali da se plaši vikenda.",
        "Traži pratnju do tužilaštva i objašnjenje o toku postupka.",
        "Nalaz lekara je predat, kopija ostaje u dosijeu.",
        "Procena je ponovljena; plan bezbednosti ostaje isti.",
        "Poslodavac je odobrio tri dana odsustva bez objašnjenja.",
        "Centar za socijalni rad traži izveštaj do kraja meseca.",
        "Želi da ostane u svom gradu i da se razvod završi bez odlaganja.",
    ]

    // MARK: - Contents

    func json(_ compartment: String, _ form: String, _ fields: [String: Any]) -> Writing {
        let data = try? JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        return Writing(compartment: compartment, form: form, content: Array(data ?? Data()))
    }

    func text(_ compartment: String, _ form: String, _ content: String) -> Writing {
        Writing(compartment: compartment, form: form, content: Array(content.utf8))
    }
}
