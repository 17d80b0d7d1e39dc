import SeededNumbers

/// Somebody who stays in the house, as on the day she came.
struct Guest {
    let referredBy: String
    let room: Int
    let mayStayLonger: Bool
    let decision: String
    let allowsContact: [String]
    let deposits: [String]

    init(seed: UInt64) {
        var dice = Dice(seed: seed)
        referredBy = dice.pick(["csr": 62, "police": 22, "self": 10, "ngo": 6])
        room = Int.random(in: 1...8, using: &dice)
        mayStayLonger = dice.chance(12)
        decision = "\(Int.random(in: 10...900, using: &dice))"
        allowsContact = dice.some(0...2, of: ["sister", "mother", "colleague", "lawyer"])
        deposits = dice.some(0...3, of: Prose.deposits)
    }
}

// The house: B10.
extension Forms {
    /// On the day she comes: when she will leave, and where to, nobody knows.
    func arrival(_ guest: Guest) -> Writing {
        var fields = fields(of: guest, arrived: time)
        for field in ["departure", "days", "exit_reason", "destination_type"] { fields[field] = "unknown" }
        return json("stay", "stay", fields)
    }

    /// On the day she leaves: a new record, with all of it.
    func departure(_ guest: Guest, arrived: UInt64, _ dice: inout Dice) -> Writing {
        var fields = fields(of: guest, arrived: arrived)
        fields["departure"] = date
        fields["days"] = Int((time - arrived + Story.day / 2) / Story.day)
        fields["exit_reason"] = dice.pick([
            "own_plan": 36, "family": 24, "return": 18, "other_house": 9, "abroad": 5, "left_without_notice": 6,
            "expelled": 2,
        ])
        fields["destination_type"] = dice.pick(["rented": 35, "relatives": 30, "own_flat": 20, "declined": 15])
        fields["after_contact_ok"] = dice.chance(70)
        fields["absences"] = dice.pick(["none": 60, "1": 25, "2": 15])
        if dice.chance(25) { fields["house_incidents"] = hand(&dice).one(of: Prose.houseIncidents, &dice) }
        if guest.mayStayLonger {
            fields["extended_to"] = later(60)
            fields["extended_by"] = "csr"
        }
        return json("stay", "stay", fields)
    }

    /// Who came along, written down by whoever leads the case: apart from the stay, since the house reads none of it.
    func children() -> Writing {
        let children = circumstances.children.map {
            [
                "age_band": $0.ageBand, "sex": $0.sex, "school": $0.school, "health": $0.health,
                "guardian_conflict": circumstances.relation == "father" ? "no" : "yes",
            ]
        }
        return json("children", "stay_children", ["date": date, "children": children])
    }

    /// When there is no room for her: nothing but the day and the reason.
    func turnedAway(_ dice: inout Dice) -> Writing {
        let reason = dice.pick([
            "full": 48, "criteria": 16, "childrens_age": 10, "disability_access": 10, "addiction": 6,
            "no_csr_referral": 10,
        ])
        return json("stay", "stay", ["turned_away": ["date": date, "reason": reason]])
    }

    /// She may stay for six months, unless somebody extends it.
    private func fields(of guest: Guest, arrived: UInt64) -> [String: Any] {
        var fields: [String: Any] = [
            "arrival": hours.date(arrived), "referred_by": guest.referredBy, "women_n": 1,
            "children_n": circumstances.children.count, "room": guest.room, "house_rules_read": true,
            "phones_checked": true, "allowed_contacts": guest.allowsContact, "deposit_list": guest.deposits,
            "services": ["shelter", "material", "accompany"], "limit_date": hours.date(arrived + 182 * Story.day),
        ]
        if guest.referredBy == "csr" {
            fields["csr_decision"] = [
                "number": "\(guest.decision)/\(hours.year(arrived))", "date": hours.date(arrived),
            ]
        }
        return fields
    }
}
