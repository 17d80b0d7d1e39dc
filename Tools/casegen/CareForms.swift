import SeededNumbers

// How she is and where she is safe: risk, plans, sessions, and what a doctor found.
extension Forms {
    /// B4.
    ///
    /// - Parameter isAlert: somebody heard in a session that she does not want to live; why is not written here.
    func risk(isAlert: Bool, _ dice: inout Dice) -> Writing {
        let words = hand(&dice)
        let factors = factors(5...9, &dice).map { code in
            var factor = ["code": code, "value": dice.pick(["yes": 48, "no": 40, "unknown": 12])]
            if dice.chance(12) { factor["note"] = words.account(&dice) }
            return factor
        }
        let level = isAlert ? "high" : dice.pick(["low": 18, "medium": 38, "high": 30, "immediate": 14])
        var fields: [String: Any] = [
            "tool": dice.pick(["lpdv16": 80, "dash": 12, "own": 8]), "version": 1, "factor": factors,
            "client_fear": Int.random(in: 0...10, using: &dice), "level": level, "by": author.login,
            "lethality_alert": isAlert || level == "immediate" && dice.chance(60), "next_review": review(&dice),
        ]
        if dice.chance(60) { fields["client_view"] = words.quote(&dice) }
        if !circumstances.children.isEmpty, dice.chance(70) {
            fields["children_risk"] = dice.pick(["none": 30, "witness": 50, "direct": 12, "unknown": 8])
        }
        if dice.chance(20) {
            fields["shared_with"] = [
                ["body": dice.pick(["police": 6, "csr": 4]), "basis": dice.pick(["consent": 8, "LPDV 13": 2])]
            ]
        }
        return json("risk", "risk_assessment", fields)
    }

    /// B5.
    func safetyPlan(_ dice: inout Dice) -> Writing {
        let words = talk(&dice)
        var before = [
            "signal": words.one(of: Prose.signals, &dice), "documents": words.one(of: Prose.documentPlaces, &dice),
        ]
        if !circumstances.children.isEmpty { before["children"] = words.one(of: Prose.childrensPlaces, &dice) }
        let resources: [String: Any] = [
            "other": dice.chance(30) ? words.one(of: Prose.otherResources, &dice) : "none",
            "people": words.one(of: Prose.people, &dice),
            "economic": circumstances.income,
            "community": dice.some(0...2, of: ["csr", "school", "neighbours", "church"]),
        ]
        return json(
            "risk", "safety_plan", language: words.language,
            [
                "needed": true, "made_with_client": dice.chance(96), "date": date,
                "concern": words.language == "sr" ? words.one(of: Prose.concerns, &dice) : words.quote(&dice),
                "resources": resources, "before_violence": before, "during": words.one(of: Prose.during, &dice),
                "after_leaving": words.one(of: Prose.afterwards, &dice),
                "digital_safety": words.one(of: Prose.digital, &dice), "code_word": client.planted,
                "copy_given": dice.pick(["none": 80, "paper": 20]), "review_date": review(&dice),
            ])
    }

    /// B8. A session that she missed is counted as well, and nothing is written of it but that.
    func session(_ number: Int, isAlert: Bool, _ dice: inout Dice) -> Writing {
        let words = hand(&dice)
        var fields: [String: Any] = [
            "n": number, "date": date, "mode": dice.pick(["in_person": 78, "phone": 12, "online": 10]),
            "next": worked(4...21, &dice),
        ]
        let isMissed = !isAlert && dice.chance(8)
        fields["attended"] = !isMissed
        fields["minutes"] = isMissed ? 0 : dice.pick([50: 62, 60: 20, 45: 12, 90: 6])
        guard !isMissed else { return json("psych", "psych_session", fields) }
        fields["state"] = dice.pick(["scared": 24, "sad": 20, "anxious": 26, "angry": 10, "calm": 16, "other": 4])
        fields["themes"] = words.some(1...3, of: Prose.themes, &dice)
        fields["suicide_risk"] =
            isAlert ? dice.pick(["thoughts": 85, "plan": 15]) : dice.pick(["none": 93, "not_asked": 7])
        fields["agreed"] = "\(words.one(of: Prose.agreements, &dice)) (\(client.planted))"
        if dice.chance(75) { fields["methods"] = dice.some(1...2, of: Self.methods) }
        if dice.chance(12) { fields["instruments"] = dice.some(1...1, of: ["PCL-5", "GAD-7", "PHQ-9"]) }
        if dice.chance(4) {
            fields["report_issued"] = [
                "to": dice.pick(["court": 60, "csr": 30, "client": 10]), "consent": true, "hash": hash(&dice),
            ]
        }
        return json("psych", "psych_session", fields)
    }

