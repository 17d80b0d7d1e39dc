import CaseVault

/// What is said beside the result, on stderr: what an unlock tells first, what happened, what comes next.
enum NoteText: Message {
    case shortHelp
    case lastTime(time: String, entry: UInt64, words: String?, wrong: Int)
    case firstTime(wrong: Int)
    case waits(seconds: UInt64)
    case waitsForVault(seconds: Int)
    case waiting(Waiting)
    case notice(OpeningNotice)
    case piped
    case nothingToShow
    case shownPartly(shown: Int, of: UInt64)
    case screenFooter
    case lineEditorHeading
    case stillWritten
    case caseOpened(String)
    case closes(String)
    case unassigns(login: String, case: String)
    case checking(done: UInt64, total: UInt64)
    case transferring(done: Int, total: Int, rate: Int, seconds: Int?)
    case resumed(chunks: Int, of: Int)
    case withoutGate
    case afterDamage
    case remembered
    case useHint(String)
    case wordsOfGenesis
    case slip(login: String)
    case readWordsAloud(login: String)
    case confirmWords(login: String)
    case wordsConfirmed(login: String)
    case revised(revision: UInt64, record: String)
    case noKeys(login: String)
    case passphraseChanged

    var english: String {
        switch self {
        case .shortHelp: Self.englishHelp
        case .lastTime(let time, let entry, let words, let wrong):
            "Last time: \(time), entry \(Counted.grouped(Int(clamping: entry), by: ","))"
                + (words.map { " (\($0))" } ?? "") + Self.englishWrong(wrong) + "."
        case .firstTime(let wrong): "This is your first time here" + Self.englishWrong(wrong) + "."
        case .waitsForVault(let seconds):
            "Another command has the vault open: waiting for it, \(seconds) s at most."
        case .waits(let seconds): "Too many wrong passphrases: trying in \(seconds) s."
        case .waiting(let waiting): Self.english(waiting)
        case .notice(let notice): Self.english(notice)
        case .piped: "The output does not go to a terminal: the log says so (piped)."
        case .nothingToShow: "Nothing to show."
        case .shownPartly(let shown, let all): "The last \(shown) of \(all) entries. All: casevault audit show --from 0"
        case .screenFooter: " space: on   b: back   q: leave "
        case .lineEditorHeading:
            "Write. An empty line is part of the text. To finish: Ctrl-D on a new line. To stop: Ctrl-C, it stays a draft."
        case .stillWritten: "The original file still lies where it was, readable. Delete it when you need it no more."
        case .caseOpened(let reference):
            "Case opened. A first record: casevault record add \(reference) --compartment core"
        case .closes(let reference):
            "\(reference) is closed: it can still be read, nothing can be added until: casevault case reopen \(reference)"
        case .unassigns(let login, let reference):
            "This takes \(login) out of \(reference): from now on the vault opens nothing of this case for her. "
                + "What she has already read or copied stays with her."
        case .checking(let done, let total): "Checking: \(done) of \(total)"
        case .transferring(let done, let total, let rate, let seconds):
            "\(Amount.text(done, ".")) of \(Amount.text(total, ".")), \(Amount.text(rate, "."))/s"
                + (seconds.map { ", \(Amount.time($0)) left" } ?? "")
        case .resumed(let chunks, let all):
            "Going on with an interrupted upload: \(chunks) of \(all) pieces are there and are compared with the file."
        case .withoutGate:
            "The gate was not here: signatures, content tags and gate rows could not be checked. Plug in the stick, or name it "
                + "with --gate DIR, and check again."
        case .afterDamage:
            "Do not write any more, and do not delete anything. Show this list to the person who looks after the computer; a "
                + "whole copy is brought back with: casevault restore --help"
        case .remembered: "Remembered for this account. Other vaults: --vault DIR"
        case .useHint(let directory): "So that you need not name it each time: casevault use \(directory)"
        case .wordsOfGenesis:
            "Write the id and the six words on paper, outside this computer: with them anyone can tell this vault from another."
        case .slip(let login): "Copy this slip and give it to \(login) herself:"
        case .readWordsAloud(let login):
            "Read these six words aloud to an officer, who then runs: casevault staff confirm \(login)"
        case .confirmWords(let login): "The six words of \(login)'s key:"
        case .wordsConfirmed(let login): "Recorded: the six words of \(login) were compared by voice."
        case .revised(let revision, let record):
            "Revision \(revision) now; the older ones stay: casevault record history \(record)"
        case .noKeys(let login):
            "\(login) gets no keys of this case: her roles read nothing in it. See: casevault staff show \(login)"
        case .passphraseChanged:
            "Your passphrase is changed. The old one opens nothing in this vault any more; backups of both parts made before "
                + "still open with it."
        }
    }

