/// Somebody who works in the invented house.
struct Worker: Codable, Sendable {
    let login: String
    let name: String
    let roles: [String]

    /// What she types at an unlock; published in facts.json, and therefore no secret.
    var passphrase: String { "\(login) sedi pod starom lipom" }

    /// What she speaks besides Serbian.
    var furtherLanguage: String? { ["besarta": "sq", "sevdija": "rom"][login.prefix { $0 != "-" }] }
}

/// Those who work in cases at one place. The first place is the house itself; a larger house has branches in other towns,
/// since two case leads do not work with thousands of clients.
struct Branch: Sendable {
    let leads: [Worker]
    let attorney: Worker
    let jurist: Worker
    let psychologists: [Worker]
    let helpline: [Worker]
    let house: Worker

    var workers: [Worker] { leads + [attorney, jurist] + psychologists + helpline + [house] }
}

/// The house's people: every role there is, a night shift, and one who leaves.
struct Roster: Sendable {
    static let founder = Worker(login: "radmila", name: "Radmila Đokić", roles: ["administrator", "coordinator"])
    static let coordinator = Worker(login: "jelena", name: "Jelena Šarčević", roles: ["coordinator", "administrator"])
    /// Goes in the second year.
    static let leaver = Worker(login: "dragana", name: "Dragana Stojković", roles: ["helpline"])
    static let application = Worker(login: "smestaj", name: "Program za smeštaj", roles: ["application"])
    static let trustee = Worker(login: "nevena", name: "Nevena Radić", roles: ["trustee"])
    static let auditor = Worker(login: "zorica", name: "Zorica Vuković", roles: ["auditor"])
    private static let first = Branch(
        leads: [
            Worker(login: "vesna", name: "Vesna Ćirković", roles: ["case-lead"]),
            Worker(login: "snezana", name: "Снежана Љубичић", roles: ["case-lead"]),
        ],
        attorney: Worker(login: "ana", name: "Ana Žunić", roles: ["attorney"]),
        jurist: Worker(login: "mirjana", name: "Mirjana Dželebdžić", roles: ["jurist"]),
        psychologists: [
            Worker(login: "petra", name: "Petra Njegić", roles: ["psychologist"]),
            Worker(login: "ivana", name: "Ивана Ђурић", roles: ["psychologist"]),
        ],
        helpline: [
            Worker(login: "olja", name: "Olja Pešić", roles: ["helpline"]),
            Worker(login: "besarta", name: "Besarta Krasniqi", roles: ["helpline"]),
            Worker(login: "sevdija", name: "Sevdija Berisha", roles: ["helpline"]),
        ],
        house: Worker(login: "senka", name: "Senka Mihajlović", roles: ["house"]))

    /// As many clients as one place works with.
    static let clientsPerBranch = 1000
    let branches: [Branch]
    private let byLogin: [String: Worker]

    /// - Parameter clients: how many there will be.
    init(clients: Int) {
        let further = max(1, (clients + Self.clientsPerBranch - 1) / Self.clientsPerBranch) - 1
        branches = [Self.first] + (0..<further).map { Self.first.elsewhere($0 + 2) }
        byLogin = Dictionary(uniqueKeysWithValues: Self.everybody(branches).map { ($0.login, $0) })
    }

    /// The place that works with a client.
    func branch(of client: Int) -> Branch { branches[min(client / Self.clientsPerBranch, branches.count - 1)] }

    /// The officers, and those who work in the cases of the first place.
    static var household: [Worker] { [founder, coordinator] + first.workers + [leaver] }

    var all: [Worker] { Self.everybody(branches) }

    private static func everybody(_ branches: [Branch]) -> [Worker] {
        household + branches.dropFirst().flatMap(\.workers) + [application, trustee, auditor]
    }

    func worker(_ login: String) throws(CaseGenError) -> Worker {
        guard let worker = byLogin[login] else { throw .unknownPerson }
        return worker
    }
}

extension Branch {
    /// The same people's places in another town, with others in them.
    fileprivate func elsewhere(_ number: Int) -> Branch {
        Branch(
            leads: leads.map { $0.namesake(number) }, attorney: attorney.namesake(number),
            jurist: jurist.namesake(number), psychologists: psychologists.map { $0.namesake(number) },
            helpline: helpline.map { $0.namesake(number) }, house: house.namesake(number))
    }
}

extension Worker {
    /// Whoever does the same work at another place: of the same first name, so that the login says where.
    fileprivate func namesake(_ number: Int) -> Worker {
        let (first, last) = (name.prefix { $0 != " " }, Names.lastName(number))
        return Worker(
            login: "\(login)-\(number)", name: "\(first) \(name.isCyrillic ? Cyrillic.of(last) : last)", roles: roles)
    }
}
