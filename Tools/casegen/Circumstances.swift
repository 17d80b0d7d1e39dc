import SeededNumbers

/// What stays the same in all the papers of one client: her family, where she lives, who did it and what he does.
struct Circumstances {
    struct Child {
        let ageBand: String
        let sex: String
        let school: String
        let health: String
    }

    // MARK: - He

    let relation: String
    let livesWithHim: Bool
    let hisAgeBand: String
    let substance: String
    /// Police, army or guards.
    let occupationRisk: String
    /// The main one first.
    let violence: [String]
    let pattern: String

    // MARK: - She

    let marital: String
    let children: [Child]
    let urban: String
    let status: String
    let ethnicity: String
    let script: String
    let literacy: String
    let education: String
    let employment: String
    let income: String
    let housing: String
    let disability: String
    let pregnant: String
    /// Whether she needs one with staff who do not speak her language.
    let needsInterpreter: Bool
    /// Whether the paper about her data bears her yes.
    let consents: Bool

    init(of client: Client) {
        var dice = Dice(seed: client.seed)
        let relation = dice.pick([
            "spouse": 32, "ex_spouse": 15, "cohabitee": 13, "ex_cohabitee": 7, "partner": 4, "ex_partner": 9, "son": 7,
            "father": 6, "brother_sister": 2, "other_blood": 1, "in_law": 2, "acquaintance": 1, "employer": 1,
        ])
        self.relation = relation
        livesWithHim = dice.chance(Self.percentLivingTogether(relation))
        hisAgeBand = Self.hisAge(relation, hers: client.birthYear, &dice)
        substance = dice.pick(["none": 45, "alcohol": 35, "drugs": 6, "both": 4, "unknown": 10])
        occupationRisk = dice.pick(["none": 86, "police": 3, "army": 3, "security": 6, "unknown": 2])
        violence = Self.violence(&dice)
        pattern = dice.pick(["single": 12, "repeated": 88])
        marital = Self.marital(relation, &dice)
        children = Self.children(hers: client.birthYear, &dice)
        urban = dice.pick(["city": 62, "rural": 38])
        status = dice.pick(["resident": 90, "idp": 4, "returnee": 3, "refugee": 2, "stateless": 1])
        ethnicity = Self.ethnicity(client.language, &dice)
        script = client.isCyrillic ? "cyrillic" : "latin"
        literacy = dice.chance(client.language == "rom" ? 25 : 3) ? dice.pick(["no": 1, "partly": 2]) : "yes"
        education = dice.pick(["none": 4, "primary": 22, "secondary": 54, "higher": 18, "declined": 2])
        employment = dice.pick([
            "unemployed": 42, "full_time": 26, "part_time": 9, "informal": 11, "retired": 8, "student": 4,
        ])
        income = Self.income(employment, &dice)
        housing =
            livesWithHim
            ? dice.pick(["perpetrator's": 45, "own": 25, "rented": 20, "parents'": 10])
            : dice.pick(["own": 25, "rented": 35, "parents'": 36, "homeless": 4])
        disability = dice.pick([
            "none": 88, "physical": 4, "sensory": 2, "intellectual": 1, "psychosocial": 4, "multiple": 1,
        ])
        let couldBe = client.birthYear > 1980
        pregnant = couldBe ? dice.pick(["no": 88, "yes": 6, "not_asked": 4, "declined": 2]) : "no"
        needsInterpreter = client.language != "sr" && dice.chance(client.language == "sq" ? 70 : 25)
        consents = dice.chance(82)
    }

    private static func percentLivingTogether(_ relation: String) -> Int {
        switch relation {
        case "spouse", "cohabitee": 88
        case "son", "father": 75
        case "ex_spouse", "ex_cohabitee": 14
        case "acquaintance", "employer": 0
        default: 20
        }
    }

    /// He is of her generation, of her parents', or of her children's.
    private static func hisAge(_ relation: String, hers born: Int, _ dice: inout Dice) -> String {
        let older =
            switch relation {
            case "father": -27
            case "son": 25
            default: Int.random(in: -8...3, using: &dice)
            }
        return ageBand(max(16, 2025 - born - older))
    }

    static func ageBand(_ years: Int) -> String {
        switch years {
        case ..<6: "0-5"
        case ..<13: "6-12"
        case ..<18: "13-17"
        case ..<26: "18-25"
        case ..<41: "26-40"
        case ..<61: "41-60"
        default: "61+"
        }
    }

    private static func violence(_ dice: inout Dice) -> [String] {
        let main = dice.pick([
            "physical": 36, "psychological": 38, "economic": 7, "sexual": 4, "rape": 2, "stalking": 7, "digital": 2,
            "sexual_harassment": 2, "forced_marriage": 1, "early_marriage": 1,
        ])
        let others = ["psychological", "physical", "economic", "stalking", "digital", "sexual"].filter { $0 != main }
        return [main] + dice.some(0...2, of: others)
    }

    private static func marital(_ relation: String, _ dice: inout Dice) -> String {
        switch relation {
        case "spouse": dice.pick(["married": 80, "separated": 20])
        case "ex_spouse": "divorced"
        case "cohabitee": "cohabiting"
        case "ex_cohabitee": "separated"
        case "partner", "ex_partner": dice.pick(["single": 70, "divorced": 30])
        case "son": dice.pick(["widowed": 55, "married": 25, "divorced": 20])
        default: dice.pick(["single": 55, "married": 20, "divorced": 15, "widowed": 10])
        }
    }

    private static func children(hers born: Int, _ dice: inout Dice) -> [Child] {
        let count = dice.pick([0: 24, 1: 27, 2: 32, 3: 12, 4: 5])
        // She had them between nineteen and forty-four; the grown ones are not counted.
        let (youngest, eldest) = (max(0, 2025 - born - 44), min(17, 2025 - born - 19))
        guard youngest <= eldest else { return [] }
        return (0..<count).map { _ in
            let years = Int.random(in: youngest...eldest, using: &dice)
            let atSchool = years > 6 ? dice.pick(["none": 75, "other_school": 20, "support": 5]) : "none"
            return Child(
                ageBand: ageBand(years), sex: dice.pick(["female": 50, "male": 50]), school: atSchool,
                health: dice.pick(["none": 82, "asthma": 5, "allergy": 5, "speech_therapy": 5, "diabetes": 3]))
        }
    }

    private static func ethnicity(_ language: String, _ dice: inout Dice) -> String {
        guard dice.chance(70) else { return dice.pick(["declined": 40, "not_asked": 60]) }
        return switch language {
        case "sq": "albanian"
        case "rom": "roma"
        default: dice.pick(["serbian": 88, "hungarian": 4, "bosniak": 4, "other": 4])
        }
    }

    private static func income(_ employment: String, _ dice: inout Dice) -> String {
        switch employment {
        case "full_time", "part_time", "informal": "own"
        case "retired": "pension"
        default: dice.pick(["none": 40, "perpetrator": 30, "social_assistance": 20, "family": 10])
        }
    }
}
