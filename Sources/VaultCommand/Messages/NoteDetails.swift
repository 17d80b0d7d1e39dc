import CaseVault

/// The parts of notes that have cases of their own.
extension NoteText {
    static func english(_ waiting: Waiting) -> String {
        switch waiting {
        case .requests(let count):
            "\(Counted.english(count, "act waits", "acts wait")) for you as the second officer: casevault inbox"
        case .wordsToCompare(let login):
            "Waits for you: compare the six words of \(login)'s key: casevault staff confirm \(login)"
        case .grantsReceived(let count):
            "You received \(Counted.english(count, "key", "keys")) from colleagues. Your cases: casevault case list"
        case .grantsCompleted(let count):
            "\(Counted.english(count, "key was", "keys were")) passed on to colleagues who waited for you."
        case .rotationsCompleted(let count): KeyText.completed(count).english
        case .grantsNotOpened(let count):
            "\(Counted.english(count, "key", "keys")) passed on to you cannot be opened. Tell an officer: casevault check"
        case .grantsWithoutRoom(let count):
            "\(Counted.english(count, "key", "keys")) passed on to you wait: you hold as many as one person can. Those "
                + "cases are opened by colleagues who have them. Work on fewer cases, or let an officer change your roles: casevault staff role --help"
        case .grantsWithoutDisk(let count):
            "\(Counted.english(count, "key", "keys")) passed on to you wait: the vault's disk is nearly full. Make room there and "
                + "unlock again: df -h"
        case .erased(let count):
            "The wait is over: \(Counted.english(count, "erasure", "erasures")) done by this "
                + "unlock. Which copies of gate.db still hold the keys: casevault backup list"
        case .restoreToConfirm(let news): RestoreText.toConfirm(news).english
        case .restoreToApprove(let news): RestoreText.toApprove(news).english
        }
    }

    static func serbian(_ waiting: Waiting) -> String {
        switch waiting {
        case .requests(let count):
            "Čeka vas kao drugu ovlašćenu osobu: \(Counted.serbian(count, "radnja", "radnje", "radnji")): casevault inbox"
        case .wordsToCompare(let login):
            "Čeka vas: uporedite šest reči ključa osobe \(login): casevault staff confirm \(login)"
        case .grantsReceived(let count):
            "Od koleginica ste dobile \(Counted.serbian(count, "ključ", "ključa", "ključeva")). "
                + "Vaši predmeti: casevault case list"
        case .grantsCompleted(let count):
            "Koleginicama koje su vas čekale predato: \(Counted.serbian(count, "ključ", "ključa", "ključeva"))."
        case .rotationsCompleted(let count): KeyText.completed(count).serbian
        case .grantsNotOpened(let count):
            "Predato vam je što se ne otvara: \(Counted.serbian(count, "ključ", "ključa", "ključeva")). "
                + "Obavestite ovlašćenu osobu: casevault check"
        case .grantsWithoutRoom(let count):
            "Predato vam je i čeka: \(Counted.serbian(count, "ključ", "ključa", "ključeva")); imate ih koliko jedna osoba može. "
                + "Te predmete otvaraju koleginice koje ih imaju. Radite na manje predmeta, ili neka ovlašćena osoba promeni "
                + "vaše uloge: casevault staff role --help"
        case .grantsWithoutDisk(let count):
            "Predato vam je i čeka: \(Counted.serbian(count, "ključ", "ključa", "ključeva")); disk trezora je skoro pun. Oslobodite "
                + "mesto na njemu i otključajte ponovo: df -h"
        case .erased(let count):
            "Čekanje je prošlo: ovim otključavanjem urađeno trajnih brisanja: \(count). Koje kopije fajla "
                + "gate.db još imaju ključeve: casevault backup list"
        case .restoreToConfirm(let news): RestoreText.toConfirm(news).serbian
        case .restoreToApprove(let news): RestoreText.toApprove(news).serbian
        }
    }

    static func english(_ notice: OpeningNotice) -> String {
        switch notice {
        case .firstOpening: "This computer had not seen this vault before."
        case .mirrorHealed: "The copy of the log (audit.jsonl) lacked lines and was completed."
        case .mirrorFarBehind:
            "The copy of the log (audit.jsonl) lacked many lines and was completed. Was it put back? casevault audit verify"
        case .mirrorUnwritable: "The copy of the log (audit.jsonl) cannot be written. Is its disk full or gone?"
        case .mirrorUnreadable:
            "The copy of the log (audit.jsonl) cannot be read; it was left as it is. Is its disk failing? casevault check"
        case .gateAhead:
            "gate.db is newer than the vault. If an earlier command was interrupted, nothing was lost. If vault.db was put "
                + "back from an older copy: stop, write nothing more, and see: casevault restore --help"
        case .gateDeletionFinished:
            "Keys that an interrupted command should have deleted from gate.db are deleted now."
        case .gateMoveFinished: "Moving the gate was interrupted; it is finished now: casevault gate status"
        case .clockStepped:
            "The computer's clock was set since the last entry, or stands before it; the log says so. Is the clock right? "
                + "Look: timedatectl"
        case .memoryNotLocked: "Memory cannot be locked: keys may reach the swap. Tell the installer: casevault status"
        case .gateMirrorBehind:
            "The copy of gate.db that is kept after each change could not be written. Is its disk there? "
                + "For another folder: casevault backup --gate-mirror DIR"
        case .formatUpdated:
            "The vault was brought to this version's format; vault.db as it was lies beside it (vault.db.v1)."
        case .folderSynchronised:
            "The vault or its gate lies in a folder that is copied to other computers. Switch that copying off; or, while nobody "
                + "works, move the vault's directory, then: casevault use DIR, and the gate: casevault gate move PATH"
        case .nothingRemembered:
            "This account can keep nothing here: an old copy of the vault would not be noticed. Its folder for that must be its own, "
                + "writable, and nobody else's to write into: ls -ld ~/.local/state/casevault"
        }
    }

