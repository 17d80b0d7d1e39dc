import Foundation
import SeededNumbers
import VaultTesting

/// One record as it is written: where it belongs, what form it has, and its text.
struct Writing: Sendable {
    let compartment: String
    let form: String
    let content: [UInt8]
}

/// What people write: the fields of the field's record types (B1 to B15), filled in by the dice.
struct Forms {
    let client: Client
    let hours: WorkingHours
    /// When it is written.
    let time: UInt64

    func call(_ dice: inout Dice) -> Writing {
        json(
            "core", "helpline_call",
            [
                "date": date, "channel": pick(["free_line", "phone", "viber_whatsapp", "visit"], &dice),
                "language": client.language,
                "caller": pick(["self", "self", "self", "family_friend", "neighbour"], &dice),
                "sex": "female", "age_band": ageBand, "municipality": client.municipality, "first_contact": true,
                "violence": violence(&dice), "relation": relation(&dice),
                "children_n": Int.random(in: 0...4, using: &dice),
                "reported_before": pick(["yes", "no", "declined", "not_asked"], &dice),
                "confidentiality_notice_given": true, "service": ["emotional", "info"],
                "shift_note": sentence(&dice),
            ])
    }

    func identity(_ dice: inout Dice) -> Writing {
        json(
            "identity", "identity",
            [
                "name": client.name, "alias": client.name.split(separator: " ").first.map(String.init) ?? "",
                "safe_contact":
                    "06\(Int.random(in: 0...9, using: &dice))/\(Int.random(in: 1_000_000...9_999_999, using: &dice))",
                "safe_words": "Zovem zbog \(client.planted)", "birth_year": client.birthYear,
            ])
    }

    func intake(_ dice: inout Dice) -> Writing {
        json(
            "core", "intake",
            [
                "age_band": ageBand, "sex": "female", "language": client.language,
                "marital": pick(["married", "cohabiting", "separated", "divorced"], &dice),
                "housing": pick(["own", "perpetrator's", "parents'", "rented"], &dice),
                "urban": pick(["city", "rural"], &dice),
                "disability": pick(["none", "none", "none", "physical"], &dice),
                "referred_by": pick(["police", "csr", "health", "ngo", "self"], &dice), "conflict_check": "none",
                "needs": sentence(&dice), "expectations": sentence(&dice),
            ])
    }

    func incident(_ dice: inout Dice) -> Writing {
        json(
            "core", "incident",
            [
                "occurred": date, "precision": pick(["day", "month", "unknown"], &dice),
                "place_type": pick(["home", "street", "workplace", "online"], &dice),
                "municipality": client.municipality,
                "violence": violence(&dice),
                "perpetrators": [["n": 1, "sex": "male", "relation": relation(&dice)] as [String: Any]],
                "children_present": Bool.random(using: &dice),
                "injury": pick(["none", "light", "severe", "unknown"], &dice),
                "pattern": pick(["single", "repeated"], &dice), "source": "client",
                "narrative": "\(sentence(&dice)) \(sentence(&dice)) Rekla je: „\(client.planted)“.",
            ])
    }

    func risk(_ dice: inout Dice) -> Writing {
        let factors = ["prior_violence", "threat_murder", "weapon", "strangulation", "custody_conflict", "victim_fear"]
        return json(
            "risk", "risk_assessment",
            [
                "tool": "lpdv16", "version": 1,
                "factor": factors.map { ["code": $0, "value": pick(["yes", "no", "unknown"], &dice)] },
                "client_fear": Int.random(in: 0...10, using: &dice),
                "level": pick(["low", "medium", "high", "immediate"], &dice),
                "next_review": date,
            ])
    }

    func safetyPlan(_ dice: inout Dice) -> Writing {
        text(
            "risk", "safety_plan",
            """
            # Plan bezbednosti, \(date)

            - Znak sa komšinicom: \(client.planted)
            - Dokumenta: kod sestre
            - \(sentence(&dice))
            - Telefon: lozinke promenjene, deljenje lokacije isključeno
            """)
    }

    func legalAction(_ dice: inout Dice) -> Writing {
        json(
            "legal", "legal_action",
            [
                "track": pick(["emergency", "criminal", "protection", "divorce", "custody"], &dice),
                "authority": "Osnovni sud \(client.municipality)", "number": number("P", &dice),
                "role_of_client": "injured",
                "next_hearing": date, "free_legal_aid": pick(["requested", "granted", "refused"], &dice),
            ])
    }

    func milestone(_ dice: inout Dice) -> Writing {
        let codes = [
            "reported", "risk_done", "emergency_removal", "extended_30d", "complaint_filed", "indicted", "convicted",
            "protection_ordered", "complaint_dismissed", "final",
        ]
        return json(
            "legal", "milestone",
            [
                "code": pick(codes, &dice), "date": date, "number": number("K", &dice),
                "authority": pick(["police", "prosecutor", "court"], &dice), "outcome": sentence(&dice),
            ])
    }

    func advice(_ dice: inout Dice) -> Writing {
        text(
            "attorney", "advice", "Savet \(date): \(sentence(&dice)) Strategija: \(client.planted). \(sentence(&dice))")
    }

