import CaseVault

/// What is said of the gate and its key.
enum GateText: Message {
    case newPlace
    case place(String)
    case keyPlace(String)
    case keyApart
    case keySince(String, rotated: Bool)
    case readable(String, GateReport.Readers)
    case mirror(String)
    case noPaper
    case moved(path: String)
    case movedWithoutKey(path: String)
    case onVaultDisk
    case rotated
    case rotatedWhy

    var english: String {
        switch self {
        case .newPlace: "The new directory; the folder above it must be there, and no gate in it."
        case .place(let path): "The gate (gate.db) lies in \(path)."
        case .keyPlace(let path): "The gate key is in \(path)."
        case .keyApart: "The gate key lies on another disk than gate.db."
        case .keySince(let day, rotated: false): "The gate key is the first one, of \(day)."
        case .keySince(let day, rotated: true): "The gate key was changed on \(day)."
        case .readable(let path, .group): "The file's group can read it, not its owner alone: chmod 600 \(path)"
        case .readable(let path, .another): "The file belongs to another account, which can read it: ls -l \(path)"
        case .readable(let path, _): "Every account of this computer can read the file: chmod 600 \(path)"
        case .mirror(let folder): "A copy of gate.db is kept in \(folder) after each change."
        case .noPaper:
            "The log does not know whether the gate key exists a second time. If its only copy is lost, nothing opens any more: "
                + "copy the file gate.key to a second stick and keep that elsewhere."
        case .moved(let path):
            "The gate and its key lie in \(path) now; the old files are deleted. Other accounts need: --gate \(path), and the "
                + "timer of backups: --gate-at \(path)"
        case .movedWithoutKey(let path):
            "The gate lies in \(path) now; its key stayed where it was. Other accounts need: --gate \(path), and the timer of "
                + "backups: --gate-at \(path)"
        case .onVaultDisk:
            "That is the vault's own disk: who takes the computer has both. Better a stick: casevault gate move PATH"
        case .rotated:
            "gate.db is sealed under a new key. Make a new copy now: casevault backup --gate DIR, and a second copy of the key. "
                + "Then destroy the older copies of gate.db and the old key: together they still open."
        case .rotatedWhy:
            "Whoever copied the old key together with gate.db knows the gate's secrets: a new key does not take that back."
        }
    }

    var serbian: String {
        switch self {
        case .newPlace: "Novi folder; onaj iznad njega mora da postoji, a u novom još ne sme biti fajla gate.db."
        case .place(let path): "Fajl gate.db je u folderu \(path)."
        case .keyPlace(let path): "Ključ organizacije je u fajlu \(path)."
        case .keyApart: "Ključ organizacije je na drugom disku, odvojen od fajla gate.db."
        case .keySince(let day, rotated: false): "Ključ organizacije je prvi, od \(day)."
        case .keySince(let day, rotated: true): "Ključ organizacije je zamenjen \(day)."
        case .readable(let path, .group): "Fajl može da čita i njegova grupa, ne samo vlasnica: chmod 600 \(path)"
        case .readable(let path, .another): "Fajl pripada drugom nalogu, koji može da ga čita: ls -l \(path)"
        case .readable(let path, _): "Fajl može da čita svaki nalog na ovom računaru: chmod 600 \(path)"
        case .mirror(let folder): "Kopija fajla gate.db čuva se u folderu \(folder) posle svake promene."
        case .noPaper:
            "Dnevnik ne zna postoji li ključ organizacije u još jednom primerku. Ako se izgubi jedini, ništa se više ne otvara: "
                + "kopirajte fajl gate.key na drugu USB memoriju i čuvajte je na drugom mestu."
        case .moved(let path):
            "Ključ organizacije i gate.db sada su u folderu \(path); stari fajlovi su obrisani. Drugim nalozima treba: "
                + "--gate \(path), a redovnom zadatku za kopije: --gate-at \(path)"
        case .movedWithoutKey(let path):
            "Fajl gate.db sada je u folderu \(path); ključ organizacije ostao je gde je bio. Drugim nalozima treba: "
                + "--gate \(path), a redovnom zadatku za kopije: --gate-at \(path)"
        case .onVaultDisk:
            "To je disk samog trezora: ko odnese računar, ima oba. Bolje USB memorija: casevault gate move PATH"
        case .rotated:
            "Fajl gate.db je zaključan novim ključem. Prvo napravite novu kopiju: casevault backup --gate DIR, i drugi primerak "
                + "ključa. Zatim uništite ranije kopije fajla gate.db i stari ključ: zajedno se i dalje otvaraju."
        case .rotatedWhy:
            "Ako je neko mogao da kopira stari ključ zajedno sa fajlom gate.db, zna tajne u njemu: novi ključ to ne poništava."
        }
    }
}
