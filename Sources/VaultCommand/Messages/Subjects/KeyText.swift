/// What is said about replacing keys.
enum KeyText: Message {
    case rotatedCase
    case allOf
    case all
    case due
    case olderStay(String)
    case othersMust
    case backUpNow
    case otherCases(Int)
    case nothingOlder(String)
    case rotateNext(login: String)
    case rotateCaseNext(login: String, case: String)
    case completed(Int)
    case progress(done: Int, total: Int, rate: Int, secondsLeft: Int)

    var english: String {
        switch self {
        case .rotatedCase: "Reference of the case; without it every case in which LOGIN held keys."
        case .allOf: "What this person held or holds; she gets none of the new keys."
        case .all: "Every case, with new keys for all: when the gate key may have been copied."
        case .due:
            "What waits gets new keys when somebody who writes there, and has room for more keys, unlocks next."
        case .olderStay(let reference):
            "What is written from now on lies under the new keys; older records keep theirs until: "
                + "casevault rekey \(reference)"
        case .backUpNow:
            "Older backups of the vault need a copy of the gate from before. Make new ones of both: casevault backup --help"
        case .othersMust:
            "Some of what waits does not open for you: a colleague who can open it gives the same command."
        case .otherCases(let count):
            "\(Counted.english(count, "more case waits", "more cases wait")) for colleagues: they give the same command."
        case .nothingOlder(let reference): "Nothing lies under older keys. New keys: casevault rotate \(reference)"
        case .rotateNext(let login):
            "She has held keys. New ones for what comes: casevault rotate --all-of \(login)"
        case .rotateCaseNext(let login, let reference):
            "She has held keys. New ones for what comes: casevault rotate \(reference) --all-of \(login)"
        case .completed(let count):
            "\(Counted.english(count, "compartment has", "compartments have")) new keys, as a colleague asked."
        case .progress(let done, let total, let rate, let left):
            "Sealing again: \(done) of \(total), \(rate)/s, about \(left) s left"
        }
    }

    var serbian: String {
        switch self {
        case .rotatedCase: "Oznaka predmeta; bez nje svi predmeti u kojima je LOGIN imala ključeve."
        case .allOf: "Ono što je ova osoba imala ili ima; nove ključeve ne dobija."
        case .all: "Svi predmeti, sa novim ključevima za sve: kad je ključ organizacije možda kopiran."
        case .due:
            "Što čeka dobija nove ključeve kad sledeći put otključa neko ko tu piše i ima mesta za još ključeva."
        case .olderStay(let reference):
            "Što se od sada upiše, pod novim je ključevima; stariji zapisi zadržavaju svoje do: casevault rekey \(reference)"
        case .backUpNow:
            "Uz ranije kopije trezora ide samo kopija gate.db od pre toga. Napravite obe iznova: casevault backup --help"
        case .othersMust:
            "U onome što čeka ima nečega što vi ne otvarate: istu naredbu pokreće koleginica koja to otvara."
        case .otherCases(let count):
            "Predmeta koji čekaju na koleginice: \(count). One pokreću istu naredbu."
        case .nothingOlder(let reference):
            "Pod starijim ključevima nema ničega. Novi ključevi: casevault rotate \(reference)"
        case .rotateNext(let login):
            "Imala je ključeve. Novi za ono što dolazi: casevault rotate --all-of \(login)"
        case .rotateCaseNext(let login, let reference):
            "Imala je ključeve. Novi za ono što dolazi: casevault rotate \(reference) --all-of \(login)"
        case .completed(let count):
            "Odeljaka koji su, kako je koleginica tražila, dobili nove ključeve: \(count)."
        case .progress(let done, let total, let rate, let left):
            "Ponovo se zaključava: \(done) od \(total), \(rate)/s, još oko \(left) s"
        }
    }
}
