import SeededNumbers

// Who she is, what happened, and what was done about it: identity and core.
extension Forms {
    /// B1.
    func call(_ dice: inout Dice) -> Writing {
        let relation = relation(&dice)
        let children = Int.random(in: 0...4, using: &dice)
        let livesWith = ["spouse", "cohabitee"].contains(relation) ? "yes" : pick(["no", "no", "yes"], &dice)
        let witness = children == 0 ? "no" : pick(["yes", "yes", "no", "unknown"], &dice)
        return json(
            "core", "helpline_call",
            [
                "date": date, "channel": pick(["free_line", "phone", "viber_whatsapp", "visit"], &dice),
                "language": client.language,
                "caller": pick(["self", "self", "self", "family_friend", "neighbour"], &dice),
                "sex": "female", "age_band": ageBand, "municipality": client.municipality, "first_contact": true,
                "violence": violence(&dice), "relation": relation, "lives_with_perpetrator": livesWith,
                "perpetrator_sex": "male", "children_n": children, "children_witness": witness,
                "reported_before": pick(["yes", "no", "declined", "not_asked"], &dice),
                "confidentiality_notice_given": true, "service": ["emotional", "info"],
                "body": [pick(["police", "csr", "health", "safe_house", "legal_aid", "ngo"], &dice)],
                "shift_note": sentence(&dice),
            ])
    }

    /// The part of B2 that says who she is.
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

    /// The rest of B2.
    func intake(_ dice: inout Dice) -> Writing {
        json(
            "core", "intake",
            [
                "age_band": ageBand, "sex": "female", "language": client.language,
                "citizenship": pick(["resident", "resident", "resident", "resident", "idp", "returnee"], &dice),
                "marital": pick(["married", "cohabiting", "separated", "divorced"], &dice),
                "housing": pick(["own", "perpetrator's", "parents'", "rented"], &dice),
                "urban": pick(["city", "rural"], &dice),
                "disability": pick(["none", "none", "none", "physical"], &dice),
                "dependants": Int.random(in: 0...4, using: &dice),
                "referred_by": pick(["police", "csr", "health", "ngo", "self"], &dice), "conflict_check": "none",
                "needs": sentence(&dice), "expectations": sentence(&dice),
            ])
    }

    /// B3.
    func incident(_ dice: inout Dice) -> Writing {
        let violence = violence(&dice)
        let perpetrator: [String: Any] = [
            "n": 1, "sex": "male", "age_band": pick(["18-25", "26-40", "41-60", "61+"], &dice),
            "relation": relation(&dice),
        ]
        let reported = pick(["none", "none", "police", "csr", "health"], &dice)
        let reportedOn = reported == "none" ? "unknown" : earlier(0...7, &dice)
        return json(
            "core", "incident",
            [
                "occurred": earlier(8...30, &dice), "precision": pick(["day", "month", "unknown"], &dice),
                "place_type": pick(["home", "street", "workplace", "online"], &dice),
                "municipality": client.municipality,
                "violence": violence, "gbvims_class": Self.gbvimsClass(of: violence), "perpetrators": [perpetrator],
                "children_present": Bool.random(using: &dice),
                "injury": pick(["none", "light", "severe", "unknown"], &dice),
                "reported_to": reported, "reported_date": reportedOn,
                "pattern": pick(["single", "repeated"], &dice), "source": "client",
                "narrative": "\(sentence(&dice)) \(sentence(&dice)) Rekla je: „\(client.planted)“.",
            ])
    }

    /// As GBVIMS counts: the first that applies.
    private static func gbvimsClass(of violence: [String]) -> String {
        let classes = [
            ("sexual", "sexual_assault"), ("physical", "physical_assault"), ("economic", "denial_of_resources"),
            ("psychological", "psychological"), ("stalking", "psychological"), ("digital", "psychological"),
        ]
        return classes.first { violence.contains($0.0) }?.1 ?? "non_gbv"
    }

    /// B11: sent with her consent, or where the law says so.
    ///
    /// - Parameter consented: when she signed the paper.
    func referral(consented: UInt64, _ dice: inout Dice) -> Writing {
        let isMandatory = Int.random(in: 0..<8, using: &dice) == 0
        let basis =
            isMandatory ? ("legal_basis", "LPDV 13") : ("consent_ref", "saglasnost od \(hours.date(consented))")
        let accepted = Int.random(in: 0..<6, using: &dice) > 0
        let outcome = accepted ? pick(["received", "in_progress", "unknown"], &dice) : "refused"
        var fields: [String: Any] = [
            "to_body": pick(["police", "prosecutor", "csr", "health", "legal_aid", "employment", "school"], &dice),
            "to_org": client.municipality, "purpose": sentence(&dice), "fields_shared": ["core"],
            "means": pick(["accompanied", "phone", "sealed_packet", "paper"], &dice),
            "mandatory_report": isMandatory, "client_told_before": true, "sent": date, "accepted": accepted,
            "outcome": outcome,
        ]
        fields[basis.0] = basis.1
        if accepted { fields["appointment"] = worked(2...30, &dice) }
        return json("core", "referral", fields)
    }

    /// B14.
    func followUp(_ dice: inout Dice) -> Writing {
        let words = "\(sentence(&dice)) \(client.planted)"
        let states = ["n_a", "in_progress", "in_progress", "met"]
        let goals = [
            "safety": pick(states, &dice), "health": pick(states, &dice), "psychosocial": pick(states, &dice),
            "justice": pick(states, &dice), "other": "n_a",
        ]
        return json(
            "core", "follow_up",
            [
                "date": date, "contact_safe": true, "measures_held": pick(["yes", "no", "unknown"], &dice),
                "new_incident": Bool.random(using: &dice), "goals": goals,
                "next": client.name.contains("а") ? Cyrillic.of(words) : words,
            ])
    }

    /// B15. A case is kept for five years after it.
    func closure(_ dice: inout Dice) -> Writing {
        json(
            "core", "closure",
            [
                "date": date, "reason": pick(["needs_met", "client_request", "no_contact", "left_area"], &dice),
                "safety_plan_reviewed": true, "told_may_return": true,
                "client_wish_file": pick(["keep", "erase"], &dice), "retain_until": later(5 * 365 + 1),
            ])
    }
}
