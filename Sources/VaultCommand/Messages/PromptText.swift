import CaseVault

/// Questions at the terminal. The answer follows on the same line.
enum PromptText: Message {
    case language
    case organisation
    case administrator
    case gatePlace
    case gateOnStick
    case gateHere
    case stickDirectory
    case secondAdministrator
    case secondLoginTaken
    case login
    case passphrase(login: String)
    case newPassphrase
    case newPassphraseAgain
    case makePassphrase
    case madePassphrase
    case madePassphraseWritten
    case madePassphraseBack
    case passphrasesDiffer
    case code
    case personName
    case roles
    case purpose
    case compartment
    case label
    case wordsHeard(login: String)
    case typeLoginBack(String)
    case typeReferenceBack(String)
    case typeWordBack(String)
    case number(Int)
    case sheIsHere(login: String)
    case editHow
    case editAppend
    case editAnew
    case keepCut(line: Int)
    case keepFull
    case notSaved
    case keepsOrOpens
    case draftNotChanged
    case tryAgain
    case otherCompartment
    case showAndDrop
    case numberOrFirst(Int)
    case searchTerm
    case recipient
    case importing(ImportQuestion)

    var english: String {
        switch self {
        case .importing(let question): question.english
        case .language: "Language / Jezik:"
        case .organisation: "Name of the organisation: "
        case .administrator: "Login of the first administrator, for example mira: "
        case .gatePlace:
            "Where shall the gate key live? Without it nothing opens: on a stick, a thief of the computer has nothing."
        case .gateOnStick: "on a stick or another disk"
        case .gateHere: "on this computer, in the vault's own directory"
        case .stickDirectory: "Directory on the stick, for example /media/office/KEY/gate: "
        case .secondAdministrator:
            "Login of a second administrator, so that nothing depends on one person (Enter: later): "
        case .secondLoginTaken: "This login is taken: the second administrator needs one of her own."
        case .login: "Login: "
        case .passphrase(let login): "Passphrase of \(login): "
        case .newPassphrase: "New passphrase (at least 12 characters or 5 words): "
        case .newPassphraseAgain: "The same once more: "
        case .makePassphrase:
            "Shall the program make one of six words for you? It is safer than one of your own. [Y/n] "
        case .madePassphrase: "Your passphrase. Write it on paper and keep the paper with you:"
        case .madePassphraseWritten: "Written down? Press Enter; the words then leave the screen. "
        case .madePassphraseBack: "Type it from your paper: "
        case .passphrasesDiffer: "That was not the same. Once more."
        case .code: "One-time code from the slip: "
        case .personName: "Her name, seen by colleagues only (Enter: none): "
        case .roles: "Roles, with commas between (\(CodeText.roleCodes)): "
        case .purpose: "Why do you open it? The log keeps the answer."
        case .compartment: "Into which compartment?"
        case .recipient: "For whom is it, as the cover sheet shall say: "
        case .label: "Label of the case, for those who may know who she is (Enter: none): "
        case .wordsHeard(let login): "Did \(login) herself read these six words to you, all in this order? [y/N] "
        case .typeLoginBack(let login): "To go on, type \(login): "
        case .typeWordBack(let word): "Type \(word) to go on: "
        case .typeReferenceBack(let reference): "Type the reference \(reference) to go on: "
        case .number(let count): "Number, 1 to \(count): "
        case .sheIsHere(let login): "Now \(login) sits down at the keyboard. "
        case .editHow: "What do you want to do with the text?"
        case .editAppend: "add to its end"
        case .editAnew: "write it anew"
        case .keepCut(let line):
            "Line \(line) was too long for the terminal and was cut there. Save the text up to there? [y/N] "
        case .keepsOrOpens: "No record was written yet. What shall become of your text?"
        case .draftNotChanged: "The draft is as it was. What shall become of it?"
        case .notSaved: "Your text is not saved yet. What now?"
        case .tryAgain: "try again"
        case .otherCompartment: "choose another compartment"
        case .showAndDrop: "show me the text once more, then stop"
        case .numberOrFirst(let count): "Number, 1 to \(count) (Enter: 1): "
        case .searchTerm: "Search for: "
        case .keepFull: "The text has reached 1 MiB. Save it up to there? [y/N] "
        }
    }

