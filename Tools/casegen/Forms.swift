import Foundation
import SeededNumbers

/// One record as it is written: where it belongs, what form it has, and its text.
struct Writing: Sendable {
    let compartment: String
    let form: String
    /// Of her own words in it, where there are any.
    let language: String
    let content: [UInt8]
}

/// What people write: the fields of the field's record types (B1 to B15), filled in by the dice.
///
/// Every field that the field counts by is filled in, the others as often as people do; what is not known yet is "unknown",
/// what was not asked or not said is that, which are answers as well. Each form goes into the compartment that the policy
/// of a new vault lets its author write to.
struct Forms {
    let client: Client
    let circumstances: Circumstances
    let hours: WorkingHours
    /// When it is written.
    let time: UInt64
    let author: Worker

    init(client: Client, hours: WorkingHours, time: UInt64, author: Worker) {
        (self.client, self.hours, self.time, self.author) = (client, hours, time, author)
        circumstances = Circumstances(of: client)
    }

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
    func deadline(_ dice: inout Dice) -> String { later(dice.chance(50) ? 8 : 15) }

    // MARK: - Codes

    var ageBand: String { Circumstances.ageBand(Int(hours.year(time)) - client.birthYear) }

    /// Now and then nobody asked, or she would rather not say, or does not know: three different answers.
    func answer(_ weighted: KeyValuePairs<String, Int>, _ dice: inout Dice) -> String {
        let said = dice.pick(weighted)
        return dice.chance(92) ? said : dice.pick(["not_asked": 5, "declined": 2, "unknown": 3])
    }

    func number(_ register: String, _ dice: inout Dice) -> String {
        "\(register) \(Int.random(in: 1...4000, using: &dice))/\(date.prefix(4))"
    }

    /// A hash of a file that is not in the vault: an original on a card, a scan of a paper.
    func hash(_ dice: inout Dice) -> String { (0..<4).map { _ in Self.hex(dice.next()) }.joined() }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    // MARK: - Words

    /// The hand in which a note of the house is written: that of who writes; others often follow the client's script.
    func hand(_ dice: inout Dice) -> Prose {
        let isCyrillic = author.name.isCyrillic || client.isCyrillic && dice.chance(60)
        return Prose(isCyrillic ? .cyrillic : .latin, isRomani: false, of: circumstances)
    }

    /// The same for what she told: with somebody who speaks it, or an interpreter, in her own language.
    func talk(_ dice: inout Dice) -> Prose {
        guard client.language != "sr", !speaksSerbian || dice.chance(25) else { return hand(&dice) }
        return client.language == "sq"
            ? Prose(.albanian, isRomani: false, of: circumstances)
            : Prose(.latin, isRomani: true, of: circumstances)
    }

    /// Whether they understand each other in Serbian, which is not her language.
    private var speaksSerbian: Bool {
        author.furtherLanguage != client.language && !circumstances.needsInterpreter
    }

    var hasInterpreter: Bool { circumstances.needsInterpreter && author.furtherLanguage != client.language }

    // MARK: - Contents

    func json(_ compartment: String, _ form: String, language: String = "sr", _ fields: [String: Any]) -> Writing {
        let data = try? JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        return Writing(compartment: compartment, form: form, language: language, content: Array(data ?? Data()))
    }

    func text(_ compartment: String, _ form: String, _ content: String) -> Writing {
        Writing(compartment: compartment, form: form, language: "sr", content: Array(content.utf8))
    }
}