    var serbian: String {
        switch self {
        case .shortHelp: Self.serbianHelp
        case .lastTime(let time, let entry, let words, let wrong):
            "Prošli put: \(time), upis \(Counted.grouped(Int(clamping: entry), by: "."))"
                + (words.map { " (\($0))" } ?? "") + Self.serbianWrong(wrong) + "."
        case .firstTime(let wrong): "Ovde ste prvi put" + Self.serbianWrong(wrong) + "."
        case .waitsForVault(let seconds):
            "Trezor koristi druga naredba; čekam da završi, najviše \(seconds) s."
        case .waits(let seconds): "Previše pogrešnih lozinki: pokušaj za \(seconds) s."
        case .waiting(let waiting): Self.serbian(waiting)
        case .notice(let notice): Self.serbian(notice)
        case .piped: "Rezultat ne ide na terminal: to stoji u dnevniku pristupa (piped)."
        case .nothingToShow: "Nema ničega za prikaz."
        case .shownPartly(let shown, let all): "Poslednjih \(shown) od \(all) upisa. Svi: casevault audit show --from 0"
        case .screenFooter: " razmak: dalje   b: nazad   q: izlaz "
        case .lineEditorHeading:
            "Pišite. Prazan red je deo teksta. Za kraj: Ctrl-D na novom redu. Prekid: Ctrl-C, tekst ostaje nacrt."
        case .stillWritten: "Prvobitni fajl je i dalje tamo gde je bio, čitljiv. Obrišite ga kad vam više ne treba."
        case .caseOpened(let reference):
            "Predmet je otvoren. Prvi zapis: casevault record add \(reference) --compartment core"
        case .closes(let reference):
            "\(reference) je zatvoren: može da se čita, ništa se ne dodaje do: casevault case reopen \(reference)"
        case .unassigns(let login, let reference):
            "Ovim \(login) gubi pristup predmetu \(reference): od sada joj trezor iz njega ništa ne otvara. "
                + "Što je već pročitala ili prepisala, ostaje kod nje."
        case .checking(let done, let total): "Provera: \(done) od \(total)"
        case .transferring(let done, let total, let rate, let seconds):
            "\(Amount.text(done, ",")) od \(Amount.text(total, ",")), \(Amount.text(rate, ","))/s"
                + (seconds.map { ", još \(Amount.time($0))" } ?? "")
        case .resumed(let chunks, let all):
            "Nastavlja se prekinuto dodavanje; delova je tu \(chunks) od \(all), i porede se sa fajlom."
        case .withoutGate:
            "Ključ organizacije i gate.db nisu tu: potpisi, oznake sadržaja i redovi u gate.db nisu provereni. Priključite USB "
                + "memoriju ili navedite --gate DIR, pa proverite ponovo."
        case .afterDamage:
            "Ne pišite više i ništa ne brišite. Pokažite ovaj spisak osobi koja održava računar; ispravna kopija se vraća "
                + "naredbom: casevault restore --help"
        case .remembered: "Zapamćeno za ovaj nalog. Drugi trezor: --vault DIR"
        case .useHint(let directory): "Da ga ne navodite svaki put: casevault use \(directory)"
        case .wordsOfGenesis:
            "Zapišite broj i šest reči na papir, van ovog računara: po njima svako razlikuje ovaj trezor od drugog."
        case .slip(let login): "Prepišite ovo na papir i dajte lično njoj (\(login)):"
        case .readWordsAloud(let login):
            "Pročitajte naglas ovih šest reči ovlašćenoj osobi, koja zatim kuca: casevault staff confirm \(login)"
        case .confirmWords(let login): "Šest reči ključa osobe \(login):"
        case .wordsConfirmed(let login): "Zabeleženo: šest reči osobe \(login) upoređeno je naglas."
        case .revised(let revision, let record):
            "Sada je verzija \(revision); starije ostaju: casevault record history \(record)"
        case .noKeys(let login):
            "\(login) ne dobija ključeve ovog predmeta: njene uloge u njemu ništa ne čitaju. Pogledajte: casevault staff show \(login)"
        case .passphraseChanged:
            "Vaša lozinka je promenjena. Stara u ovom trezoru više ništa ne otvara; ranije kopije oba dela još se otvaraju "
                + "njome."
        }
    }
}
