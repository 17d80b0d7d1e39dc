import CaseVault

/// What `restore` says, and what the restored vault says to everyone.
enum RestoreText: Message {
    case backup, to, gateTo, mirror, tryOnly, confirm, approve
    case state(until: String, entries: UInt64, known: UInt64)
    /// What the log knew since the backup: acts in the order of their names, with their number.
    case after([(act: String, count: Int)])
    case suspendedAfter
    case gate(RestoreReport.GateAge)
    case keyMissing(String)
    case keysKept(Int)
    case lockedOut(String)
    case erasedAgain(Int)
    case erasuresUnknown
    case tried
    case done(directory: String, origin: UInt64)
    case keyHint(String)
    case toConfirm(RestoreNews)
    case toApprove(RestoreNews)
    case confirmed
    case approved
    case approvalDue(by: String, until: String)
    case unconfirmed([String])

    var english: String {
        switch self {
        case .backup: "The folder of the backup of the vault."
        case .to: "Where the restored vault shall be; nothing may be there yet."
        case .gateTo: "Where its gate.db shall lie: a directory, or `here` inside the vault's (the default)."
        case .mirror: "What is left of the old audit.jsonl, with `erased` beside it: what came after the backup."
        case .tryOnly: "Read and check everything, and keep nothing."
        case .confirm: "Confirm that you know of the restore; once, each person."
        case .approve: "Approve a colleague's restore, as the second officer."
        case .state(let until, let entries, let known):
            "The backup holds \(Counted.english(Int(clamping: entries), "entry", "entries")), the last \(until)"
                + (known > entries
                    ? "; \(known - entries) more \(known - entries == 1 ? "is" : "are") known elsewhere and lost."
                    : ".")
        case .after(let acts):
            "Lost since the backup, as the log names it: \(Self.list(acts)). Do again what still matters."
        case .suspendedAfter:
            "Somebody was suspended since, and is not any more: casevault staff suspend LOGIN, before anything else."
        case .gate(.same): "The gate's copy is of the same state."
        case .gate(.newer): "The gate's copy is newer than the vault's."
        case .gate(.older): "The gate's copy is older than the vault's."
        case .gate(.apart): "The gate's copy has keys that the vault's does not know, and lacks others."
        case .keyMissing(let reference): "\(reference): a key is missing. Bring a newer copy of the gate."
        case .keysKept(let count):
            "\(Counted.english(count, "key", "keys")) of what came after the backup; kept, and of use with a newer one."
        case .lockedOut(let login):
            "\(login) cannot unlock: her passphrase was changed between the two copies. Bring copies of one day."
        case .erasedAgain(let count):
            "Erased after the backup, and erased again: "
                + "\(Counted.english(count, "compartment or record", "compartments and records"))."
        case .erasuresUnknown:
            "What was erased after the backup is not known: erased cases may return. If the old disk can be read, add "
                + "--mirror audit.jsonl"
        case .tried: "This can be restored. Nothing was kept."
        case .done(let directory, let origin): "Restored: \(directory). Its log begins anew, with number \(origin)."
        case .keyHint(let path): "The gate key is not copied: put it at \(path), or name it with --gate-key."
        case .toConfirm(let news):
            "\(news.by) restored this vault from a backup; "
                + (news.lost > 0
                    ? "\(Counted.english(Int(clamping: news.lost), "entry", "entries")) after it are lost"
                    : "what came after it is lost")
                + ". Look at your cases, then confirm: casevault restore --confirm"
        case .toApprove(let news):
            "\(news.by) restored this vault. Was that agreed? Approve it within seven days: casevault restore --approve"
        case .confirmed: "Recorded: you know that the vault was restored."
        case .approved: "Recorded: you approve the restore."
        case .approvalDue(let by, let until):
            "\(by) restored this vault; a second officer has to approve it until \(until): casevault restore --approve"
        case .unconfirmed(let logins):
            "Restored, and not yet confirmed by: \(logins.joined(separator: ", "))."
        }
    }

