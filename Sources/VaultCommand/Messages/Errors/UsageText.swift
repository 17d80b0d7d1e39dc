/// What is wrong with a command line. Values typed by the person are never repeated: one may be a client's name.
enum UsageText: Message {
    case unknownCommand
    case unknownOption(String?)
    case missingValue(String?)
    case missingArgument(String?)
    case badValue(String?)
    case unexpectedArgument
    case notUnderstood
    case needed(String)
    case nothingRead(String)
    case noVaultNamed
    case noLastCase
    case unknownPurpose
    case unknownCompartment
    case unknownRole
    case unknownDerivation
    case unknownLanguage
    case badDate
    case typedBackDiffers
    case noFolder
    case noStateDirectory
    case onlyAtTerminal(String)
    case outputExists
    case notShowable
    case openQuote
    case notInSession(String)
    case askedInSession(String)
    case terminalDescriptor(String)
    case lockWhere
    case lockAfter
    case editorRefused(String)
    case noPrinter
    case termAsArgument
    case noTermRead
    case notTogether(String, String)
    case whichItems
    case badItems
    case restoreNeedsGate, restoreNeedsKey, restoreNeedsPlace

    var english: String {
        switch self {
        case .unknownCommand: "There is no such command. All commands: casevault help"
        case .unknownOption(let name): "There is no option \(name ?? "like this") here. See the command with --help"
        case .missingValue(let name): "\(name ?? "An option") needs a value. See the command with --help"
        case .missingArgument(let name): "\(name ?? "An argument") is missing. See the command with --help"
        case .badValue(let name): "The value of \(name ?? "an argument") is not as asked. See the command with --help"
        case .unexpectedArgument: "There is one argument too many. See the command with --help"
        case .notUnderstood: "The command is not understood. All commands: casevault help"
        case .needed(let option): "Without a terminal nothing is asked: give \(option)."
        case .nothingRead(let option): "Nothing could be read from the descriptor of \(option)."
        case .noVaultNamed: "No vault is named: --vault DIR, or once: casevault use DIR. A new one: casevault init DIR"
        case .noLastCase: "No case was named in this session yet, and outside a session - is none: name the case."
        case .unknownPurpose: "There is no such purpose. They are: \(CodeText.purposeCodes)"
        case .unknownCompartment: "There is no such compartment. They are: \(CodeText.compartmentCodes)"
        case .unknownRole: "There is no such role. They are: \(CodeText.roleCodes)"
        case .unknownDerivation: "--derivation is light, standard or strong."
        case .unknownLanguage: "--lang is en or sr."
        case .badDate: "A date is written like 2026-11-21."
        case .typedBackDiffers: "What was typed back is not the same; nothing was changed. Give the command again."
        case .noFolder: "The folder above it does not exist: is the path right, is the stick plugged in?"
        case .noStateDirectory: "There is no home folder to remember this in: use --vault DIR."
        case .onlyAtTerminal(let option): "\(option) works only at a terminal."
        case .outputExists:
            "There is something under this name, or NAME.part, already. Nothing is overwritten: name another. A NAME.part "
                + "may be what an interrupted command left, readable: then delete it."
        case .notShowable:
            "Only text of at most 4 MiB is shown here, and no other program is started: casevault file get CASE/N -o OUT"
        case .openQuote: "A quotation mark is open, or nothing follows a \\. How a line is written: ?"
        case .notInSession(let option):
            "\(option) is settled when a session begins: leave it with quit, then begin anew."
        case .askedInSession(let option):
            "In a session nothing is read from a pipe or a descriptor: leave \(option) out, and it is asked for."
        case .terminalDescriptor(let option):
            "The descriptor of \(option) is the terminal, which may show what is typed: leave it out, and it is asked for."
        case .lockWhere: "Which lock? Inside a session: lock. All sessions of this account: casevault lock --all"
        case .lockAfter: "--lock-after takes 1 to 60 minutes."
        case .editorRefused(let variable):
            "The editor in \(variable) is not here, or not known to keep no copies. Use nano or vim: \(variable)=nano"
        case .whichItems: "Which items: either --items 3,7-9 or --all-of COMPARTMENT."
        case .badItems: "Items are numbers with commas and ranges between: 3,7-9,n1. See: casevault record list CASE"
        case .restoreNeedsGate:
            "The copy of the gate is missing; without it no record opens: --gate BACKUP2, the folder gate-… of a backup"
        case .restoreNeedsKey:
            "The gate key is missing; it is in no backup: --gate-key PATH, its file on a stick, or typed from paper into one"
        case .restoreNeedsPlace: "Where the restored vault shall be is missing: --to NEWDIR. Only to look: --try"
        case .noPrinter: "To which printer? --printer NAME, or into a pipe: | lpr. To read it: casevault record show"
        case .termAsArgument:
            "What is searched for is asked, or read from standard input with -; on the command line others could see it."
        case .noTermRead: "Nothing stands on standard input: give the words as one line."
        case .notTogether(let one, let other): "\(one) and \(other) cannot be given together."
        }
    }