    func session(_ number: Int, _ dice: inout Dice) -> Writing {
        json(
            "psych", "psych_session",
            [
                "n": number, "date": date, "mode": pick(["in_person", "phone", "online"], &dice), "minutes": 50,
                "attended": true,
                "state": pick(["scared", "sad", "anxious", "angry", "calm"], &dice), "themes": [sentence(&dice)],
                "agreed": "\(sentence(&dice)) (\(client.planted))",
            ])
    }

    func note(_ dice: inout Dice) -> Writing {
        text("process-notes", "process_note", "Radna beleška. \(sentence(&dice)) Pretpostavka: \(client.planted).")
    }

    func stay(_ dice: inout Dice) -> Writing {
        json(
            "stay", "stay",
            [
                "arrival": date, "referred_by": pick(["csr", "police", "self"], &dice), "women_n": 1,
                "children": (0..<Int.random(in: 0...3, using: &dice)).map { _ in
                    ["age_band": pick(["0-5", "6-12", "13-17"], &dice)]
                },
                "room": Int.random(in: 1...8, using: &dice), "house_rules_read": true, "phones_checked": true,
            ])
    }

    func consent(_ dice: inout Dice) -> Writing {
        json(
            "consent", "consent",
            [
                "act": pick(["grant", "grant", "refuse"], &dice),
                "purpose": pick(["service", "referral", "court"], &dice),
                "recipient": pick(["Centar za socijalni rad", "Osnovno javno tužilaštvo", "Dom zdravlja"], &dice),
                "language": client.language, "read_aloud": true, "form": "written", "by_whom": "client",
                "service_not_conditional": true, "valid_until": date,
            ])
    }

    func conference(_ dice: inout Dice) -> Writing {
        json(
            "coordination", "conference",
            [
                "date": date, "kind": pick(["gks", "case_conference"], &dice),
                "client_present": Bool.random(using: &dice),
                "measures": [
                    ["kind": "support", "text": sentence(&dice), "executor": "csr", "deadline": date] as [String: Any]
                ],
            ])
    }

    func followUp(_ dice: inout Dice) -> Writing {
        let words = "\(sentence(&dice)) \(client.planted)"
        return json(
            "core", "follow_up",
            [
                "date": date, "contact_safe": true, "measures_held": pick(["yes", "no", "unknown"], &dice),
                "new_incident": Bool.random(using: &dice),
                "next": client.name.contains("а") ? Cyrillic.of(words) : words,
            ])
    }

    func closure(_ dice: inout Dice) -> Writing {
        json(
            "core", "closure",
            [
                "date": date, "reason": pick(["needs_met", "client_request", "no_contact", "left_area"], &dice),
                "safety_plan_reviewed": true, "told_may_return": true,
                "client_wish_file": pick(["keep", "erase"], &dice),
            ])
    }

    private var date: String { hours.date(time) }

    private var ageBand: String {
        switch 2026 - client.birthYear {
        case ..<26: "18-25"
        case ..<41: "26-40"
        case ..<61: "41-60"
        default: "61+"
        }
    }

    private func pick(_ codes: [String], _ dice: inout Dice) -> String {
        codes.randomElement(using: &dice) ?? "unknown"
    }

    private func violence(_ dice: inout Dice) -> [String] {
        Array(
            ["physical", "psychological", "economic", "sexual", "stalking", "digital"].shuffled(using: &dice).prefix(2))
    }

    private func relation(_ dice: inout Dice) -> String {
        pick(["spouse", "ex_spouse", "cohabitee", "ex_partner", "father", "son", "in_law"], &dice)
    }

    private func number(_ letter: String, _ dice: inout Dice) -> String {
        "\(letter) \(Int.random(in: 1...4000, using: &dice))/\(hours.date(time).prefix(4))"
    }

    private func sentence(_ dice: inout Dice) -> String {
        [
            "Dogovoren je sledeći susret i način na koji je bezbedno javiti se.",
            "Deca su kod bake, škola je obaveštena u dogovoru sa majkom.",
            "Kaže da je prošle nedelje bilo mirnije, ali da se plaši vikenda.",
            "Traži pratnju do tužilaštva i objašnjenje o toku postupka.",
            "Nalaz lekara je predat, kopija ostaje u dosijeu.",
            "Procena je ponovljena; plan bezbednosti ostaje isti.",
            "Poslodavac je odobrio tri dana odsustva bez objašnjenja.",
            "Centar za socijalni rad traži izveštaj do kraja meseca.",
            "Želi da ostane u svom gradu i da se razvod završi bez odlaganja.",
        ].randomElement(using: &dice) ?? ""
    }

    private func json(_ compartment: String, _ form: String, _ fields: [String: Any]) -> Writing {
        let data = try? JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys, .withoutEscapingSlashes])
        return Writing(compartment: compartment, form: form, content: Array(data ?? Data()))
    }

    private func text(_ compartment: String, _ form: String, _ content: String) -> Writing {
        Writing(compartment: compartment, form: form, content: Array(content.utf8))
    }
}