    var serbian: String {
        switch self {
        case .backup: "Folder sa kopijom trezora."
        case .to: "Gde će biti vraćeni trezor; tu još ne sme biti ničega."
        case .gateTo: "Gde će biti njegov gate.db: folder, ili `here` u folderu trezora (podrazumeva se)."
        case .mirror: "Ono što je ostalo od starog audit.jsonl, sa `erased` pored: šta je bilo posle kopije."
        case .tryOnly: "Čita i proverava sve, i ništa ne zadržava."
        case .confirm: "Potvrđujete da znate za vraćanje; svaka osoba jednom."
        case .approve: "Odobravate koleginičino vraćanje, kao druga ovlašćena osoba."
        case .state(let until, let entries, let known):
            "U kopiji: \(Counted.serbian(Int(clamping: entries), "upis", "upisa", "upisa")), poslednji \(until)"
                + (known > entries ? "; zna se da je posle njega bilo još: \(known - entries). To je izgubljeno." : ".")
        case .after(let acts):
            "Izgubljeno posle kopije, kako to zove dnevnik: \(Self.list(acts)). Ponovite ono što je još važno."
        case .suspendedAfter:
            "Nekome je posle toga obustavljen pristup, a sada više nije: pre svega casevault staff suspend LOGIN"
        case .gate(.same): "Kopija gate.db je iz istog stanja."
        case .gate(.newer): "Kopija gate.db je novija od kopije trezora."
        case .gate(.older): "Kopija gate.db je starija od kopije trezora."
        case .gate(.apart): "Kopija gate.db ima ključeve koje trezor ne zna, a drugi joj nedostaju."
        case .keyMissing(let reference): "\(reference): nedostaje ključ. Donesite noviju kopiju gate.db."
        case .keysKept(let count):
            "Sačuvano za noviju kopiju trezora: \(Counted.serbian(count, "ključ", "ključa", "ključeva")) onoga što je bilo "
                + "posle ove."
        case .lockedOut(let login):
            "\(login) ne može da otključa: lozinka je promenjena između dve kopije. Donesite kopije od istog dana."
        case .erasedAgain(let count): "Posle kopije trajno obrisano, i ponovo obrisano, odeljaka i zapisa: \(count)."
        case .erasuresUnknown:
            "Ne zna se šta je posle kopije trajno obrisano: obrisani predmeti se mogu vratiti. Ako se stari disk čita, dodajte "
                + "--mirror audit.jsonl"
        case .tried: "Ovo može da se vrati. Ništa nije zadržano."
        case .done(let directory, let origin): "Vraćeno: \(directory). Dnevnik počinje iznova, sa brojem \(origin)."
        case .keyHint(let path): "Ključ organizacije se ne kopira: stavite ga u \(path), ili ga navedite sa --gate-key."
        case .toConfirm(let news):
            "\(news.by) je vratila ovaj trezor iz kopije; "
                + (news.lost > 0
                    ? "izgubljeno je: \(Counted.serbian(Int(clamping: news.lost), "upis", "upisa", "upisa"))"
                    : "ono što je bilo posle nje je izgubljeno")
                + ". Pogledajte svoje predmete, pa potvrdite: casevault restore --confirm"
        case .toApprove(let news):
            "\(news.by) je vratila ovaj trezor. Da li je tako dogovoreno? Odobrite u roku od sedam dana: "
                + "casevault restore --approve"
        case .confirmed: "Zabeleženo: znate da je trezor vraćen."
        case .approved: "Zabeleženo: odobravate vraćanje."
        case .approvalDue(let by, let until):
            "\(by) je vratila ovaj trezor; druga ovlašćena osoba treba da odobri do \(until): casevault restore --approve"
        case .unconfirmed(let logins): "Vraćeno, a još nisu potvrdile: \(logins.joined(separator: ", "))."
        }
    }

    private static func list(_ acts: [(act: String, count: Int)]) -> String {
        acts.map { "\($0.act) (\($0.count))" }.joined(separator: ", ")
    }
}
