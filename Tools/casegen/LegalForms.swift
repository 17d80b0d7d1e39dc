import SeededNumbers

// Courts and other bodies, and what she agrees to: legal, attorney, consent, coordination.
extension Forms {
    /// B6.
    func legalAction(_ dice: inout Dice) -> Writing {
        let appeal = ["kind": "appeal", "deadline": deadline(&dice)]
        return json(
            "legal", "legal_action",
            [
                "track": pick(["emergency", "criminal", "protection", "divorce", "custody"], &dice),
                "authority": "Osnovni sud \(client.municipality)", "number": number("P", &dice),
                "role_of_client": "injured", "next_hearing": worked(14...120, &dice), "deadlines": [appeal],
                "free_legal_aid": pick(["requested", "granted", "refused"], &dice),
            ])
    }

    /// The part of B6 that is the attorney's secret.
    func advice(_ dice: inout Dice) -> Writing {
        text(
            "attorney", "advice", "Savet \(date): \(sentence(&dice)) Strategija: \(client.planted). \(sentence(&dice))")
    }

    /// B7.
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

    /// B12.
    func conference(_ dice: inout Dice) -> Writing {
        let measure: [String: Any] = [
            "kind": pick(["protection", "support"], &dice), "text": sentence(&dice), "executor": "csr",
            "deadline": deadline(&dice),
        ]
        return json(
            "coordination", "conference",
            [
                "date": date, "kind": pick(["gks", "case_conference"], &dice),
                "client_present": Bool.random(using: &dice), "measures": [measure],
            ])
    }

    /// B13. It ends after a year, or when the paper was printed for less.
    func consent(_ dice: inout Dice) -> Writing {
        json(
            "consent", "consent",
            [
                "act": pick(["grant", "grant", "refuse"], &dice),
                "purpose": pick(["service", "referral", "court"], &dice),
                "recipient": pick(["Centar za socijalni rad", "Osnovno javno tužilaštvo", "Dom zdravlja"], &dice),
                "data_classes": ["core"], "language": client.language, "read_aloud": true, "form": "written",
                "by_whom": "client", "risks_explained": true, "service_not_conditional": true,
                "valid_until": later(UInt64.random(in: 335...365, using: &dice)),
            ])
    }
}
