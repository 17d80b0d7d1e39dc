/// The commonest tasks of a session, as `?` lists them behind their commands.
enum TaskText: Message, CaseIterable {
    case yourCases, search, yourCasesByName, recordsOfLast, drafts, status, passphrase, writeInLast, readCase, newCase,
        assign
    case invite, confirm, staff, check, whoHasAccess, writeConference, lastEntries, writeCall, writeAdvice
    case writeOwnNote, writeSession, writeStay, readStay, verify

    var english: String {
        switch self {
        case .yourCases: "your cases"
        case .search: "find a case by words; the log says so"
        case .yourCasesByName: "your cases by name; the log says so"
        case .recordsOfLast: "the records of the last case"
        case .drafts: "texts you began and did not finish"
        case .status: "what is due"
        case .passphrase: "change your passphrase"
        case .writeInLast: "write in the last case"
        case .readCase: "read all you may read in a case"
        case .newCase: "open a case"
        case .assign: "give a colleague access to the last case"
        case .invite: "invite a person"
        case .confirm: "six words were compared by voice"
        case .staff: "who holds keys"
        case .check: "is everything as it was written?"
        case .whoHasAccess: "who has access to a case"
        case .writeConference: "write down a case conference"
        case .lastEntries: "the newest entries of the log"
        case .writeCall: "write down a call"
        case .writeAdvice: "write legal advice"
        case .writeOwnNote: "a note of your own"
        case .writeSession: "write down a session"
        case .writeStay: "write about her stay"
        case .readStay: "read about her stay"
        case .verify: "verify the log"
        }
    }

    var serbian: String {
        switch self {
        case .yourCases: "vaši predmeti"
        case .search: "nađite predmet po rečima; dnevnik to beleži"
        case .yourCasesByName: "vaši predmeti po nazivu; dnevnik to beleži"
        case .recordsOfLast: "zapisi poslednjeg predmeta"
        case .drafts: "tekstovi koje ste počele i niste završile"
        case .status: "šta čeka na nekoga"
        case .passphrase: "menja vašu lozinku"
        case .writeInLast: "piše u poslednji predmet"
        case .readCase: "čita sve što u predmetu smete da čitate"
        case .newCase: "otvara predmet"
        case .assign: "daje koleginici pristup poslednjem predmetu"
        case .invite: "poziva osobu"
        case .confirm: "beleži da je šest reči upoređeno naglas"
        case .staff: "ko ima ključeve"
        case .check: "da li je sve onako kako je zapisano?"
        case .whoHasAccess: "ko ima pristup predmetu"
        case .writeConference: "zapisuje konferenciju slučaja"
        case .lastEntries: "najnoviji upisi dnevnika"
        case .writeCall: "zapisuje poziv"
        case .writeAdvice: "zapisuje pravni savet"
        case .writeOwnNote: "sopstvena beleška"
        case .writeSession: "zapisuje razgovor"
        case .writeStay: "zapisuje o njenom boravku"
        case .readStay: "čita o njenom boravku"
        case .verify: "proverava dnevnik"
        }
    }
}
