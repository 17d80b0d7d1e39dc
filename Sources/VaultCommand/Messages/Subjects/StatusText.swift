import CaseVault

/// The lines of `status`. A line that needs someone ends with the command.
enum StatusText: Message {
    case vault(name: String, id: String)
    case log(entries: UInt64, last: String, words: String)
    case checkpoint(uncovered: UInt64, last: String?)
    case neverChecked
    /// A restore reads and compares every row of the backup before it keeps anything.
    case restoredUnchecked(String)
    case checked(String, faults: Int)
    case checkFailed(faults: Int)
    case checkOld(days: Int)
    case people(count: Int, officers: Int)
    case oneOfficer
    case requests(Int)
    case erasuresOrdered(Int, next: String)
    case erasuresDue(Int)
    case erasuresLacking(Int)
    case gateCopiesToDestroy(Int, erased: String)
    case erasureComplete(String)
    case suspended(login: String)
    case unconfirmed(login: String)
    case inviteExpired(login: String)
    case invited(login: String, since: String)
    case oneReader(Int)
    case unfinishedUploads(Int)
    case waitingFor(login: String, keys: Int)
    case rotationsDue(Int)
    case gateApart
    case gateOnSameDisk
    case gateHere
    case memoryLocked
    case memoryNotLocked
    case swapPlain
    case swapSafe
    case hibernates
    case clockBehind
    case timeToCome(String)
    case nothingRemembered
    case clockUnsynchronised
    case diskRoom(gibibytes: Int)
    case diskLow(mebibytes: Int)
    case passphraseCost(mebibytes: UInt64)
    case version(String)
    case backup(BackupText)
    case restore(RestoreText)
    case gate(GateText)
    case noEscrow
    case onlyHere
    case nothingDue

    var english: String {
        switch self {
        case .vault(let name, let id): "Vault of \(name), id \(id)."
        case .log(let entries, let last, let words):
            "Log: \(Counted.english(Int(clamping: entries), "entry", "entries")), the last \(last); head: \(words)."
        case .checkpoint(let uncovered, nil): "No checkpoint yet; \(uncovered) entries not covered."
        case .checkpoint(let uncovered, let last?): "Last checkpoint \(last); \(uncovered) entries not covered."
        case .neverChecked: "Not checked yet: casevault check"
        case .restoredUnchecked(let time):
            "Restored \(time), when every row was read and compared; not checked since: casevault check"
        case .checked(let time, 0): "Last check \(time): nothing wrong."
        case .checked(let time, let faults):
            "Last check \(time): \(Counted.english(faults, "finding", "findings"))."
        case .checkFailed(let faults):
            "The last check found \(Counted.english(faults, "thing", "things")) wrong. See them: casevault check"
        case .checkOld(let days): "Not checked for \(Counted.english(days, "day", "days")): casevault check"
        case .people(let count, let officers):
            "People: \(count), of them \(Counted.english(officers, "officer", "officers"))."
        case .oneOfficer:
            "Only one officer: acts that need two are done by one, and nobody can replace her: "
                + "casevault staff add LOGIN --role administrator"
        case .requests(let count):
            "\(Counted.english(count, "act waits", "acts wait")) for a second officer: casevault inbox"
        case .erasuresOrdered(let count, let next):
            "\(Counted.english(count, "erasure is", "erasures are")) ordered, the next due \(next). "
                + "Which: casevault inbox. To stop one: casevault case erase CASE --stop, or record erase CASE/N --stop"
        case .erasuresDue(let count):
            "\(Counted.english(count, "erasure is", "erasures are")) due: done by the next unlock of an officer, of a record "
                + "by that of whoever works in its compartment: casevault inbox"
        case .erasuresLacking(let count):
            "\(Counted.english(count, "erasure of a record waits", "erasures of records wait")) for somebody who is not "
                + "assigned to the case: casevault inbox tells whom to assign"
        case .gateCopiesToDestroy(let count, let erased):
            "\(Counted.english(count, "copy", "copies")) of gate.db made before the erasure of \(erased) still "
                + "\(count == 1 ? "holds" : "hold") its keys. Make a new one, destroy these and record it: casevault backup list"
        case .erasureComplete(let erased): GateCopyText.complete(erased: erased).english
        case .suspended(let login): "\(login) is suspended: casevault staff resume \(login)"
        case .unconfirmed(let login):
            "The six words of \(login) were not compared yet: casevault staff confirm \(login)"
        case .inviteExpired(let login):
            "The code of \(login) is no longer good. Invite her again: casevault staff add \(login) --role ROLE"
        case .invited(let login, let since):
            "\(login) has a code and has not used it yet; invited \(since): casevault enrol \(login)"
        case .oneReader(let count):
            "\(Counted.english(count, "case", "cases")) that only one person can read: casevault case assign CASE LOGIN"
        case .unfinishedUploads(let count):
            "\(Counted.english(count, "attachment was", "attachments were")) begun and not finished: casevault file unfinished"
        case .rotationsDue(let count):
            "\(Counted.english(count, "compartment waits", "compartments wait")) for new keys, until somebody who writes there "
                + "runs: casevault case list"
        case .waitingFor(let login, let keys):
            "\(login) waits for \(Counted.english(keys, "key", "keys")); a colleague who reads the same cases passes "
                + "them on by unlocking: casevault case list"
        case .gateApart: "The gate key lies on another disk than the vault."
        case .gateOnSameDisk:
            "The gate key lies on the vault's disk: who takes the computer has both. Keep it on a stick or an encrypted disk. "
                + "Move it: casevault gate move PATH"
        case .gateHere:
            "The gate key lies inside the vault's directory: every copy of the directory has both. "
                + "Keep it on a stick or an encrypted disk. Move it: casevault gate move PATH"
        case .memoryLocked: "Keys stay in locked memory."
        case .memoryNotLocked: "Memory cannot be locked: keys may reach the swap. Ask the installer to raise: ulimit -l"
        case .swapPlain: "The swap is not encrypted: what is read may reach the disk. Ask the installer: swapoff -a"
        case .swapSafe: "No memory reaches a disk unencrypted."
        case .hibernates:
            "The computer can hibernate, which writes what is read to the disk. Ask the installer: "
                + "systemctl mask hibernate.target hybrid-sleep.target"
        case .clockBehind: "The computer's clock is behind the last entry of the log. Set it: timedatectl"
        case .timeToCome(let time):
            "The last check or backup bears a time that is still to come (\(time)): the clock was wrong. Make all of them anew: casevault "
                + "check, casevault backup DIR --gate DIR2"
        case .nothingRemembered: NoteText.notice(.nothingRemembered).english
        case .clockUnsynchronised: "Nobody keeps the computer's clock right: timedatectl set-ntp true"
        case .diskRoom(let gibibytes): "Room on the disk: \(gibibytes) GiB."
        case .diskLow(let mebibytes): "Only \(mebibytes) MiB left on the disk. Make room: df -h"
        case .passphraseCost(let mebibytes): "Each try of a passphrase costs \(mebibytes) MiB of memory."
        case .version(let version): "casevault \(version)."
        case .backup(let text): text.english
        case .restore(let text): text.english
        case .gate(let text): text.english
        case .noEscrow: "No trustees hold shares yet: what nobody here can open, nobody can recover."
        case .onlyHere: "No other process has the vault open."
        case .nothingDue: "Nothing is due."
        }
    }

