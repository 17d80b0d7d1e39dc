/// What each command does, in one or two sentences: the head of its help.
enum VerbText: Message, CaseIterable {
    case casevault, initialise, use, status, staff, staffAdd, staffList, staffShow, staffConfirm, enrol, passphrase
    case inbox, approve, refuse, staffSuspend, staffResume, staffRole, staffRenew, conflict, conflictDeclare
    case cases, caseNew, caseList, caseShow, caseAssign, caseUnassign, caseClose, caseReopen, caseRead
    case caseErase, hold, holdSet, holdLift, holdList
    case record, recordAdd, recordList, recordShow, recordEdit, recordHistory
    case recordDrafts, recordResume, recordDiscard, recordPrint, recordErase
    case file, fileAdd, fileList, fileGet, fileView, fileUnfinished, fileDiscard
    case rotate, rekey
    case search, export, check, audit, auditShow, auditVerify, backups, backup, backupList, backupDestroyed
    case restore, lock
    case gate, gateStatus, gateMove, gateRotate, policy, policyShow, policySet
    case importing, importFile, importList, importUndo

    var english: String {
        switch self {
        case .importing: "Bring records in from a CSV file, and take an import back."
        case .importFile:
            "Bring records in from a CSV file as one batch. MAP.json says where each column goes: {\"case_by\": [...], "
                + "\"dates\": [...], \"columns\": {HEADER: {\"compartment\", \"form\", \"field\"} or {\"skip\": true}}}; "
                + "without it every column is asked about. Duplicates are shown, never merged."
        case .importList:
            "List imports: yours, and as an officer everybody's. The same file goes on with an unfinished one."
        case .importUndo: "Take out what an import brought and nobody has changed since, as one act."
        case .casevault: "Encrypted case records of a women's organisation, on its own computer."
        case .initialise:
            "Make a new vault in DIR and its first administrator. Prints the vault's id and six words; asks for a second "
                + "administrator."
        case .use: "Remember DIR as the vault of this account, so that --vault need not be given."
        case .status:
            "Say how the vault is and what needs someone; each such line ends with the command. Needs no passphrase."
        case .staff: "The people who hold keys."
        case .staffAdd: "Invite a person: prints a slip with her one-time code, good for 72 hours and five tries."
        case .staffList: "List everybody who holds keys or has been invited."
        case .staffShow: "Show one person: roles, state, key and number of cases."
        case .staffConfirm: "Record that a person has read the six words of her key to you, and that they are the same."
        case .inbox:
            "List what waits for you: acts that need a second officer, words to compare, keys that came or that colleagues "
                + "wait for."
        case .approve: "Approve, as the second officer, what another one asked for; it is then done. N is in the inbox."
        case .refuse: "Refuse what an officer asked for, or withdraw what you asked for yourself. N is in the inbox."
        case .staffSuspend:
            "Suspend a person at once: the vault opens nothing more for her. She keeps what she holds for the day she is "
                + "resumed."
        case .staffResume: "Let a suspended person work again. A second officer has to approve."
        case .staffRole:
            "Set all roles of a person. What they allow no more ends at once; what they allow more comes as colleagues unlock."
        case .staffRenew:
            "Give a person who forgot her passphrase a code for new keys. Her cases come back from colleagues; her process "
                + "notes are lost."
        case .conflict: "Conflicts of interest."
        case .conflictDeclare:
            "Declare that you, or as an officer that LOGIN, must not work on a case: the vault opens nothing of it for her. "
                + "It cannot be withdrawn."
        case .enrol:
            "Redeem the one-time code: the new person sets her own passphrase (or has one made) and sees six words."
        case .passphrase: "Change your own passphrase."
        case .cases: "Cases and who may read them."
        case .caseNew:
            "Open a case; prints its reference. Asks for the label, which only those with `identity` can read."
        case .caseList: "List your cases. With --names their labels too, which the log records case by case."
        case .caseShow:
            "Show a case's header: state, lead, who has access, and what each compartment holds. Opens no record."
        case .caseAssign: "Give a colleague access to a case, as far as her roles allow."
        case .caseUnassign: "End a colleague's access to a case. Asks for the reference typed back."
        case .caseClose: "Close a case: it can be read, nothing can be added."
        case .caseReopen: "Open a closed case again."
        case .caseErase:
            "Order the erasure of a case, or of one compartment. A second officer confirms; after a wait in which nobody opens "
                + "it, its keys are destroyed. Says first what it will do, and asks for the reference typed back."
        case .recordErase:
            "Order the erasure of one record, as `case erase` of a case. After the wait the first unlock of somebody who works "
                + "in its compartment seals the other records there under new keys and destroys the old. Not for process notes."
        case .hold: "Holds: what stands on hold is not erased."
        case .holdSet: "Set a hold on a case, as an officer or its lead. It ends an erasure that was ordered."
        case .holdLift: "Lift the hold on a case, as an officer."
        case .holdList: "List the cases on hold, or say whether this one is."
        case .caseRead: "Read all that you may read in a case, oldest first; one batch in the log."
        case .record: "Records inside cases."
        case .recordAdd:
            "Add a record: text, Markdown or JSON, at most 1 MiB, from FILE, from standard input (-), or typed at the terminal."
        case .recordList: "List the records of a case that you may read, without their content."
        case .recordShow: "Open one record. In a pipe the content alone."
        case .recordEdit:
            "Write a new revision of a record; the older ones stay. Refused if somebody wrote one meanwhile."
        case .recordHistory: "List the revisions of a record: who wrote each, and when."
        case .file: "Attachments of cases: files of any kind and size."
        case .fileAdd:
            "Add a file to a case. An upload that was interrupted goes on when the same file is added again. The original "
                + "stays where it is, readable."
        case .fileList: "List the attachments of a case that you may read: name, type, size, who added them."
        case .fileGet:
            "Write an attachment, or a range of its bytes, to a new file or with `-o -` to a pipe. Nothing is overwritten."
        case .fileView: "Show an attachment that is text. No other program is started; nothing is written to a disk."
        case .fileUnfinished: "List uploads that were begun and not finished: your own, as an officer everybody's."
        case .fileDiscard: "Give an unfinished upload up and its room on the disk back."
        case .rotate:
            "Give a case new keys for what is written from now on; with --all-of, for what that person held, and none to "
                + "her. What you do not write in yourself waits for somebody who does."
        case .rekey:
            "Seal older records of a case again under its newest keys, and delete the keys under which nothing lies any "
                + "more. Can be interrupted and given again."
        case .search:
            "Find cases by words of what you may read: each word must begin a word in the case. Case, diacritics and script "
                + "make no difference. The log says that you searched and which cases you were shown, never the words."
        case .export:
            "Write records and attachments of a case, byte for byte, into a new folder for somebody outside, with a cover "
                + "sheet and a list of hashes. The log keeps each item."
        case .check:
            "Check every stored byte, the chain, the signatures and the copies. Needs no passphrase, and the log says that "
                + "somebody looked; --deep also opens what you may read."
        case .audit: "The log of every access."
        case .auditShow: "Show entries of the log, with --json exactly as they are stored."
        case .auditVerify: "Verify the whole log. The first word is the verdict: OK, TAMPERED or INCOMPLETE."
        case .backup:
            "Copy the vault into a new dated folder in DIR, read it again, and tell the log; with --gate the gate, never "
                + "its key. Needs no passphrase: fit for a timer."
        case .backups: "Copies of the vault and of the gate, and what became of those of the gate."
        case .backupList:
            "List the copies of gate.db that nobody recorded as destroyed, and which of them still hold erased keys. Needs no "
                + "passphrase."
        case .backupDestroyed:
            "Record, as an officer, that a copy of gate.db is overwritten or destroyed. With the last older one an erasure is "
                + "complete. N is in `backup list`."
        case .restore:
            "Make a new vault of a backup and a copy of the gate. An officer does it; her entry begins a new log."
        case .gate: "The gate: the second half of every key, and the gate key that seals it."
        case .gateStatus:
            "Say where the gate and its key lie, who can read them, how old the key is, and of copies. Needs no passphrase."
        case .gateMove:
            "Move the gate with its key to another directory: copied, read again, then the old files go. For an officer."
        case .gateRotate:
            "Change the gate key: gate.db is sealed anew. Then make a new copy of it, and destroy the older ones and the old key, which "
                + "still open together. For an officer."
        case .policy: "Who may do what in which compartment."
        case .policyShow: "Show the policy: rights by role and compartment, custodians, what the search finds, waits."
        case .policySet:
            "Change the policy. Says first who loses and gains keys, and asks. For an administrator; what it allows no more "
                + "ends at once."
        case .recordDrafts: "List your drafts: texts you began and did not finish. Opens none."
        case .recordResume: "Go on with a draft; when its record is saved the draft is gone."
        case .recordDiscard: "Delete a draft, unopened."
        case .recordPrint:
            "Print one record, with who printed it, when and why: to a printer of this computer, or into a pipe."
        case .lock: "Lock every session of this account on this vault: they forget their keys. Needs no passphrase."
        }
    }

