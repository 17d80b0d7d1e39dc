import CaseVault

/// Why a backup was not made or cannot be restored, and what to do.
struct BackupErrorText: Message {
    enum Problem: Sendable {
        case tooClose(VaultError.TooClose)
        case bad(VaultError.BadBackup)
    }

    let problem: Problem

    var english: String {
        switch problem {
        case .tooClose(.original):
            "This is the disk of what would be copied: if it is stolen or fails, original and copy are gone together. Name "
                + "another disk, or add --together."
        case .tooClose(.otherPart):
            "The vault and the gate would lie on one disk: who finds it needs only the gate key. Name another disk, or add "
                + "--together."
        case .bad(.notABackup):
            "There is no backup here: name the dated folder, which holds MANIFEST.sha256, or of the gate the file that "
                + "--gate-mirror keeps."
        case .bad(.otherPart):
            "This is a backup of the other part: name the folder with vault.db first, the one with gate.db after --gate."
        case .bad(.unfinished): "This backup was never finished (.part). Take an older one."
        case .bad(.fileMissing): "A file of this backup is missing. Take another one, or look for the rest of it."
        case .bad(.damaged):
            "This backup is damaged: it is not what was written. Nothing was restored; take another one."
        case .bad(.mixed): "The two backups are of two vaults. Bring the gate's copy of the same house."
        case .bad(.copyDamaged):
            "What was just copied did not pass its check and was thrown away. Is it the vault? casevault check"
        }
    }

    var serbian: String {
        switch problem {
        case .tooClose(.original):
            "To je isti disk na kome je i ono što se kopira: ako ga ukradu ili otkaže, nema ni originala ni kopije. Navedite "
                + "drugi disk ili dodajte --together."
        case .tooClose(.otherPart):
            "Trezor i gate.db bili bi na jednom disku: ko ga nađe, treba mu još samo ključ. Navedite drugi disk ili dodajte "
                + "--together."
        case .bad(.notABackup):
            "Ovde nema kopije: navedite folder sa datumom, u kome je MANIFEST.sha256, ili za gate.db fajl koji održava "
                + "--gate-mirror."
        case .bad(.otherPart):
            "Ovo je kopija drugog dela: prvo navedite folder sa vault.db, a posle --gate onaj sa gate.db."
        case .bad(.unfinished): "Ova kopija nije dovršena (.part). Uzmite stariju."
        case .bad(.fileMissing): "Nedostaje fajl ove kopije. Uzmite drugu ili nađite ostatak."
        case .bad(.damaged): "Ova kopija je oštećena: nije ono što je upisano. Ništa nije vraćeno; uzmite drugu."
        case .bad(.mixed): "Dve kopije su iz dva trezora. Donesite gate.db iste kuće."
        case .bad(.copyDamaged):
            "Ono što je upravo kopirano nije prošlo proveru i odbačeno je. Da nije do trezora? casevault check"
        }
    }
}