    private static let methods = [
        "psychoeducation", "supportive", "breathing", "grounding", "crisis_intervention", "narrative", "drawing",
    ]

    /// The part of B8 that is the psychologist's alone.
    func note(_ dice: inout Dice) -> Writing {
        let words = hand(&dice)
        let body = words.compose([Prose.observations, Prose.hypotheses, Prose.intentions], &dice)
        let head = words.inThisHand("Radna beleška.")
        return text(
            "process-notes", "process_note", "\(head) \(body) \(words.inThisHand("Pretpostavka")): \(client.planted).")
    }

    /// B9. The case lead is the only one whom the policy lets write there, and she reads there only what she wrote.
    func medicalEvidence(_ dice: inout Dice) -> Writing {
        let kind = dice.pick(["exam_report": 42, "violence_form": 20, "forensic": 8, "photo": 27, "prescription": 3])
        let seen = time - UInt64.random(in: 0...10, using: &dice) * Story.day
        var fields: [String: Any] = [
            "doc_type": kind, "institution": institution(&dice), "exam_date": hours.date(seen),
            "injuries": (0..<dice.pick([1: 60, 2: 28, 3: 12])).map { _ in injury(&dice) },
            "pregnancy": circumstances.pregnant, "sexual_exam": answer(["no": 90, "yes": 10], &dice),
            "consent_take": true, "consent_court": dice.chance(70), "consent_other": dice.chance(15),
        ]
        if kind == "photo" { fields.merge(photo(taken: seen, &dice)) { $1 } }
        return json("medical", "medical_evidence", fields)
    }

    private func institution(_ dice: inout Dice) -> String {
        "\(dice.pick(["Dom zdravlja": 70, "Opšta bolnica": 20, "Zavod za sudsku medicinu": 10])) \(client.municipality)"
    }

    private func injury(_ dice: inout Dice) -> [String: Any] {
        [
            "body_region": dice.pick(["face": 20, "neck": 12, "upper_arm": 26, "forearm": 20, "back": 12, "leg": 10]),
            "side": dice.pick(["left": 45, "right": 45, "both": 10]),
            "kind": dice.pick([
                "bruise": 55, "abrasion": 22, "cut": 7, "fracture": 4, "burn": 3, "bite": 3, "strangulation_marks": 6,
            ]),
            "size_mm": Int.random(in: 5...90, using: &dice),
            "colour": dice.pick(["red": 35, "blue": 40, "green": 12, "yellow": 13]),
        ]
    }

    /// Of the original, which stays on its card: how it was made, and through whose hands it has gone since.
    private func photo(taken: UInt64, _ dice: inout Dice) -> [String: Any] {
        let photographer = dice.pick(["case_lead": 55, "health": 30, "police": 10, "client": 5])
        var custody = [["who": photographer, "when": hours.date(taken), "why": "taken"]]
        custody.append(["who": author.login, "when": date, "why": "into_vault"])
        return [
            "original_hash": hash(&dice), "taken_at": hours.minute(taken),
            "taken_at_source": dice.pick(["device_clock": 80, "told": 20]),
            "device": dice.pick(["office_camera": 55, "phone": 40, "hospital": 5]), "photographer": photographer,
            "location_type": dice.pick(["office": 45, "health": 35, "home": 12, "safe_house": 8]),
            "view": dice.pick(["overall": 30, "medium": 40, "close": 30]), "scale_in_frame": dice.chance(70),
            "identity_card_frame": dice.chance(25), "custody": custody,
        ]
    }
}
