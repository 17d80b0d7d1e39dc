import SeededNumbers

/// Somebody who stays in the house, as on the day she came.
struct Guest: Sendable {
    let referredBy: String
    /// Age bands of the children who came with her.
    let children: [String]
    let room: Int

    init(_ dice: inout Dice) {
        referredBy = ["csr", "police", "self"].randomElement(using: &dice) ?? "self"
        children = (0..<Int.random(in: 0...3, using: &dice)).map { _ in
            ["0-5", "6-12", "13-17"].randomElement(using: &dice) ?? "unknown"
        }
        room = Int.random(in: 1...8, using: &dice)
    }
}

// How she is and where she is safe: risk, sessions, what a doctor found, and the house.
extension Forms {
    /// B4.
    func risk(_ dice: inout Dice) -> Writing {
        let factors = ["prior_violence", "threat_murder", "weapon", "strangulation", "custody_conflict", "victim_fear"]
        return json(
            "risk", "risk_assessment",
            [
                "tool": "lpdv16", "version": 1,
                "factor": factors.map { ["code": $0, "value": pick(["yes", "no", "unknown"], &dice)] },
                "client_fear": Int.random(in: 0...10, using: &dice),
                "level": pick(["low", "medium", "high", "immediate"], &dice),
                "next_review": review(&dice),
            ])
    }

    /// B5.
    func safetyPlan(_ dice: inout Dice) -> Writing {
        json(
            "risk", "safety_plan",
            [
                "needed": true, "made_with_client": true, "date": date, "concern": sentence(&dice),
                "resources": ["people": "komšinica, sestra", "economic": pick(["zarada", "penzija", "nema"], &dice)],
                "before_violence": [
                    "signal": "upaljeno svetlo u kuhinji", "documents": "kod sestre", "children": "kod bake",
                ],
                "during": "Izaći iz kuhinje, ne ulaziti u kupatilo; pozvati 192.",
                "after_leaving": sentence(&dice),
                "digital_safety": "Lozinke promenjene, deljenje lokacije isključeno.", "code_word": client.planted,
                "copy_given": pick(["none", "none", "paper"], &dice), "review_date": review(&dice),
            ])
    }

    /// B8.
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

    /// The part of B8 that is the psychologist's alone.
    func note(_ dice: inout Dice) -> Writing {
        text("process-notes", "process_note", "Radna beleška. \(sentence(&dice)) Pretpostavka: \(client.planted).")
    }

    /// B9. The case lead is the only one whom the policy lets write there, and she reads there only what she wrote.
    func medicalEvidence(_ dice: inout Dice) -> Writing {
        let injury: [String: Any] = [
            "body_region": pick(["face", "neck", "upper_arm", "forearm", "back"], &dice),
            "side": pick(["left", "right"], &dice),
            "kind": pick(["bruise", "abrasion", "cut", "burn", "bite", "strangulation_marks"], &dice),
            "size_mm": Int.random(in: 5...90, using: &dice), "colour": pick(["red", "blue", "yellow"], &dice),
        ]
        return json(
            "medical", "medical_evidence",
            [
                "doc_type": pick(["exam_report", "violence_form", "forensic", "photo"], &dice),
                "institution": "Dom zdravlja \(client.municipality)", "exam_date": earlier(0...10, &dice),
                "injuries": [injury], "pregnancy": pick(["no", "no", "yes", "not_asked"], &dice),
                "consent_take": true, "consent_court": Bool.random(using: &dice),
            ])
    }

    /// B10 on the day she comes: when she will leave, and where to, nobody knows.
    func arrival(_ guest: Guest) -> Writing {
        var fields = fields(of: guest, arrived: time)
        for field in ["departure", "days", "exit_reason", "destination_type"] { fields[field] = "unknown" }
        return json("stay", "stay", fields)
    }

    /// B10 on the day she leaves: a new record, with all of it.
    func departure(_ guest: Guest, arrived: UInt64, _ dice: inout Dice) -> Writing {
        var fields = fields(of: guest, arrived: arrived)
        fields["departure"] = date
        fields["days"] = Int((time - arrived + Story.day / 2) / Story.day)
        fields["exit_reason"] = pick(["own_plan", "family", "return", "other_house", "abroad"], &dice)
        fields["destination_type"] = pick(["own_flat", "rented", "relatives", "declined"], &dice)
        return json("stay", "stay", fields)
    }

    /// B10 when there is no room for her: nothing but the day and the reason.
    func turnedAway(_ dice: inout Dice) -> Writing {
        let reason = pick(["full", "criteria", "childrens_age", "disability_access", "no_csr_referral"], &dice)
        return json("stay", "stay", ["turned_away": ["date": date, "reason": reason]])
    }

    /// She may stay for six months, unless somebody extends it.
    private func fields(of guest: Guest, arrived: UInt64) -> [String: Any] {
        [
            "arrival": hours.date(arrived), "referred_by": guest.referredBy, "women_n": 1,
            "children": guest.children.map { ["age_band": $0] }, "room": guest.room, "house_rules_read": true,
            "phones_checked": true, "services": ["shelter", "material", "accompany"],
            "limit_date": hours.date(arrived + 182 * Story.day),
        ]
    }
}
