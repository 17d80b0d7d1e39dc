import CaseVault

/// The names of purposes, roles and compartments as people say them; the codes themselves are the same everywhere.
struct CodeText: Message {
    let code: String
    let english: String
    let serbian: String

    private init(_ code: String, _ english: String, _ serbian: String) {
        (self.code, self.english, self.serbian) = (code, english, serbian)
    }

    static func of(_ purpose: Purpose) -> CodeText { find(purpose.description, in: purposes) }
    static func of(_ role: Role) -> CodeText { find(role.description, in: roles) }
    static func of(_ compartment: Compartment) -> CodeText { find(compartment.description, in: compartments) }

    /// The codes for a message: `intake, follow-up, …`.
    static var purposeCodes: String { Purpose.all.map(\.description).joined(separator: ", ") }
    static var roleCodes: String { Role.all.map(\.description).joined(separator: ", ") }
    static var compartmentCodes: String { Compartment.all.map(\.description).joined(separator: ", ") }

    /// A code that a newer vault knows and this program does not is shown as it is.
    private static func find(_ code: String, in list: [CodeText]) -> CodeText {
        list.first { $0.code == code } ?? CodeText(code, code, code)
    }

    static let purposes = [
        CodeText("intake", "first contact and intake", "prvi kontakt i prijem"),
        CodeText("follow-up", "working on the case", "rad na predmetu"),
        CodeText("safety", "her safety", "njena bezbednost"),
        CodeText("court", "court or other proceedings", "sudski ili drugi postupak"),
        CodeText("referral", "referral to another service", "upućivanje drugoj službi"),
        CodeText("conference", "case conference", "konferencija slučaja"),
        CodeText("handover", "handover", "primopredaja"),
        CodeText("supervision", "supervision", "supervizija"),
        CodeText("access-request", "she asks for her file", "ona traži uvid u dosije"),
        CodeText("quality", "quality of the work", "kvalitet rada"),
        CodeText("statistics", "statistics", "statistika"),
        CodeText("legal-duty", "a duty by law", "zakonska obaveza"),
        CodeText("emergency", "emergency", "hitan slučaj"),
        CodeText("maintenance", "maintenance of the vault", "održavanje trezora"),
    ]

    static let roles = [
        CodeText("administrator", "administrator", "administratorka"),
        CodeText("coordinator", "coordinator", "koordinatorka"),
        CodeText("case-lead", "case lead", "voditeljka predmeta"),
        CodeText("helpline", "helpline consultant", "konsultantkinja SOS linije"),
        CodeText("attorney", "attorney", "advokatica"),
        CodeText("jurist", "jurist", "pravnica"),
        CodeText("psychologist", "psychologist", "psihološkinja"),
        CodeText("house", "safe-house staff", "osoblje sigurne kuće"),
        CodeText("application", "program", "drugi program"),
        CodeText("trustee", "escrow trustee", "čuvarka ključa"),
        CodeText("auditor", "auditor", "revizorka"),
    ]

    static let compartments = [
        CodeText("case", "header of the case", "zaglavlje predmeta"),
        CodeText("identity", "who she is, how to reach her", "ko je i kako do nje"),
        CodeText("core", "intake, incidents, needs, follow-up", "prijem, događaji, potrebe, praćenje"),
        CodeText("risk", "risk and safety plan", "rizik i plan bezbednosti"),
        CodeText("legal", "legal support", "pravna podrška"),
        CodeText("attorney", "attorney notes", "advokatska beleška"),
        CodeText("psych", "psychological support", "psihološka podrška"),
        CodeText(
            "process-notes", "own process notes, for nobody else", "sopstvene procesne beleške, ni za koga drugog"),
        CodeText("medical", "medical", "medicinski nalazi"),
        CodeText("stay", "stay in the house", "boravak u kući"),
        CodeText("care", "room and care flags", "soba i posebne potrebe"),
        CodeText("children", "children", "deca"),
        CodeText("coordination", "conferences and coordination", "konferencije i koordinacija"),
        CodeText("consent", "consents and requests", "saglasnosti i zahtevi"),
        CodeText("stat", "coded values without identity", "podaci za statistiku, bez identiteta"),
        CodeText("emergency", "emergency contact", "kontakt za hitne slučajeve"),
    ]
}
