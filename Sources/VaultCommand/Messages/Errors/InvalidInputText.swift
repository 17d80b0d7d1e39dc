import CaseVault

/// What about the input is not as asked, in words; one for each case of `VaultError.InvalidInput`.
struct InvalidInputText: Message {
    let problem: VaultError.InvalidInput

    var english: String {
        switch problem {
        case .login:
            "A login is 2 to 32 lower-case letters a-z, digits, dots, hyphens and underscores, beginning with a letter."
        case .roles: "These roles cannot be given together, or there is no such role. See: casevault staff add --help"
        case .label: "A label is one line of at most 200 letters without control characters."
        case .lead: "This case needs a lead who may lead it: --lead LOGIN"
        case .form: "A form is a code such as intake_note: 2 to 32 of a-z, 0-9 and _, beginning with a letter."
        case .content: "The content must be text in UTF-8 of at most 1 MiB, and not empty."
        case .language: "There is no such language: en or sr."
        case .name: "A name is one line of at most 200 letters without control characters."
        case .caseReference: "This is not a case reference: a letter or digit is wrong. It looks like K-7F3Q2M-X."
        case .recordReference: "This is not a record. A record is named like K-7F3Q2M-X/3."
        case .purpose: "There is no such purpose. See: casevault record show --help"
        case .fileName: "A file's name has 1 to 255 bytes of UTF-8. Rename it and try again."
        case .tooManyItems: "At most 500 items go into one export: make several."
        case .recipient: "For whom: one line of at most 200 letters without control characters."
        case .fileType: "A type is written like application/pdf: --type TYPE"
        case .fileSize: "The file is too large for a vault."
        case .fileChunk: "A piece of the file did not have the length it must have; send it again."
        case .fileIncomplete: "Pieces of the file are missing: send them, then finish."
        case .range: "The attachment has fewer bytes than that. Its size: casevault file list CASE"
        case .attachment: "This is an attachment: it stays as it was received. Another version: casevault file add"
        case .notAttachment: "This is a record, not an attachment: casevault record show"
        case .searchTerm: "Search for one to 16 words; at least one must have three letters."
        case .gateCopy: "No copy of gate.db has this number. Their numbers: casevault backup list"
        case .passphraseTooShort: "Too short: at least 12 characters or 5 words."
        case .passphraseCombining:
            "A letter came as two characters, or a control key was pressed: type the letter as one key."
        case .passphraseNotText: "This is not text the program can read, or it is too long: type it on the keyboard."
        case .code: "The one-time code is not typed as on the slip: a letter or digit is wrong."
        case .policy:
            "No policy may say that: letters are r, w, o, g or -; days 0 to 30; administrator, trustee and auditor hold nothing "
                + "of a case; process notes are their author's alone."
        case .backupFolder: "There is no such folder. Is the disk plugged in? The backup's own folder is made in it."
        case .importBatch: "The import went on elsewhere meanwhile, or was undone. See: casevault import list"
        case .organisation: "The organisation's name is one line of at most 200 letters: --name NAME"
        }
    }

    var serbian: String {
        switch problem {
        case .login:
            "Korisničko ime ima 2 do 32 znaka: mala slova a-z, cifre, tačke, crtice i donje crte, a počinje slovom."
        case .roles: "Te uloge ne mogu zajedno ili takve uloge nema. Pogledajte: casevault staff add --help"
        case .label: "Naziv predmeta je jedan red od najviše 200 slova, bez kontrolnih znakova."
        case .lead: "Ovom predmetu treba voditeljka koja to sme da bude: --lead LOGIN"
        case .form: "Obrazac je kod kao intake_note: 2 do 32 znaka a-z, 0-9 i _, a počinje slovom."
        case .content: "Sadržaj mora biti tekst u UTF-8, najviše 1 MiB, i ne sme biti prazan."
        case .language: "Nema tog jezika: en ili sr."
        case .name: "Ime je jedan red od najviše 200 slova, bez kontrolnih znakova."
        case .caseReference: "Ovo nije oznaka predmeta: neko slovo ili cifra je pogrešno. Izgleda ovako: K-7F3Q2M-X."
        case .recordReference: "Ovo nije zapis. Zapis se navodi ovako: K-7F3Q2M-X/3."
        case .purpose: "Nema te svrhe. Pogledajte: casevault record show --help"
        case .fileName: "Ime fajla ima 1 do 255 bajtova u UTF-8. Preimenujte ga i pokušajte ponovo."
        case .tooManyItems: "U jedan izvoz staje najviše 500 zapisa: napravite više izvoza."
        case .recipient: "Za koga: jedan red od najviše 200 slova, bez kontrolnih znakova."
        case .fileType: "Vrsta se piše kao application/pdf: --type TYPE"
        case .fileSize: "Fajl je prevelik za trezor."
        case .fileChunk: "Deo fajla nije bio dug koliko mora; pošaljite ga ponovo."
        case .fileIncomplete: "Nedostaju delovi fajla: pošaljite ih, pa završite."
        case .range: "Prilog nema toliko bajtova. Njegova veličina: casevault file list CASE"
        case .attachment: "Ovo je prilog: ostaje kakav je primljen. Druga verzija: casevault file add"
        case .notAttachment: "Ovo je zapis, a ne prilog: casevault record show"
        case .searchTerm: "Za pretragu treba jedna do 16 reči; bar jedna mora imati tri slova."
        case .gateCopy: "Nijedna kopija fajla gate.db nema taj broj. Njihovi brojevi: casevault backup list"
        case .passphraseTooShort: "Prekratko: najmanje 12 znakova ili 5 reči."
        case .passphraseCombining:
            "Jedno slovo je stiglo kao dva znaka ili je pritisnut kontrolni taster: kucajte slovo jednim tasterom."
        case .passphraseNotText: "Ovo nije tekst koji program može da pročita, ili je predugačko: kucajte na tastaturi."
        case .code: "Jednokratni kod nije otkucan kao na papiru: neko slovo ili cifra je pogrešno."
        case .policy:
            "Takva pravila nisu moguća: slova su r, w, o, g ili -; dana 0 do 30; administrator, trustee i auditor nemaju ništa "
                + "iz predmeta; procesne beleške su samo autorkine."
        case .backupFolder: "Tog foldera nema. Da li je disk priključen? Folder same kopije pravi se u njemu."
        case .importBatch: "Uvoz je u međuvremenu nastavljen drugde ili poništen. Pogledajte: casevault import list"
        case .organisation: "Ime organizacije je jedan red od najviše 200 slova: --name NAME"
        }
    }
}
