import SeededNumbers

// Courts and other bodies, and the attorney's advice: legal and attorney.
extension Forms {
    /// What she asks of the law.
    enum Track: String, Sendable, CaseIterable {
        case emergency, criminal, misdemeanour, protection, divorce, custody, maintenance, property, compensation
        case kosovoOrder = "kosovo_order"
    }

    /// B6.
    func legalAction(_ track: Track, _ dice: inout Dice) -> Writing {
        let isInjured = [.emergency, .criminal, .misdemeanour].contains(track)
        let appeal = ["kind": "appeal", "deadline": deadline(&dice)]
        var fields: [String: Any] = [
            "track": track.rawValue, "authority": authority(of: track), "number": number(register(of: track), &dice),
            "role_of_client": isInjured ? dice.pick(["injured_party": 92, "witness": 8]) : "plaintiff",
            "next_hearing": worked(14...120, &dice), "deadlines": [appeal],
            "free_legal_aid": dice.pick(["requested": 40, "granted": 45, "refused": 15]),
        ]
        if dice.chance(72) {
            fields["representative"] = dice.pick(["attorney": 55, "jurist": 25, "legal_aid": 15, "none": 5])
        }
        if dice.chance(65) {
            fields["documents"] = dice.some(
                1...3, of: ["exam_report", "birth_certificate", "marriage_certificate", "messages", "police_record"])
        }
        return json("legal", "legal_action", fields)
    }

    private func authority(of track: Track) -> String {
        let seat = Towns.courtSeat(for: client.municipality)
        return switch track {
        case .criminal: "Osnovno javno tužilaštvo u \(seat)"
        case .misdemeanour: "Prekršajni sud u \(seat)"
        default: "Osnovni sud u \(seat)"
        }
    }

    private func register(of track: Track) -> String {
        switch track {
        case .emergency: "Np"
        case .criminal: "Kt"
        case .misdemeanour: "Pr"
        case .protection, .divorce, .custody, .maintenance: "P2"
        case .property, .compensation: "P"
        case .kosovoOrder: "C"
        }
    }

    /// The part of B6 that is the attorney's secret.
    func advice(_ dice: inout Dice) -> Writing {
        let words = hand(&dice)
        let (position, strategy) = (words.one(of: Prose.positions, &dice), words.one(of: Prose.strategies, &dice))
        let (advice, plan) = (words.inThisHand("Savet"), words.inThisHand("Strategija"))
        return text(
            "attorney", "advice",
            "\(advice) \(date): \(position) \(plan): \(client.planted). \(strategy) \(words.one(of: Prose.cautions, &dice))"
        )
    }

    /// B7.
    func milestone(_ milestone: Milestone, _ dice: inout Dice) -> Writing {
        var fields: [String: Any] = [
            "code": milestone.code.rawValue, "date": hours.date(milestone.time),
            "number": "\(milestone.register) \(milestone.number)/\(milestone.year)",
            "authority": milestone.authority.rawValue, "outcome": milestone.outcome.rawValue,
        ]
        if let valid = milestone.valid {
            fields["valid_from"] = milestone.isOfHours ? hours.minute(valid.from) : hours.date(valid.from)
            fields["valid_to"] = milestone.isOfHours ? hours.minute(valid.until) : hours.date(valid.until)
        }
        if [.protectionOrdered, .protectionExtended].contains(milestone.code) { fields["measures"] = measures }
        return json("legal", "milestone", fields)
    }

    /// An extension is of the same measures.
    private var measures: [String] {
        var dice = Dice(seed: client.seed)
        let further = circumstances.livesWithHim ? ["evict", "move_in", "no_access_area"] : ["no_access_area"]
        return ["no_approach", "no_harassment"] + dice.some(0...2, of: further)
    }
}
