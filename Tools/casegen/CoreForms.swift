import SeededNumbers

// What happened to her, where she was sent, how it went on and how it ended: core.
extension Forms {
    /// B3.
    func incident(_ dice: inout Dice) -> Writing {
        let words = talk(&dice)
        let occurred = earlier(1...25, &dice)
        let reported = dice.pick(["none": 45, "police": 38, "csr": 9, "health": 8])
        var fields: [String: Any] = [
            "occurred": occurred, "precision": dice.pick(["day": 75, "month": 20, "unknown": 5]),
            "time_of_day": dice.pick(["morning": 12, "afternoon": 22, "evening": 38, "night": 20, "unknown": 8]),
            "place_type": dice.pick([
                "home": 66, "perpetrator's home": 8, "street": 10, "workplace": 5, "online": 7, "institution": 2,
                "other": 2,
            ]),
            "municipality": client.municipality, "violence": circumstances.violence,
            "gbvims_class": Self.gbvimsClass(of: circumstances.violence), "perpetrators": perpetrators(&dice),
            "children_present": !circumstances.children.isEmpty && dice.chance(60),
            "injury": dice.pick(["none": 46, "light": 42, "severe": 6, "unknown": 6]),
            "reported_to": reported, "reported_date": reported == "none" ? "unknown" : occurred,
            "pattern": circumstances.pattern,
            "source": dice.pick(["client": 92, "document": 5, "third_person": 3]),
            "narrative": narrative(words, &dice),
        ]
        if dice.chance(85) { fields["weapon"] = dice.pick(["none": 84, "object": 9, "knife": 4, "firearm": 3]) }
        if dice.chance(70) { fields["medical_help"] = answer(["no": 70, "yes": 30], &dice) }
        if dice.chance(35) {
            fields["witnesses"] = dice.pick(["none": 40, "neighbour": 30, "family": 20, "passer_by": 10])
        }
        if dice.chance(30) {
            fields["evidence_refs"] = dice.some(1...2, of: ["photo", "messages", "exam_report", "witness_statement"])
        }
        return json("core", "incident", language: words.language, fields)
    }

    private func perpetrators(_ dice: inout Dice) -> [[String: Any]] {
        [
            [
                "n": 1, "sex": "male", "age_band": circumstances.hisAgeBand, "relation": circumstances.relation,
                "known_prior": answer(["no": 70, "yes": 30], &dice), "substance": circumstances.substance,
                "occupation_risk": circumstances.occupationRisk,
            ]
        ]
    }

    private func narrative(_ words: Prose, _ dice: inout Dice) -> String {
        let said = words.language == "sq" ? "Fjala e saj" : words.inThisHand("Rekla je")
        return "\(words.account(&dice)) \(words.account(&dice)) \(words.quote(&dice)) \(said): „\(client.planted)“."
    }

    /// As GBVIMS counts: the first that applies.
    private static func gbvimsClass(of violence: [String]) -> String {
        let classes = [
            ("rape", "rape"), ("sexual", "sexual_assault"), ("physical", "physical_assault"),
            ("forced_marriage", "forced_marriage"), ("early_marriage", "forced_marriage"),
            ("economic", "denial_of_resources"), ("psychological", "psychological"), ("stalking", "psychological"),
            ("digital", "psychological"), ("sexual_harassment", "sexual_assault"),
        ]
        return classes.first { violence.contains($0.0) }?.1 ?? "non_gbv"
    }

    /// B11: sent with her consent, or where the law says so.
    ///
    /// - Parameter consented: when she signed the paper; nil when she did not, or said no.
    func referral(consented: UInt64?, _ dice: inout Dice) -> Writing {
        let words = hand(&dice)
        let isMandatory = consented == nil || dice.chance(10)
        let isAccepted = dice.chance(84)
        var fields: [String: Any] = [
            "to_body": dice.pick([
                "csr": 30, "police": 16, "legal_aid": 15, "health": 12, "prosecutor": 9, "employment": 7, "school": 6,
                "safe_house": 5,
            ]),
            "to_org": client.municipality, "purpose": words.one(of: Prose.purposes, &dice),
            "fields_shared": dice.some(1...3, of: ["needs", "contact", "incident_date", "children_n", "measures"]),
            "means": dice.pick(["accompanied": 25, "phone": 30, "sealed_packet": 25, "paper": 20]),
            "mandatory_report": isMandatory, "client_told_before": !isMandatory || dice.chance(90), "sent": date,
            "accepted": isAccepted,
            "outcome": isAccepted ? dice.pick(["received": 45, "in_progress": 40, "unknown": 15]) : "refused",
        ]
        if let consented, !isMandatory {
            fields["consent_ref"] = "saglasnost od \(hours.date(consented))"
        } else {
            fields["legal_basis"] = "LPDV 13"
        }
        if isAccepted { fields["appointment"] = worked(2...30, &dice) }
        if isAccepted, dice.chance(40) { fields["feedback"] = words.next(&dice) }
        if !isAccepted { fields["reason"] = dice.pick(["unavailable": 55, "not_applicable": 25, "declined": 20]) }
        return json("core", "referral", fields)
    }

    /// B14.
    func followUp(_ dice: inout Dice) -> Writing {
        let words = talk(&dice)
        let states = ["n_a", "in_progress", "in_progress", "met"]
        let goals =
            ["safety", "health", "psychosocial", "justice"].map { ($0, dice.one(of: states)) } + [("other", "n_a")]
        // A hand that writes Cyrillic writes the word as well in it.
        let next = "\(words.note(&dice)) \(words.inThisHand(client.planted))"
        var fields: [String: Any] = [
            "date": date, "contact_safe": dice.chance(93),
            "measures_held": answer(["yes": 60, "no": 12, "unknown": 28], &dice), "new_incident": dice.chance(18),
            "goals": Dictionary(uniqueKeysWithValues: goals), "next": next,
            "recommend_close": dice.chance(15),
        ]
        if dice.chance(35) {
            fields["new_needs"] = dice.some(
                1...2, of: ["legal_advice", "psych", "material", "economic", "child_support"])
        }
        return json("core", "follow_up", language: words.language, fields)
    }

    /// B15. A case is kept for five years after it.
    func closure(_ dice: inout Dice) -> Writing {
        let reason = dice.pick([
            "needs_met": 46, "client_request": 16, "no_contact": 24, "left_area": 6, "transferred": 5, "funding": 1,
            "death": 1, "duplicate": 1,
        ])
        var fields: [String: Any] = [
            "date": date, "reason": reason, "safety_plan_reviewed": true, "told_may_return": true,
            "supervisor": Roster.coordinator.login,
            "client_wish_file": dice.pick(["keep": 62, "give_copy": 14, "erase": 16, "hand_over": 8]),
            "retain_until": later(5 * 365 + 1),
        ]
        if dice.chance(6) { fields["reopened"] = [earlier(20...90, &dice)] }
        return json("core", "closure", fields)
    }
}