    var serbian: String {
        switch self {
        case .importing: "Uvozi zapise iz CSV fajla i poništava uvoz."
        case .importFile:
            "Uvozi zapise iz CSV fajla kao jednu celinu. MAP.json kaže kuda ide svaka kolona: {\"case_by\": [...], "
                + "\"dates\": [...], \"columns\": {ZAGLAVLJE: {\"compartment\", \"form\", \"field\"} ili {\"skip\": true}}}; "
                + "bez nje se pita za svaku kolonu. Što se ponavlja, program pokaže, a nikad ne spaja."
        case .importList: "Nabraja uvoze: vaše, a ovlašćenoj osobi sve. Nezavršen se nastavlja istim fajlom."
        case .importUndo: "Uklanja ono što je uvoz doneo, a niko posle nije menjao, kao jednu radnju."
        case .casevault: "Zaključani dosijei korisnica ženske organizacije, na njenom računaru."
        case .initialise:
            "Pravi nov trezor u folderu DIR i njegovu prvu administratorku. Ispisuje broj trezora i šest reči; pita za "
                + "drugu administratorku."
        case .use: "Pamti DIR kao trezor ovog naloga, da se --vault ne navodi."
        case .status: "Kaže kako je trezor i šta čeka na nekoga; takav red se završava naredbom. Ne traži lozinku."
        case .staff: "Osobe koje imaju ključeve."
        case .staffAdd: "Poziva osobu: ispisuje papir sa jednokratnim kodom, koji važi 72 sata i pet pokušaja."
        case .staffList: "Nabraja sve koje imaju ključeve ili su pozvane."
        case .staffShow: "Prikazuje jednu osobu: uloge, stanje, ključ i broj predmeta."
        case .staffConfirm: "Beleži da vam je osoba pročitala šest reči svog ključa i da su iste."
        case .inbox:
            "Nabraja šta vas čeka: radnje za koje treba druga ovlašćena osoba, reči za upoređivanje, ključevi koji su "
                + "stigli ili koje koleginice čekaju."
        case .approve: "Odobrava, kao druga ovlašćena osoba, ono što je prva tražila; time je i urađeno. N je u inbox."
        case .refuse: "Odbija ono što je ovlašćena osoba tražila, ili povlači ono što ste same tražile. N je u inbox."
        case .staffSuspend:
            "Odmah obustavlja osobi pristup: trezor joj više ništa ne otvara. Njeni ključevi ostaju za dan kad joj se "
                + "pristup vrati."
        case .staffResume: "Vraća pristup osobi kojoj je obustavljen. Druga ovlašćena osoba mora da odobri."
        case .staffRole:
            "Određuje sve uloge osobe. Što više ne dozvoljavaju prestaje odmah; što sada dozvoljavaju stiže kad koleginice "
                + "otključaju."
        case .staffRenew:
            "Daje osobi koja je zaboravila lozinku kod za nove ključeve. Njene predmete vraćaju koleginice; njene procesne "
                + "beleške i nacrti su izgubljeni."
        case .conflict: "Sukob interesa."
        case .conflictDeclare:
            "Beleži da vi ne smete da radite na predmetu, ili, kao ovlašćena osoba, da to ne sme LOGIN: trezor toj osobi iz "
                + "njega ništa ne otvara. Ne može da se povuče."
        case .enrol:
            "Nova osoba upotrebi jednokratni kod, sama izabere lozinku (ili joj je program napravi) i vidi šest reči."
        case .passphrase: "Menja vašu lozinku."
        case .cases: "Predmeti i pristup njima."
        case .caseNew: "Otvara predmet i ispisuje njegovu oznaku. Pita za naziv, koji čitaju samo one sa `identity`."
        case .caseList: "Nabraja vaše predmete. Sa --names i nazive, što dnevnik beleži za svaki predmet."
        case .caseShow:
            "Prikazuje zaglavlje predmeta: stanje, voditeljku, ko ima pristup i šta je u odeljcima. Ne otvara zapise."
        case .caseAssign: "Daje koleginici pristup predmetu, koliko njene uloge dozvoljavaju."
        case .caseUnassign: "Oduzima koleginici pristup predmetu. Traži da se oznaka predmeta otkuca."
        case .caseClose: "Zatvara predmet: može da se čita, ništa ne može da se doda."
        case .caseReopen: "Ponovo otvara zatvoren predmet."
        case .caseErase:
            "Nalaže da se predmet, ili jedan njegov odeljak, trajno obriše. Potvrđuje druga ovlašćena osoba; posle čekanja u "
                + "kome ga niko ne otvara ključevi se uništavaju. Prvo kaže šta će uraditi i traži oznaku predmeta."
        case .recordErase:
            "Nalaže da se jedan zapis trajno obriše, kao `case erase` predmet. Posle čekanja prvo otključavanje osobe koja radi "
                + "u tom odeljku zaključava ostale zapise novim ključevima i uništava stare. Ne važi za procesne beleške."
        case .hold: "Zadržavanja: zadržan predmet se ne briše."
        case .holdSet:
            "Zadržava predmet, kao ovlašćena osoba ili voditeljka. Naloženo brisanje time prestaje da važi."
        case .holdLift: "Ukida zadržavanje predmeta, kao ovlašćena osoba."
        case .holdList: "Nabraja zadržane predmete, ili kaže da li je ovaj zadržan."
        case .caseRead: "Čita sve što u predmetu smete da čitate, od najstarijeg; jedan niz upisa u dnevniku."
        case .record: "Zapisi u predmetima."
        case .recordAdd:
            "Dodaje zapis: tekst, Markdown ili JSON, najviše 1 MiB, iz fajla FILE, sa standardnog ulaza (-) ili otkucan na terminalu."
        case .recordList: "Nabraja zapise predmeta koje smete da čitate, bez sadržaja."
        case .recordShow: "Otvara jedan zapis. U cevi daje samo sadržaj."
        case .recordEdit: "Piše novu verziju zapisa; starije ostaju. Odbija ako je neko u međuvremenu upisao svoju."
        case .recordHistory: "Nabraja verzije zapisa: ko je koju napisao i kada."
        case .file: "Prilozi predmeta: fajlovi svake vrste i veličine."
        case .fileAdd:
            "Dodaje fajl u predmet. Prekinuto dodavanje nastavlja se kad se isti fajl doda ponovo. Prvobitni fajl ostaje "
                + "tamo gde je, čitljiv."
        case .fileList: "Nabraja priloge predmeta koje smete da čitate: ime, vrsta, veličina, ko ih je dodao."
        case .fileGet:
            "Upisuje prilog, ili deo njegovih bajtova, u nov fajl, ili sa `-o -` u cev. Ništa postojeće se ne zamenjuje."
        case .fileView: "Prikazuje prilog koji je tekst. Ne pokreće drugi program i ništa ne upisuje na disk."
        case .fileUnfinished: "Nabraja započeta, a nezavršena dodavanja: vaša, a ovlašćenoj osobi svačija."
        case .fileDiscard: "Odustaje od nezavršenog dodavanja i oslobađa mesto na disku."
        case .rotate:
            "Daje predmetu nove ključeve za ono što se od sada upiše; sa --all-of za ono što je ta osoba imala, a njoj "
                + "nijedan. Ono u čemu vi ne pišete čeka nekoga ko piše."
        case .rekey:
            "Ponovo zaključava starije zapise predmeta najnovijim ključevima i briše ključeve pod kojima više nema ničega. "
                + "Može da se prekine i ponovi."
        case .search:
            "Traži predmete po rečima onoga što smete da čitate: svaka reč mora biti početak neke reči u predmetu. Velika "
                + "slova, kvačice i pismo nisu važni. U dnevniku ostaje da ste tražile i koji su predmeti prikazani, nikad reči."
        case .export:
            "Upisuje zapise i priloge predmeta, bajt po bajt, u nov folder za nekoga van kuće, uz propratni list i spisak "
                + "kontrolnih zbirova. Dnevnik beleži svaki."
        case .check:
            "Proverava svaki sačuvani bajt, lanac, potpise i kopije. Ne traži lozinku, a u dnevniku ostaje da je provereno; "
                + "--deep otvara i ono što smete da čitate."
        case .audit: "Dnevnik pristupa."
        case .auditShow: "Prikazuje upise dnevnika, sa --json tačno onako kako su sačuvani."
        case .auditVerify: "Proverava ceo dnevnik. Prva reč je zaključak: OK, TAMPERED ili INCOMPLETE."
        case .backup:
            "Kopira trezor u nov folder sa datumom u DIR, ponovo ga čita i upisuje u dnevnik; sa --gate gate.db, nikad "
                + "sam ključ. Ne traži lozinku: može u redovni zadatak."
        case .backups: "Kopije trezora i fajla gate.db, i šta je sa ovim drugima bilo."
        case .backupList:
            "Nabraja kopije fajla gate.db za koje nije zabeleženo da su uništene, i kaže koje od njih još imaju obrisane "
                + "ključeve. Ne traži lozinku."
        case .backupDestroyed:
            "Beleži, kao ovlašćena osoba, da je preko kopije fajla gate.db upisano drugo ili da je uništena. Sa poslednjom "
                + "starijom brisanje je potpuno. N je u `backup list`."
        case .restore:
            "Pravi nov trezor od kopije trezora i kopije gate.db. Radi ovlašćena osoba; njen upis počinje nov dnevnik."
        case .gate: "Druga polovina svakog ključa (gate.db) i ključ organizacije koji je zaključava."
        case .gateStatus:
            "Kaže gde su gate.db i ključ organizacije, ko može da ih čita, koliko je ključ star i kakve su kopije. Ne traži "
                + "lozinku."
        case .gateMove:
            "Premešta gate.db i ključ organizacije u drugi folder: kopira, ponovo čita, pa briše stare fajlove. Za ovlašćenu "
                + "osobu."
        case .gateRotate:
            "Menja ključ organizacije: gate.db se zaključava iznova. Zatim napravite novu kopiju, pa uništite ranije i stari ključ, koji "
                + "se zajedno i dalje otvaraju. Za ovlašćenu osobu."
        case .policy: "Pravila: ko šta sme u kom odeljku."
        case .policyShow:
            "Prikazuje pravila: prava po ulogama i odeljcima, ko daje ključeve dalje, šta pretraga nalazi, rokove."
        case .policySet:
            "Menja pravila. Prvo kaže ko gubi, a ko dobija ključeve, i pita. Za administratorku; što više nije dozvoljeno "
                + "odmah prestaje."
        case .recordDrafts: "Nabraja vaše nacrte: tekstove koje ste počele i niste završile. Nijedan ne otvara."
        case .recordResume: "Nastavlja nacrt; kad se zapis sačuva, nacrta više nema."
        case .recordDiscard: "Briše nacrt, ne otvarajući ga."
        case .recordPrint:
            "Štampa jedan zapis, uz to ko ga je štampao, kada i zašto: na štampaču ovog računara ili u cev."
        case .lock: "Zaključava sve sesije ovog naloga na ovom trezoru: zaboravljaju ključeve. Ne traži lozinku."
        }
    }
}
