import SeededNumbers

// A call, and who she is: what a first talk leaves behind.
extension Forms {
    /// B1.
    func call(_ dice: inout Dice) -> Writing {
        let words = talk(&dice)
        let caller = dice.pick([
            "self": 78, "family_friend": 10, "neighbour": 5, "professional": 6, "minor": 1,
        ])
        var fields = violenceFields(&dice)
        fields["date"] = date
        fields["hour_band"] = ["00-06", "06-12", "12-18", "18-24"][hours.hour(time) / 6]
        fields["duration_band"] = dice.pick(["0-10": 18, "10-20": 34, "20-40": 32, "40-60": 12, "60+": 4])
        fields["line"] = dice.pick(["sos-1": 70, "sos-2": 30])
        fields["channel"] = dice.pick([
            "free_line": 48, "phone": 30, "viber_whatsapp": 12, "visit": 5, "email": 2, "chat": 2, "institution": 1,
        ])
        fields["language"] = client.language
        fields["caller"] = caller
        fields["sex"] = "female"
        fields["age_band"] = ageBand
        fields["municipality"] = client.municipality
        fields["urban"] = circumstances.urban
        fields["first_contact"] = true
        fields["reported_before"] = answer(["yes": 38, "no": 62], &dice)
        fields["confidentiality_notice_given"] = true
        fields["service"] = ["emotional", "info"] + dice.some(0...1, of: ["legal_advice", "accompany", "shelter"])
        fields["body"] = dice.some(1...2, of: ["police", "csr", "health", "safe_house", "legal_aid", "ngo"])
        let opening = words.language == "sq" ? nil : Self.callers[caller].map { words.inThisHand($0) + " " }
        fields["shift_note"] = (opening ?? "") + words.note(&dice)
        addSafety(&fields, words, &dice)
        return json("core", "helpline_call", language: words.language, fields)
    }

    private func violenceFields(_ dice: inout Dice) -> [String: Any] {
        let children = circumstances.children.count
        var fields: [String: Any] = [
            "violence": circumstances.violence, "relation": circumstances.relation,
            "lives_with_perpetrator": circumstances.livesWithHim ? "yes" : "no", "perpetrator_sex": "male",
            "children_n": children,
            "children_witness": children == 0 ? "no" : answer(["yes": 72, "no": 28], &dice),
        ]
        if dice.chance(65) { fields["risk_factor"] = factors(1...4, &dice) }
        if dice.chance(70) {
            fields["asked_for"] = dice.some(
                1...3, of: ["info", "emotional", "legal_advice", "shelter", "material", "psych", "accompany"])
        }
        return fields
    }

    /// Whether and how she may be called back; the word by which she goes on without a name; the limits of secrecy.
    private func addSafety(_ fields: inout [String: Any], _ words: Prose, _ dice: inout Dice) {
        let mayCall = dice.pick(["yes": 45, "no": 40, "not_asked": 15])
        var back: [String: Any] = ["answer": mayCall]
        if mayCall == "yes" {
            back["hours"] = words.one(of: Prose.safeHours, &dice)
            if dice.chance(50) { back["phrase"] = words.one(of: Prose.safePhrases, &dice) }
        }
        fields["safe_to_call_back"] = back
        if dice.chance(35) { fields["repeat_word"] = words.one(of: Prose.repeatWords, &dice) }
        let limit = dice.pick(["none": 96, "life": 2, "others_at_risk": 1, "health": 1])
        fields["limit_invoked"] = limit
        if limit != "none" { fields["client_told"] = true }
    }

    /// Who calls when it is not she.
    private static let callers = [
        "family_friend": "Zove prijateljica, uz njeno znanje.", "neighbour": "Zove komšija.",
        "professional": "Zove zaposlena u ustanovi.", "minor": "Zove devojka od šesnaest godina, zbog majke.",
    ]

    func factors(_ count: ClosedRange<Int>, _ dice: inout Dice) -> [String] {
        dice.some(count, of: Self.factors + (circumstances.children.isEmpty ? [] : Self.factorsOfChildren))
    }

    static let factors = [
        "prior_violence", "ready_to_repeat", "threat_murder", "threat_suicide", "weapon", "mental_illness",
        "substances", "earlier_measure", "victim_fear", "victim_assessment", "strangulation", "security_job",
        "pending_case",
    ]
    static let factorsOfChildren = ["custody_conflict", "children_present"]

    /// The part of B2 that says who she is.
    func identity(_ dice: inout Dice) -> Writing {
        let phone = "06\(Int.random(in: 0...9, using: &dice))/\(Int.random(in: 1_000_000...9_999_999, using: &dice))"
        var fields: [String: Any] = [
            "name": client.name, "alias": client.name.split(separator: " ").first.map(String.init) ?? "",
            "safe_contact": phone, "safe_words": "Zovem zbog \(client.planted)", "dob": "\(client.birthYear)",
            "dob_precision": "year",
        ]
        // Only where a court paper needs it.
        if dice.chance(12) {
            let born = PersonalNumber(bornIn: client.birthYear, &dice)
            (fields["dob"], fields["dob_precision"], fields["jmbg"]) = (born.day, "day", born.digits)
        }
        return json("identity", "identity", fields)
    }

    /// The rest of B2.
    func intake(_ dice: inout Dice) -> Writing {
        let words = talk(&dice)
        return json(
            "core", "intake", language: words.language,
            [
                "age_band": ageBand, "sex": "female", "language": client.language, "interpreter": hasInterpreter,
                "script": circumstances.script, "literacy": circumstances.literacy, "citizenship": circumstances.status,
                "ethnicity": circumstances.ethnicity, "marital": circumstances.marital,
                "education": circumstances.education, "employment": circumstances.employment,
                "income_source": circumstances.income, "housing": circumstances.housing, "urban": circumstances.urban,
                "disability": circumstances.disability, "pregnant": circumstances.pregnant,
                "dependants": circumstances.children.count,
                "referred_by": dice.pick([
                    "self": 40, "police": 20, "csr": 18, "ngo": 10, "health": 8, "family_friend": 4,
                ]),
                "conflict_check": dice.pick(["none": 96, "staff_excluded": 4]),
                "needs": dice.some(
                    1...4, of: ["legal_advice", "psych", "shelter", "material", "economic", "child_support"]),
                "expectations": "\(wish(words, &dice)) \(words.account(&dice))",
                "consents": circumstances.consents ? ["service", "referral"] : ["service"], "case_lead": author.login,
            ])
    }

    /// In her own words when they are not Serbian.
    private func wish(_ words: Prose, _ dice: inout Dice) -> String {
        words.language == "sr" ? words.one(of: Prose.expectations, &dice) : words.quote(&dice)
    }
}