    var serbian: String {
        switch self {
        case .vault(let name, let id): "Trezor organizacije \(name), broj \(id)."
        case .log(let entries, let last, let words):
            "Dnevnik pristupa: \(Counted.serbian(Int(clamping: entries), "upis", "upisa", "upisa")), "
                + "poslednji \(last); vrh: \(words)."
        case .checkpoint(let uncovered, nil): "Još nema overene tačke; neovereno upisa: \(uncovered)."
        case .checkpoint(let uncovered, let last?): "Poslednja overena tačka \(last); neovereno upisa: \(uncovered)."
        case .neverChecked: "Još nije proveren: casevault check"
        case .restoredUnchecked(let time):
            "Vraćen \(time), i tada je pročitan i upoređen svaki red; otada nije proveren: casevault check"
        case .checked(let time, 0): "Poslednja provera \(time): sve je u redu."
        case .checked(let time, let faults):
            "Poslednja provera \(time): \(Counted.serbian(faults, "nalaz", "nalaza", "nalaza"))."
        case .checkFailed(let faults):
            "Poslednja provera našla je da nešto nije u redu (\(Counted.serbian(faults, "nalaz", "nalaza", "nalaza"))). "
                + "Pogledajte: casevault check"
        case .checkOld(let days):
            "Nije proveren već \(Counted.serbian(days, "dan", "dana", "dana")): casevault check"
        case .people(let count, let officers): "Osoba: \(count), od toga ovlašćenih: \(officers)."
        case .oneOfficer:
            "Samo jedna ovlašćena osoba: ono za šta treba dve radi jedna, i nema ko da je zameni: "
                + "casevault staff add LOGIN --role administrator"
        case .requests(let count):
            "Čeka drugu ovlašćenu osobu: \(Counted.serbian(count, "radnja", "radnje", "radnji")): casevault inbox"
        case .erasuresOrdered(let count, let next):
            "Naloženo trajnih brisanja: \(count), sledeće \(next). Koja: casevault inbox. Zaustavlja se sa: "
                + "casevault case erase CASE --stop, ili record erase CASE/N --stop"
        case .erasuresDue(let count):
            "Trajnih brisanja čije je čekanje prošlo: \(count); uradiće ih prvo otključavanje ovlašćene osobe, a za zapis "
                + "osobe koja radi u njegovom odeljku: casevault inbox"
        case .erasuresLacking(let count):
            "Trajnih brisanja zapisa koja čekaju osobu kojoj predmet nije dodeljen: \(count). "
                + "Kome ga dodeliti: casevault inbox"
        case .gateCopiesToDestroy(let count, let erased):
            "Kopija fajla gate.db iz vremena pre brisanja od \(erased), koje još imaju njegove ključeve: \(count). "
                + "Napravite novu, a njih uništite i zabeležite: casevault backup list"
        case .erasureComplete(let erased): GateCopyText.complete(erased: erased).serbian
        case .suspended(let login): "Osobi \(login) pristup je obustavljen: casevault staff resume \(login)"
        case .unconfirmed(let login):
            "Šest reči osobe \(login) još nije upoređeno: casevault staff confirm \(login)"
        case .inviteExpired(let login):
            "Kod za \(login) više ne važi. Pozovite je ponovo: casevault staff add \(login) --role ROLE"
        case .invited(let login, let since):
            "\(login) ima kod i još ga nije upotrebila; pozvana \(since): casevault enrol \(login)"
        case .oneReader(let count):
            "Samo jedna osoba može da čita \(Counted.serbian(count, "predmet", "predmeta", "predmeta")): "
                + "casevault case assign CASE LOGIN"
        case .unfinishedUploads(let count):
            "Započeto, a nije završeno: \(Counted.serbian(count, "prilog", "priloga", "priloga")): casevault file unfinished"
        case .rotationsDue(let count):
            "Odeljaka koji čekaju nove ključeve: \(count); dobijaju ih kad neko ko tu piše pokrene: casevault case list"
        case .waitingFor(let login, let keys):
            "\(login) čeka \(Counted.serbian(keys, "ključ", "ključa", "ključeva")); predaje ih koleginica koja čita iste "
                + "predmete, čim otključa: casevault case list"
        case .gateApart: "Ključ organizacije je na drugom disku, odvojen od trezora."
        case .gateOnSameDisk:
            "Ključ organizacije je na istom disku kao trezor: ko odnese računar, ima oba. "
                + "Držite ga na USB memoriji ili zaštićenom (LUKS) disku. Premeštanje: casevault gate move PATH"
        case .gateHere:
            "Ključ organizacije je u folderu trezora: svaka kopija foldera ima oba. "
                + "Držite ga na USB memoriji ili zaštićenom (LUKS) disku. Premeštanje: casevault gate move PATH"
        case .memoryLocked: "Ključevi ostaju u zaključanoj memoriji."
        case .memoryNotLocked:
            "Memorija ne može da se zaključa: ključevi mogu dospeti na disk. Neka osoba koja održava računar poveća: "
                + "ulimit -l"
        case .swapPlain:
            "Swap nije zaštićen: ono što se čita može dospeti na disk. Neka ga osoba koja održava računar isključi: "
                + "swapoff -a"
        case .swapSafe: "Memorija ne dospeva na disk nezaštićena."
        case .hibernates:
            "Računar može u hibernaciju, a ona upisuje na disk ono što se čita. Neka je osoba koja održava računar "
                + "isključi: systemctl mask hibernate.target hybrid-sleep.target"
        case .clockBehind: "Sat računara kasni za poslednjim upisom u dnevnik. Namestite ga: timedatectl"
        case .timeToCome(let time):
            "Poslednja provera ili kopija nosi vreme koje tek dolazi (\(time)): sat nije bio tačan. Napravite sve iznova: casevault check, "
                + "casevault backup DIR --gate DIR2"
        case .nothingRemembered: NoteText.notice(.nothingRemembered).serbian
        case .clockUnsynchronised: "Niko ne održava tačan sat računara: timedatectl set-ntp true"
        case .diskRoom(let gibibytes): "Slobodno na disku: \(gibibytes) GiB."
        case .diskLow(let mebibytes): "Na disku je ostalo samo \(mebibytes) MiB. Oslobodite mesto: df -h"
        case .passphraseCost(let mebibytes): "Svaki pokušaj lozinke staje \(mebibytes) MiB memorije."
        case .version(let version): "Program casevault \(version)."
        case .backup(let text): text.serbian
        case .restore(let text): text.serbian
        case .gate(let text): text.serbian
        case .noEscrow: "Još nema čuvarki ključa: što ovde niko ne može da otvori, ne može se povratiti."
        case .onlyHere: "Nijedan drugi program ne drži trezor otvoren."
        case .nothingDue: "Ništa ne čeka."
        }
    }
}
