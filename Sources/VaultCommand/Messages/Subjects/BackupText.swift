import CaseVault

/// What `backup` says: options, results, lines of `status`.
enum BackupText: Message {
    case directory, together, mirror, gateAt
    case made(kind: BackupKind, folder: String, entries: UInt64, files: Int)
    case isTogether
    case cleared(Int)
    case mirrorSet
    case keyIsElsewhere
    case last(kind: BackupKind, time: String, since: UInt64)
    case none(BackupKind)
    case old(BackupKind, days: UInt64)
    case lastTogether(BackupKind)
    case void
    case gateHere
    case restoreGate

    var english: String {
        switch self {
        case .directory: "Where the backup's folder is made: another disk than the vault's."
        case .together:
            "Also where the disk is the vault's own, or holds both parts: who steals it has both, and if it fails both are gone."
        case .mirror: "From now on keep a copy of gate.db in this folder after each change."
        case .gateAt: "The gate's directory, when this account does not remember it; --gate names where its copy goes."
        case .made(.vault, let folder, let entries, let files):
            "Backup made and read again: \(folder) (\(Counted.english(Int(clamping: entries), "entry", "entries")), "
                + "\(Counted.english(files, "attachment", "attachments")))."
        case .made(.gate, let folder, _, _): "Copy of the gate made and read again: \(folder)."
        case .isTogether:
            "It lies on the vault's own disk, or both parts lie on one: a fire or a thief takes them together."
        case .cleared(let count):
            "\(Counted.english(count, "unfinished backup was", "unfinished backups were")) found and cleared away."
        case .mirrorSet: "A copy of gate.db is kept there after each change."
        case .keyIsElsewhere:
            "The gate key is in no backup. Without it no backup opens: keep a copy of it on paper or a stick."
        case .last(let kind, let time, let since):
            "Last backup of \(Self.english(kind)): \(time), checked; \(Counted.english(Int(clamping: since), "entry", "entries")) since."
        case .gateHere:
            "In this command --gate DIR2 says where the copy of gate.db goes. Where the gate itself lies is remembered; "
                + "if it is not: --gate-at DIR."
        case .restoreGate:
            "In this command --gate BACKUP2 is a copy of the gate (the folder of a backup, or the file that --gate-mirror keeps up), "
                + "and --gate-key the file with the gate key, which is in no backup. Where the restored gate.db shall lie: "
                + "--gate-to DIR."
        case .void:
            "The gate key was changed since the last copy of the gate: that copy opens only with the old key. A new one: casevault "
                + "backup --gate DIR; then destroy the old one and its key."
        case .none(.vault): "There is no backup of the vault: casevault backup DIR"
        case .none(.gate): "There is no copy of the gate: casevault backup --gate DIR"
        case .old(.vault, let days):
            "The last backup of the vault is \(Counted.english(Int(clamping: days), "day", "days")) old: casevault backup DIR"
        case .old(.gate, let days):
            "The last copy of the gate is \(Counted.english(Int(clamping: days), "day", "days")) old: "
                + "casevault backup --gate DIR"
        case .lastTogether(.vault):
            "The last backup of the vault lies on the vault's disk, or with the gate's copy. Another disk: casevault backup DIR"
        case .lastTogether(.gate):
            "The last copy of the gate lies on the disk of gate.db, or with the backup. Another disk: casevault backup --gate DIR"
        }
    }

    var serbian: String {
        switch self {
        case .directory: "Gde se pravi folder kopije: drugi disk, ne onaj sa trezorom."
        case .together:
            "I kad je disk isti kao za trezor, ili drži oba dela: ko ga ukrade, ima oba, a ako otkaže, nema nijednog."
        case .mirror: "Od sada se posle svake promene u ovom folderu čuva kopija fajla gate.db."
        case .gateAt:
            "Folder u kome su gate.db i ključ organizacije, ako ga ovaj nalog ne pamti; --gate kaže gde ide kopija fajla "
                + "gate.db."
        case .made(.vault, let folder, let entries, let files):
            "Kopija je napravljena i ponovo pročitana: \(folder) "
                + "(\(Counted.serbian(Int(clamping: entries), "upis", "upisa", "upisa")), "
                + "\(Counted.serbian(files, "prilog", "priloga", "priloga")))."
        case .made(.gate, let folder, _, _): "Kopija fajla gate.db je napravljena i ponovo pročitana: \(folder)."
        case .isTogether: "Leži na disku trezora, ili su oba dela na jednom: požar ili lopov odnosi oba."
        case .cleared(let count):
            "Nađeno i uklonjeno nedovršenih kopija: \(count)."
        case .mirrorSet: "Tamo se posle svake promene čuva kopija fajla gate.db."
        case .keyIsElsewhere:
            "Ključ organizacije nije ni u jednoj kopiji. Bez njega se nijedna ne otvara: čuvajte ga na papiru ili USB memoriji."
        case .last(let kind, let time, let since):
            "Poslednja kopija (\(Self.serbian(kind))): \(time), proverena; otada upisa: \(since)."
        case .gateHere:
            "U ovoj naredbi --gate DIR2 kaže gde ide kopija fajla gate.db. Gde je sam gate.db, program pamti; ako ne pamti: "
                + "--gate-at DIR."
        case .restoreGate:
            "U ovoj naredbi --gate BACKUP2 je kopija fajla gate.db (folder kopije, ili fajl koji održava --gate-mirror), a --gate-key "
                + "fajl sa ključem organizacije, kojeg nema ni u jednoj kopiji. Gde će biti vraćeni gate.db: --gate-to DIR."
        case .void:
            "Ključ organizacije je zamenjen posle poslednje kopije fajla gate.db: ta kopija se otvara samo starim ključem. Nova: "
                + "casevault backup --gate DIR; zatim uništite staru i njen ključ."
        case .none(.vault): "Nema kopije trezora: casevault backup DIR"
        case .none(.gate): "Nema kopije fajla gate.db: casevault backup --gate DIR"
        case .old(.vault, let days):
            "Poslednja kopija trezora stara je \(Counted.serbian(Int(clamping: days), "dan", "dana", "dana")): "
                + "casevault backup DIR"
        case .old(.gate, let days):
            "Poslednja kopija fajla gate.db stara je \(Counted.serbian(Int(clamping: days), "dan", "dana", "dana")): "
                + "casevault backup --gate DIR"
        case .lastTogether(.vault):
            "Poslednja kopija trezora je na istom disku kao trezor, ili uz kopiju gate.db. Drugi disk: casevault backup DIR"
        case .lastTogether(.gate):
            "Poslednja kopija gate.db je na istom disku kao gate.db, ili uz kopiju trezora. Drugi disk: casevault backup --gate DIR"
        }
    }

    private static func english(_ kind: BackupKind) -> String { kind == .vault ? "the vault" : "the gate" }
    private static func serbian(_ kind: BackupKind) -> String { kind == .vault ? "trezor" : "gate.db" }
}
