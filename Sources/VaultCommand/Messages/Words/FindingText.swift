import CaseVault

/// What `check` and `audit verify` found, in words.
struct FindingText: Message {
    let kind: CheckReport.Finding.Kind

    var english: String {
        switch kind {
        case .databaseDamaged: "the database file is damaged"
        case .cannotRead: "cannot be read to its end"
        case .hashMismatch: "the stored bytes were changed"
        case .contentMismatch: "the content is not the one the log names"
        case .missing: "is missing"
        case .unexpected: "should not be there"
        case .olderRevision: "an older state was put back"
        case .cannotOpen: "cannot be opened with its key"
        case .signatureInvalid: "the signature is not valid"
        case .notPermitted: "the signer did not have the right"
        case .chainBroken: "the chain of the log is broken"
        case .malformed: "is not in the form of the format"
        case .checkpointMismatch: "does not fit the checkpoint"
        case .stateMismatch: "the rows are not those the log names"
        case .mirrorDiffers: "the copy of the log differs"
        case .mirrorBehind: "the copy of the log lacks lines"
        case .headAhead: "a newer state was seen before"
        case .headDiffers: "another state was seen before"
        case .gateBehind: "the gate is older than the vault"
        case .gateInterrupted: "a change was interrupted: any command that opens the vault finishes it"
        case .gateAhead: "the gate is newer than the vault: a command was interrupted, or vault.db is an older copy"
        case .keyMissing: "the key is missing: bring a newer copy of the gate"
        case .statementMissing: "the statement is missing"
        case .clockStep: "the clock was set"
        case .uploadUnfinished: "an attachment that was begun and not finished: casevault file unfinished"
        case .unknownAct: "an act this program does not know"
        }
    }

    var serbian: String {
        switch kind {
        case .databaseDamaged: "fajl baze je oštećen"
        case .cannotRead: "ne može da se pročita do kraja"
        case .hashMismatch: "sačuvani bajtovi su menjani"
        case .contentMismatch: "sadržaj nije onaj koji stoji u dnevniku"
        case .missing: "nedostaje"
        case .unexpected: "ne bi trebalo da postoji"
        case .olderRevision: "vraćeno je starije stanje"
        case .cannotOpen: "ne otvara se svojim ključem"
        case .signatureInvalid: "potpis nije ispravan"
        case .notPermitted: "potpisnica nije imala pravo na to"
        case .chainBroken: "lanac dnevnika je prekinut"
        case .malformed: "nije u propisanom obliku"
        case .checkpointMismatch: "ne slaže se sa overenom tačkom"
        case .stateMismatch: "redovi nisu oni koji stoje u dnevniku"
        case .mirrorDiffers: "kopija dnevnika je drugačija"
        case .mirrorBehind: "kopiji dnevnika nedostaju redovi"
        case .headAhead: "ranije je viđeno novije stanje"
        case .headDiffers: "ranije je viđeno drugačije stanje"
        case .gateBehind: "gate.db je stariji od trezora"
        case .gateInterrupted: "izmena je prekinuta: dovršava je svaka naredba koja otvara trezor"
        case .gateAhead: "gate.db je noviji od trezora: neka naredba je prekinuta, ili je vault.db starija kopija"
        case .keyMissing: "nedostaje ključ: donesite noviju kopiju fajla gate.db"
        case .statementMissing: "izjava nedostaje"
        case .clockStep: "sat je pomeran"
        case .uploadUnfinished: "prilog čije je dodavanje započeto, a nije završeno: casevault file unfinished"
        case .unknownAct: "radnja koju ovaj program ne zna"
        }
    }
}
