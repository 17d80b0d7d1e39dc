import CaseVault
import Platform

/// That the vault is older than what was seen of it, or another: with sizes and times, and what to do.
struct RollbackText: Message {
    private let rollback: Rollback
    private let last: String
    private let seen: String?

    init(_ rollback: Rollback, _ time: LocalTime) {
        self.rollback = rollback
        last = time.text(rollback.lastEntry)
        seen = rollback.seenTime.map { time.text($0) }
    }

    var english: String {
        let here = "\(Counted.english(Int(clamping: rollback.entries), "entry", "entries")), the last \(last)"
        let by =
            switch rollback.anchor {
            case .head: "this computer"
            case .gate: "the gate's folder"
            case .mirror: "the copy of the log (audit.jsonl)"
            }
        let size = Counted.english(Int(clamping: rollback.seen), "entry", "entries")
        let what =
            rollback.isOlder
            ? "PUT BACK: vault.db has \(here); \(by) has seen \(size)" + (seen.map { ", the last time \($0)" } ?? "")
            : "ANOTHER HISTORY: vault.db has \(here); \(by) has seen another entry \(rollback.seen - 1)"
        return what + ". The vault can only be looked at. Bring the newer vault.db, and look again: casevault status. "
            + "To go on from this one is a restore, which two officers decide."
    }

    var serbian: String {
        let here = "\(Counted.serbian(Int(clamping: rollback.entries), "upis", "upisa", "upisa")), poslednji \(last)"
        let by =
            switch rollback.anchor {
            case .head: "ovaj računar je video"
            case .gate: "uz ključ organizacije je zabeleženo"
            case .mirror: "u kopiji dnevnika (audit.jsonl) stoji"
            }
        let size = Counted.serbian(Int(clamping: rollback.seen), "upis", "upisa", "upisa")
        let what =
            rollback.isOlder
            ? "VRAĆENO: u vault.db je \(here); \(by) \(size)" + (seen.map { ", poslednji put \($0)" } ?? "")
            : "DRUGAČIJA ISTORIJA: u vault.db je \(here); \(by) drugačiji upis \(rollback.seen - 1)"
        return what
            + ". Trezor može samo da se pogleda. Donesite noviji vault.db i pogledajte ponovo: casevault status. "
            + "Nastavak od ovog je vraćanje iz kopije, o čemu odlučuju dve ovlašćene osobe."
    }
}
