import SeededNumbers

// Conferences, and what she agrees to: coordination and consent.
extension Forms {
    /// B12. The group of the Serbian law meets every fifteen days; in Kosovo there is the coordination mechanism.
    func conference(_ meeting: Int, _ dice: inout Dice) -> Writing {
        let words = hand(&dice)
        let kind =
            Towns.isInKosovo(client.municipality)
            ? dice.pick(["coordination_mechanism": 70, "case_conference": 30])
            : dice.pick(["gks": 65, "case_conference": 35])
        let isInvited = dice.chance(18)
        var fields: [String: Any] = [
            "meeting_no": meeting, "date": date, "kind": kind, "chair": kind == "gks" ? "prosecutor" : "csr",
            "attendees": attendees(of: kind, &dice), "client_invited": isInvited,
            "client_present": isInvited && dice.chance(25), "client_consent": circumstances.consents,
            "measures": (0..<dice.pick([1: 30, 2: 45, 3: 25])).map { _ in measure(words, &dice) },
            "next_review": kind == "gks" ? worked(5...12, &dice) : worked(14...60, &dice),
        ]
        if dice.chance(75) { fields["status_now"] = words.one(of: Prose.standing, &dice) }
        if dice.chance(45) { fields["plan_followup"] = words.next(&dice) }
        if dice.chance(60) {
            fields["not_shared"] = dice.some(1...3, of: ["address", "psych", "attorney", "workplace"])
        }
        return json("coordination", "conference", fields)
    }

    private func attendees(of kind: String, _ dice: inout Dice) -> [[String: Any]] {
        let bodies =
            (kind == "gks" ? ["prosecutor", "police", "csr"] : ["csr", "police"])
            + dice.some(
                1...3,
                of: ["ngo", "health", "school", "victim_advocate"].filter {
                    $0 != "victim_advocate" || kind == "coordination_mechanism"
                })
        return bodies.map { ["body": $0, "signed_confidentiality": dice.chance(92)] }
    }

    private func measure(_ words: Prose, _ dice: inout Dice) -> [String: Any] {
        let isProtection = dice.chance(50)
        var fields: [String: Any] = [
            "kind": isProtection ? "protection" : "support",
            "text": words.one(of: isProtection ? Prose.protection : Prose.support, &dice),
            "executor": isProtection
                ? dice.pick(["police": 60, "prosecutor": 30, "csr": 10])
                : dice.pick(["csr": 60, "ngo": 25, "health": 15]),
            "deadline": deadline(&dice),
        ]
        if dice.chance(40) {
            let isDone = dice.chance(55)
            fields["done"] = isDone
            if isDone { fields["effect"] = dice.pick(["effective": 60, "partly": 30, "none": 10]) }
        }
        return fields
    }

    /// B13. It ends after a year, or when the paper was printed for less.
    func consent(_ dice: inout Dice) -> Writing {
        let isGranted = circumstances.consents
        var fields: [String: Any] = [
            "act": isGranted ? "grant" : "refuse",
            "purpose": dice.pick([
                "service": 48, "referral": 30, "court": 12, "statistics": 5, "photo": 3, "contact_after": 2,
            ]),
            "recipient": recipient(&dice),
            "data_classes": dice.some(1...3, of: ["core", "needs", "measures", "stay", "children"]),
            "language": client.language, "read_aloud": circumstances.literacy != "yes" || dice.chance(70),
            "interpreter": hasInterpreter, "form": dice.pick(["written": 85, "phone_then_written": 15]),
            "by_whom": "client", "risks_explained": true, "service_not_conditional": true,
            "valid_until": later(UInt64.random(in: 335...365, using: &dice)),
        ]
        if isGranted, dice.chance(40) {
            fields["withhold"] = dice.some(1...2, of: ["address", "psych", "medical", "workplace"]).map {
                ["what": $0, "reason": dice.pick(["fear_of_harm": 55, "wants_to_say_it_herself": 35, "other": 10])]
            }
        }
        if dice.chance(50) { fields["paper_scan_hash"] = hash(&dice) }
        return json("consent", "consent", fields)
    }

    private func recipient(_ dice: inout Dice) -> String {
        let seat = Towns.courtSeat(for: client.municipality)
        return dice.pick([
            "Centar za socijalni rad \(client.municipality)": 55, "Osnovno javno tužilaštvo u \(seat)": 25,
            "Dom zdravlja \(client.municipality)": 20,
        ])
    }
}
