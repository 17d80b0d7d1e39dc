/// Somebody who works in the invented house.
struct Worker: Sendable {
    let login: String
    let name: String
    let roles: [String]

    /// What she types at an unlock; published in facts.json, and therefore no secret.
    var passphrase: String { "\(login) sedi pod starom lipom" }
}

/// The house's people: every role there is, a night shift, and one who leaves.
enum Roster {
    static let founder = Worker(login: "radmila", name: "Radmila Đokić", roles: ["administrator", "coordinator"])
    static let coordinator = Worker(login: "jelena", name: "Jelena Šarčević", roles: ["coordinator", "administrator"])
    static let leads = [
        Worker(login: "vesna", name: "Vesna Ćirković", roles: ["case-lead"]),
        Worker(login: "snezana", name: "Снежана Љубичић", roles: ["case-lead"]),
    ]
    static let attorney = Worker(login: "ana", name: "Ana Žunić", roles: ["attorney"])
    static let jurist = Worker(login: "mirjana", name: "Mirjana Dželebdžić", roles: ["jurist"])
    static let psychologists = [
        Worker(login: "petra", name: "Petra Njegić", roles: ["psychologist"]),
        Worker(login: "ivana", name: "Ивана Ђурић", roles: ["psychologist"]),
    ]
    static let helpline = [
        Worker(login: "olja", name: "Olja Pešić", roles: ["helpline"]),
        Worker(login: "besarta", name: "Besarta Krasniqi", roles: ["helpline"]),
        Worker(login: "sevdija", name: "Sevdija Berisha", roles: ["helpline"]),
    ]
    /// Goes in the second year.
    static let leaver = Worker(login: "dragana", name: "Dragana Stojković", roles: ["helpline"])
    static let house = Worker(login: "senka", name: "Senka Mihajlović", roles: ["house"])
    static let application = Worker(login: "smestaj", name: "Program za smeštaj", roles: ["application"])
    static let trustee = Worker(login: "nevena", name: "Nevena Radić", roles: ["trustee"])
    static let auditor = Worker(login: "zorica", name: "Zorica Vuković", roles: ["auditor"])

    /// Those who work in cases.
    static let workers: [Worker] =
        [founder, coordinator] + leads + [attorney, jurist] + psychologists + helpline + [leaver, house]
    static let all = workers + [application, trustee, auditor]
}