    var serbian: String {
        switch self {
        case .importing(let question): question.serbian
        case .language: "Jezik / Language:"
        case .organisation: "Ime organizacije: "
        case .administrator: "Korisničko ime prve administratorke, na primer mira: "
        case .gatePlace:
            "Gde će biti ključ organizacije? Bez njega se ništa ne otvara: ako je na USB memoriji, ko ukrade računar nema ništa."
        case .gateOnStick: "na USB memoriji ili drugom disku"
        case .gateHere: "na ovom računaru, u samom folderu trezora"
        case .stickDirectory: "Folder na USB memoriji, na primer /media/office/KEY/gate: "
        case .secondAdministrator:
            "Korisničko ime druge administratorke, da ništa ne zavisi od jedne osobe (Enter: kasnije): "
        case .secondLoginTaken: "To korisničko ime je zauzeto: druga administratorka mora imati svoje."
        case .login: "Korisničko ime: "
        case .passphrase(let login): "Lozinka (više reči), \(login): "
        case .newPassphrase: "Nova lozinka (najmanje 12 znakova ili 5 reči): "
        case .newPassphraseAgain: "Ista još jednom: "
        case .makePassphrase: "Da program napravi lozinku od šest reči? Sigurnija je od one koju same smislite. [D/n] "
        case .madePassphrase: "Vaša lozinka. Zapišite je na papir i papir čuvajte kod sebe:"
        case .madePassphraseWritten: "Zapisano? Pritisnite Enter; reči tada nestaju sa ekrana. "
        case .madePassphraseBack: "Otkucajte je sa papira: "
        case .passphrasesDiffer: "Nije bilo isto. Još jednom."
        case .code: "Jednokratni kod sa papira: "
        case .personName: "Njeno ime, vide ga samo koleginice (Enter: bez imena): "
        case .roles: "Uloge, sa zarezima (\(CodeText.roleCodes)): "
        case .purpose: "Zašto otvarate? Odgovor ostaje u dnevniku pristupa."
        case .compartment: "U koji odeljak?"
        case .recipient: "Za koga je, kako će pisati na propratnom listu: "
        case .label: "Naziv predmeta, za one koje smeju da znaju ko je ona (Enter: bez naziva): "
        case .wordsHeard(let login): "Da li vam je \(login) lično pročitala ovih šest reči, sve ovim redom? [d/N] "
        case .typeLoginBack(let login): "Za nastavak otkucajte \(login): "
        case .typeWordBack(let word): "Otkucajte \(word) da se nastavi: "
        case .typeReferenceBack(let reference): "Otkucajte oznaku \(reference) da se nastavi: "
        case .number(let count): "Broj, od 1 do \(count): "
        case .sheIsHere(let login): "Sada za tastaturu seda \(login). "
        case .editHow: "Šta da se uradi sa tekstom?"
        case .editAppend: "dopisati na kraj"
        case .editAnew: "napisati iznova"
        case .keepCut(let line):
            "Red \(line) je predugačak za terminal i tu je odsečen. Sačuvati tekst dotle? [d/N] "
        case .keepsOrOpens: "Zapis još nije upisan. Šta da bude s vašim tekstom?"
        case .draftNotChanged: "Nacrt je isti kao što je bio. Šta da bude s njim?"
        case .notSaved: "Vaš tekst još nije sačuvan. Šta sada?"
        case .tryAgain: "pokušati ponovo"
        case .otherCompartment: "izabrati drugi odeljak"
        case .showAndDrop: "prikazati tekst još jednom, pa stati"
        case .numberOrFirst(let count): "Broj, od 1 do \(count) (Enter: 1): "
        case .searchTerm: "Traži se: "
        case .keepFull: "Tekst je dostigao 1 MiB. Sačuvati ga dotle? [d/N] "
        }
    }
}
