import CaseVault

/// What the person reads when the vault did not do what was asked: what happened, and the next command.
enum VaultErrorText: Message {
    case unlockRefused(typedCyrillic: Bool)
    case codeRefused
    case tooSoon(seconds: UInt64)
    case lastHolder(of: [String])
    case lastAdministrator
    case notPermitted
    case loginTaken
    case keyringFull
    case tooLarge
    case caseClosed
    case erasureOrdered(until: String)
    case erased
    case onHold
    case conflict(current: UInt64)
    case damaged
    case gateDamaged
    case headBehind
    case busy(process: Int32)
    case noVault
    case noAccess
    case alreadyExists
    case gateUnfinished
    case gateMissing
    case gateKeyWrong
    case newerFormat(found: Int32, supported: Int32)
    case networkFolder
    case synchronisedFolder
    case unknownFolder
    case diskFull
    case gateDiskFull
    case inputOutput
    case derivation(haveMebibytes: UInt64, limitMebibytes: UInt64)
    case derivationPasses(have: UInt32, limit: UInt32)
    case sessionEnded
    case stopped

    var english: String {
        switch self {
        case .unlockRefused(typedCyrillic: false):
            "Not unlocked. Check the login, Caps Lock and the keyboard layout, and try again."
        case .unlockRefused(typedCyrillic: true):
            "Not unlocked. You typed Cyrillic letters: if your passphrase has none, switch the keyboard and try again."
        case .codeRefused:
            "This code is not good for this login: wrong, used, or expired. Compare it with the slip; if it is the same, ask an "
                + "administrator for a new slip."
        case .tooSoon(let seconds): "Too many wrong passphrases for this login: the next try in \(seconds) s."
        case .lastHolder(let compartments):
            "Nobody else could ever open or pass on again: \(compartments.joined(separator: ", ")). Nothing was changed. "
                + "First assign someone else who works there and let her unlock: casevault case assign CASE LOGIN"
        case .lastAdministrator:
            "She is the only administrator; nothing was changed. First make someone else one: "
                + "casevault staff role LOGIN --role administrator"
        case .notPermitted: "Not permitted, or there is no such thing. See: casevault case list, casevault staff list"
        case .loginTaken: "This login is taken. See: casevault staff list"
        case .keyringFull:
            "You hold keys to as many parts of cases as one person can; this was not done. Let a colleague who holds fewer do it. "
                + "Who works for several houses does better with a vault and a login in each: casevault init --help"
        case .tooLarge:
            "This concerns more than the vault was made to take in one piece; it was not done. Nothing is damaged. "
                + "Tell who looks after the program: the vault has grown beyond what it was made for: casevault status"
        case .caseClosed: "The case is closed. To write in it: casevault case reopen CASE"
        case .erasureOrdered(let until):
            "Its erasure is ordered, and nobody opens it: until \(until) any officer can stop it: "
                + "casevault case erase CASE --stop, or of a record: casevault record erase CASE/N --stop"
        case .erased: "This record was erased: its keys are destroyed, and nobody opens it again."
        case .onHold:
            "A hold stands on the case, so nothing of it is erased. Whose it is: casevault hold list CASE"
        case .conflict(let current):
            "Somebody wrote revision \(current) meanwhile; nothing was changed. Look at it: casevault record show"
        case .damaged: "Something stored is damaged or was tampered with; nothing was changed. Now: casevault check"
        case .gateDamaged:
            "The gate (gate.db or gate.key) is damaged, older than the vault, or of another vault; nothing was changed. "
                + "Bring its newest copy, then: casevault check"
        case .headBehind:
            "The vault is older than what this computer has seen, or differs from it: a restored copy? It can only be "
                + "looked at; nothing was changed. Bring the newer vault.db; to go on from this one is a restore, which two "
                + "officers decide. What is known: casevault status"
        case .busy(process: 0): "Another process has the vault open. Wait until it has finished and try again."
        case .busy(let process):
            "Process \(process) has the vault open. Wait until it has finished and try again."
        case .noVault: "There is no vault here. Name it: --vault DIR, or once: casevault use DIR"
        case .noAccess:
            "This account may not use the files of the vault, the gate or the backup. Work under the account to which they "
                + "belong, or ask the person who looks after the computer."
        case .alreadyExists: "Something is already there; nothing was overwritten. Choose another directory."
        case .gateUnfinished:
            "In this gate directory (gate-being-made) waits the gate of another init or restore that goes on or was "
                + "interrupted: it may be the only one of its vault, so nothing was changed. Open that vault once: "
                + "casevault status --vault DIR --gate DIR. Or choose another gate directory."
        case .gateMissing: "The gate key is not here. Plug in the stick, or name its directory: --gate DIR"
        case .gateKeyWrong: "This gate key belongs to another vault. Plug in the right stick, or name it: --gate DIR"
        case .newerFormat(let found, let supported):
            "The vault was made by a newer version (format \(found), this program reads \(supported)); "
                + "nothing was touched. Update casevault."
        case .networkFolder: "This folder lies on a network file system; a vault needs a disk of this computer."
        case .synchronisedFolder: "This folder is synchronised to other computers; choose one that is not."
        case .unknownFolder:
            "What kind of disk this folder lies on cannot be seen. Is the path right, may this account look there, is a server "
                + "away?"
        case .diskFull: "The vault's disk is full; nothing was changed. Make room and try again."
        case .gateDiskFull:
            "The disk on which gate.db lies, or is to lie, is full; nothing was changed. Make room there and try again."
        case .inputOutput: "The disk reported an error; nothing is sure to be saved. Now: casevault check"
        case .derivation(let have, let limit):
            "The vault asks for \(have) MiB for a passphrase, the limit is \(limit): refused. Now: casevault check"
        case .derivationPasses(let have, let limit):
            "The vault asks for \(have) passes for a passphrase, the limit is \(limit): refused. Now: casevault check"
        case .stopped: "Stopped. What was finished until then stands. To go on, give the same command again."
        case .sessionEnded: "Locked meanwhile. Give the command again and unlock."
        }
    }

