import CaseVault

/// What is said of the policy.
enum PolicyText: Message {
    case compartment, role, rights, custodians, index, erasureWait, yes
    case legend
    case wait(days: Int)
    case standard
    case since(String)
    case lapses(login: String, keys: Int)
    case waits(login: String, keys: Int)
    case nobodyAffected
    case same
    case done
    case custodian(PolicyReport.Custodians)
    case indexing(PolicyReport.Indexing)

    static func of(_ custodians: PolicyReport.Custodians) -> PolicyText { .custodian(custodians) }
    static func of(_ indexing: PolicyReport.Indexing) -> PolicyText { .indexing(indexing) }

    var english: String {
        switch self {
        case .compartment: "Which compartment; case is the header."
        case .role: "Which role; administrator, trustee and auditor can hold nothing of a case."
        case .rights: "Letters of r (read), w (write), o (read her own), g (pass on), or - for nothing."
        case .custodians:
            "Who may pass the compartment's keys on without being assigned: coordinators, assigned (the others of the role), "
                + "nobody."
        case .index: "How much of it the search may find: none, partly, whole."
        case .erasureWait: "How long a case is closed before it is erased: 0 to 30 days."
        case .yes: "The compartment, or the days, once more, instead of being asked to type it."
        case .legend: "r reads, w writes, o reads her own, g passes keys on; only in cases of her own."
        case .wait(let days): "A case is closed \(Counted.english(days, "day", "days")) before it is erased."
        case .standard: "This is the policy a new vault begins with."
        case .since(let day): "In force since \(day)."
        case .lapses(let login, let keys): "\(login) loses rights in \(Counted.english(keys, "key", "keys")), at once."
        case .waits(let login, let keys):
            "\(login) may have \(Counted.english(keys, "key", "keys")) more; they come as colleagues unlock."
        case .nobodyAffected: "Nobody gains or loses a key that is there today."
        case .same: "That is the policy already; nothing was changed."
        case .done: "The policy is set. See it: casevault policy show"
        case .custodian(.coordinators): "coordinators"
        case .custodian(.assigned): "others assigned"
        case .custodian(.nobody): "nobody"
        case .indexing(.none): "no"
        case .indexing(.partly): "partly"
        case .indexing(.whole): "yes"
        }
    }

    var serbian: String {
        switch self {
        case .compartment: "Koji odeljak; case je zaglavlje."
        case .role: "Koja uloga; administrator, trustee i auditor ne mogu imati ništa iz predmeta."
        case .rights: "Slova r (čita), w (piše), o (čita svoje), g (daje dalje), ili - za ništa."
        case .custodians:
            "Ko ključeve odeljka sme da daje dalje i kad nije na predmetu: coordinators, assigned (druge iste uloge), nobody."
        case .index: "Koliko od njega pretraga nalazi: none, partly, whole."
        case .erasureWait: "Koliko je predmet zatvoren pre nego što se trajno obriše: 0 do 30 dana."
        case .yes: "Odeljak, ili broj dana, još jednom, umesto da se kuca kad program pita."
        case .legend: "r čita, w piše, o čita svoje, g daje ključeve dalje; samo u svojim predmetima."
        case .wait(let days):
            "Predmet je zatvoren \(Counted.serbian(days, "dan", "dana", "dana")) pre nego što se trajno obriše."
        case .standard: "Ovo su pravila sa kojima počinje nov trezor."
        case .since(let day): "Važi od \(day)."
        case .lapses(let login, let keys):
            "\(login) odmah gubi prava na \(Counted.serbian(keys, "ključu", "ključa", "ključeva"))."
        case .waits(let login, let keys):
            "\(login) sme da ima još \(Counted.serbian(keys, "ključ", "ključa", "ključeva")); stižu kad koleginice otključaju."
        case .nobodyAffected: "Niko ne dobija i ne gubi ključ koji danas postoji."
        case .same: "Takva pravila već važe; ništa nije promenjeno."
        case .done: "Pravila su postavljena. Pogledajte ih: casevault policy show"
        case .custodian(.coordinators): "koordinatorke"
        case .custodian(.assigned): "druge na predmetu"
        case .custodian(.nobody): "niko"
        case .indexing(.none): "ne"
        case .indexing(.partly): "delom"
        case .indexing(.whole): "da"
        }
    }
}