    static func serbian(_ notice: OpeningNotice) -> String {
        switch notice {
        case .firstOpening: "Ovaj računar dosad nije video ovaj trezor."
        case .mirrorHealed: "Kopiji dnevnika (audit.jsonl) nedostajali su redovi i dopunjena je."
        case .mirrorFarBehind:
            "Kopiji dnevnika (audit.jsonl) nedostajalo je mnogo redova i dopunjena je. Neko ju je vratio? "
                + "casevault audit verify"
        case .mirrorUnwritable:
            "U kopiju dnevnika (audit.jsonl) ne može da se upisuje. Da li je njen disk pun ili nije tu?"
        case .mirrorUnreadable:
            "Kopija dnevnika (audit.jsonl) ne može da se pročita; nije dirana. Da li njen disk otkazuje? casevault check"
        case .gateAhead:
            "gate.db je noviji od trezora. Ako je neka naredba prekinuta, ništa nije izgubljeno. Ako je vault.db vraćen iz "
                + "starije kopije: stanite, ne upisujte ništa više, i pogledajte: casevault restore --help"
        case .gateDeletionFinished:
            "Ključevi koje je prekinuta naredba trebalo da obriše iz gate.db sada su obrisani."
        case .gateMoveFinished:
            "Premeštanje ključa organizacije bilo je prekinuto; sada je završeno: casevault gate status"
        case .clockStepped:
            "Sat računara je pomeran od poslednjeg upisa, ili kasni za njim; to sada stoji u dnevniku. Da li je tačan? "
                + "Pogledajte: timedatectl"
        case .memoryNotLocked:
            "Memorija ne može da se zaključa: ključevi mogu dospeti na disk. Obavestite osobu koja održava računar: "
                + "casevault status"
        case .gateMirrorBehind:
            "Kopija fajla gate.db, koja se piše posle svake promene, nije mogla da se upiše. Da li je njen disk tu? "
                + "Za drugi folder: casevault backup --gate-mirror DIR"
        case .formatUpdated:
            "Trezor je preveden u format ove verzije; raniji vault.db leži pored njega (vault.db.v1)."
        case .folderSynchronised:
            "Trezor ili gate.db je u folderu koji se sam kopira na druge računare. Isključite to kopiranje; ili, dok niko ne "
                + "radi, premestite folder trezora, pa: casevault use DIR, a ključ: casevault gate move PATH"
        case .nothingRemembered:
            "Ovaj nalog ovde ništa ne može da zapamti: stara kopija trezora ne bi se primetila. Folder za to mora biti njegov, da u "
                + "njega može da upisuje on i niko drugi: ls -ld ~/.local/state/casevault"
        }
    }

    static func englishWrong(_ count: Int) -> String {
        count == 0 ? "" : "; \(Counted.english(count, "wrong passphrase", "wrong passphrases")) since"
    }

    static func serbianWrong(_ count: Int) -> String {
        count == 0
            ? "" : "; otada \(Counted.serbian(count, "pogrešna lozinka", "pogrešne lozinke", "pogrešnih lozinki"))"
    }

    static let englishHelp = """
        casevault keeps the records of clients, encrypted, on this computer.

          casevault init house.vault                         once, to begin: make the vault
          casevault status                                   what is due, without a passphrase
          casevault case list                                your cases
          casevault case new                                 open a case
          casevault case read CASE                           read what you may read in it
          casevault record add CASE --compartment core       write a record
          casevault record show CASE/3                       read one record
          casevault passphrase                               change your passphrase

        All commands: casevault help. One command: casevault record add --help
        """

    static let serbianHelp = """
        casevault čuva dosijee korisnica, zaključane, na ovom računaru.

          casevault init kuca.vault                          jednom, na početku: pravi trezor
          casevault status                                   šta čeka; bez lozinke
          casevault case list                                vaši predmeti
          casevault case new                                 otvara predmet
          casevault case read CASE                           čita ono što u predmetu smete da čitate
          casevault record add CASE --compartment core       upisuje zapis
          casevault record show CASE/3                       čita jedan zapis
          casevault passphrase                               menja vašu lozinku

        Sve naredbe: casevault help. Jedna naredba: casevault record add --help
        """
}