    var serbian: String {
        switch self {
        case .unlockRefused(typedCyrillic: false):
            "Nije otključano. Proverite korisničko ime, Caps Lock i raspored tastature, pa pokušajte ponovo."
        case .unlockRefused(typedCyrillic: true):
            "Nije otključano. Kucano je ćirilicom: ako vaša lozinka nije na ćirilici, promenite raspored tastature i pokušajte "
                + "ponovo."
        case .codeRefused:
            "Kod ne važi za ovo korisničko ime: pogrešan, upotrebljen ili istekao. Uporedite ga sa papirom; ako je isti, "
                + "tražite od administratorke nov papir."
        case .tooSoon(let seconds): "Previše pogrešnih lozinki za ovo korisničko ime: sledeći pokušaj za \(seconds) s."
        case .lastHolder(let compartments):
            "Posle nje ovo više niko ne bi mogao da otvori ni da preda: \(compartments.joined(separator: ", ")). "
                + "Ništa nije promenjeno. Prvo dajte pristup još nekome ko tu radi, i neka otključa: casevault case assign CASE LOGIN"
        case .lastAdministrator:
            "Ona je jedina administratorka; ništa nije promenjeno. Prvo dajte tu ulogu još nekome: "
                + "casevault staff role LOGIN --role administrator"
        case .notPermitted: "Nije dozvoljeno ili ne postoji. Pogledajte: casevault case list, casevault staff list"
        case .loginTaken: "To korisničko ime je zauzeto. Pogledajte: casevault staff list"
        case .keyringFull:
            "Imate ključeve za onoliko delova predmeta koliko jedna osoba može da ima; ovo nije urađeno. Neka to uradi koleginica "
                + "koja ih ima manje. Onome ko radi za više kuća bolje je da u svakoj ima poseban trezor i korisničko ime: casevault init --help"
        case .tooLarge:
            "Ovo se odnosi na više nego što trezor može da primi odjednom; nije urađeno. Ništa nije oštećeno. "
                + "Javite onome ko održava program: trezor je veći od onoga za šta je napravljen: casevault status"
        case .caseClosed: "Predmet je zatvoren. Za pisanje u njemu: casevault case reopen CASE"
        case .erasureOrdered(let until):
            "Naloženo je da se ovo trajno obriše i niko ga ne otvara: do \(until) svaka ovlašćena osoba može to da "
                + "zaustavi: casevault case erase CASE --stop, a za zapis: casevault record erase CASE/N --stop"
        case .erased: "Ovaj zapis je trajno obrisan: ključevi su mu uništeni i više ga niko ne otvara."
        case .onHold:
            "Predmet je zadržan, pa se ništa iz njega ne briše. Ko ga je zadržao: casevault hold list CASE"
        case .conflict(let current):
            "Neko je u međuvremenu upisao verziju \(current); ništa nije promenjeno. Pogledajte je: casevault record show"
        case .damaged:
            "Nešto sačuvano je oštećeno ili menjano mimo programa; ništa nije promenjeno. Sada: casevault check"
        case .gateDamaged:
            "Fajl gate.db ili gate.key je oštećen, stariji od trezora ili iz drugog trezora; ništa nije promenjeno. "
                + "Donesite najnoviju kopiju, pa: casevault check"
        case .headBehind:
            "Trezor je stariji od onoga što je ovaj računar već video, ili je drugačiji: vraćena kopija? Može samo da se "
                + "pogleda; ništa nije promenjeno. Donesite noviji vault.db; nastavak od ovog je vraćanje iz kopije, o čemu "
                + "odlučuju dve ovlašćene osobe. Šta se zna: casevault status"
        case .busy(process: 0): "Trezor je otvoren u drugom programu. Sačekajte da završi i pokušajte ponovo."
        case .busy(let process):
            "Trezor je otvoren u procesu \(process). Sačekajte da završi i pokušajte ponovo."
        case .noVault: "Ovde nema trezora. Navedite ga: --vault DIR, ili jednom zauvek: casevault use DIR"
        case .noAccess:
            "Ovaj korisnički nalog na računaru ne sme da koristi fajlove trezora, ključa organizacije ili kopije. Radite pod "
                + "nalogom kome pripadaju ili pitajte osobu koja održava računar."
        case .alreadyExists: "Tu već nešto postoji; ništa nije zamenjeno. Izaberite drugi folder."
        case .gateUnfinished:
            "U ovom folderu (gate-being-made) čeka ključ organizacije iz drugog pravljenja ili vraćanja trezora, koje još "
                + "traje ili je prekinuto: možda je jedini za taj trezor, pa ništa nije promenjeno. Otvorite taj trezor "
                + "jednom: casevault status --vault DIR --gate DIR. Ili izaberite drugi folder za ključ."
        case .gateMissing: "Ključ organizacije nije tu. Priključite USB memoriju ili navedite njen folder: --gate DIR"
        case .gateKeyWrong:
            "Ovaj ključ organizacije je iz drugog trezora. Priključite pravu USB memoriju ili je navedite: --gate DIR"
        case .newerFormat(let found, let supported):
            "Trezor je napravila novija verzija (format \(found), ovaj program čita \(supported)); "
                + "ništa nije dirano. Instalirajte noviji casevault."
        case .networkFolder: "Ovaj folder je na mrežnom disku; trezor mora biti na disku ovog računara."
        case .synchronisedFolder: "Ovaj folder se sam kopira na druge računare; izaberite neki koji se ne kopira."
        case .unknownFolder:
            "Ne vidi se na kakvom je disku ovaj folder. Da li je putanja tačna, sme li ovaj nalog tamo, radi li server?"
        case .diskFull: "Disk trezora je pun; ništa nije promenjeno. Oslobodite mesto i pokušajte ponovo."
        case .gateDiskFull:
            "Pun je disk na kome je gate.db, ili treba da bude; ništa nije promenjeno. Oslobodite mesto na njemu i pokušajte "
                + "ponovo."
        case .inputOutput: "Disk je javio grešku; nije sigurno da je išta sačuvano. Sada: casevault check"
        case .derivation(let have, let limit):
            "Trezor traži \(have) MiB za lozinku, a granica je \(limit): odbijeno. Sada: casevault check"
        case .derivationPasses(let have, let limit):
            "Trezor traži \(have) prolaza za lozinku, a granica je \(limit): odbijeno. Sada: casevault check"
        case .stopped: "Prekinuto. Što je dotle završeno ostaje. Za nastavak ponovite istu naredbu."
        case .sessionEnded: "U međuvremenu zaključano. Ponovite naredbu i otključajte."
        }
    }
}