    var serbian: String {
        switch self {
        case .unknownCommand: "Takve naredbe nema. Sve naredbe: casevault help"
        case .unknownOption(let name): "Ovde nema opcije \(name ?? "kao što je ta"). Pogledajte naredbu sa --help"
        case .missingValue(let name): "\(name ?? "Opcija") traži vrednost. Pogledajte naredbu sa --help"
        case .missingArgument(let name): "Nedostaje \(name ?? "argument"). Pogledajte naredbu sa --help"
        case .badValue(let name): "Vrednost za \(name ?? "argument") nije kako se traži. Pogledajte naredbu sa --help"
        case .unexpectedArgument: "Jedan argument je viška. Pogledajte naredbu sa --help"
        case .notUnderstood: "Naredba nije razumljiva. Sve naredbe: casevault help"
        case .needed(let option): "Bez terminala se ništa ne pita: navedite \(option)."
        case .nothingRead(let option): "Sa deskriptora za \(option) ništa nije pročitano."
        case .noVaultNamed:
            "Trezor nije naveden: --vault DIR, ili jednom zauvek: casevault use DIR. Novi trezor: casevault init DIR"
        case .noLastCase:
            "U ovoj sesiji još nije naveden predmet, a van sesije - ne znači ništa: navedite oznaku predmeta."
        case .unknownPurpose: "Nema te svrhe. Svrhe su: \(CodeText.purposeCodes)"
        case .unknownCompartment: "Nema tog odeljka. Odeljci su: \(CodeText.compartmentCodes)"
        case .unknownRole: "Nema te uloge. Uloge su: \(CodeText.roleCodes)"
        case .unknownDerivation: "--derivation je light, standard ili strong."
        case .unknownLanguage: "--lang je en ili sr."
        case .badDate: "Datum se piše ovako: 2026-11-21."
        case .typedBackDiffers: "Otkucano nije isto; ništa nije promenjeno. Ponovite naredbu."
        case .noFolder: "Folder iznad njega ne postoji: da li je putanja tačna i USB memorija priključena?"
        case .noStateDirectory: "Nema kućnog foldera gde bi se to zapamtilo: navedite --vault DIR."
        case .onlyAtTerminal(let option): "\(option) radi samo na terminalu."
        case .outputExists:
            "Pod tim imenom, ili IME.part, već postoji nešto. Ništa postojeće se ne zamenjuje: navedite drugo ime. IME.part može biti "
                + "čitljiv ostatak prekinute naredbe: tada ga obrišite."
        case .notShowable:
            "Ovde se prikazuje samo tekst do 4 MiB, a drugi program se ne pokreće: casevault file get CASE/N -o OUT"
        case .openQuote: "Navodnik nije zatvoren ili iza \\ nema ničega. Kako se piše red: ?"
        case .notInSession(let option): "\(option) se bira na početku sesije: izađite sa quit, pa počnite iznova."
        case .askedInSession(let option):
            "U sesiji se ništa ne čita iz cevi ni sa deskriptora: izostavite \(option), pa će program pitati."
        case .terminalDescriptor(let option):
            "Deskriptor za \(option) je terminal, gde bi se otkucano moglo videti: izostavite ga, pa će program pitati."
        case .lockWhere: "Šta zaključati? U sesiji: lock. Sve sesije ovog naloga: casevault lock --all"
        case .lockAfter: "--lock-after je od 1 do 60 minuta."
        case .editorRefused(let variable):
            "Editora iz \(variable) nema, ili se ne zna da ne ostavlja kopije. Koristite nano ili vim: \(variable)=nano"
        case .whichItems: "Koji zapisi: ili --items 3,7-9 ili --all-of ODELJAK."
        case .badItems:
            "Zapisi se navode brojevima, sa zarezima i nizovima: 3,7-9,n1. Pogledajte: casevault record list CASE"
        case .restoreNeedsGate:
            "Nedostaje kopija fajla gate.db; bez nje se nijedan zapis ne otvara: --gate BACKUP2, folder gate-… iz kopije"
        case .restoreNeedsKey:
            "Nedostaje ključ organizacije; nema ga ni u jednoj kopiji: --gate-key PATH, fajl sa USB memorije, ili prekucan sa "
                + "papira"
        case .restoreNeedsPlace: "Nedostaje gde će biti vraćeni trezor: --to NEWDIR. Samo za proveru: --try"
        case .noPrinter: "Na koji štampač? --printer NAME, ili u cev: | lpr. Za čitanje: casevault record show"
        case .termAsArgument:
            "Ono što se traži program pita, ili čita sa standardnog ulaza uz -; na komandnoj liniji drugi bi to videli."
        case .noTermRead: "Na standardnom ulazu nema ničega: dajte reči kao jedan red."
        case .notTogether(let one, let other): "\(one) i \(other) ne idu zajedno."
        }
    }
}
