/// What is said of copies of gate.db that were made before an erasure.
enum GateCopyText: Message {
    /// So many are not recorded as destroyed.
    case left(Int)
    case number
    case holdsErased
    case destroyed(number: UInt64, older: Int?)
    case complete(erased: String)

    var english: String {
        switch self {
        case .left(0): "The erasure is complete: the log knows of no older copy of gate.db."
        case .left(let count):
            "\(Counted.english(count, "copy", "copies")) of gate.db made before still \(count == 1 ? "holds" : "hold") the keys. "
                + "Make a new one, destroy these and record it: casevault backup list"
        case .number: "Number of the copy, from `backup list`."
        case .holdsErased: "holds erased keys"
        case .destroyed(let number, let older):
            "Recorded: copy \(number) is destroyed." + (older.map { " \(Self.left($0).english)" } ?? "")
        case .complete(let day):
            "The erasure of \(day) is complete: of every older copy of gate.db it is recorded that it is destroyed."
        }
    }

    var serbian: String {
        switch self {
        case .left(0): "Brisanje je potpuno: dnevnik ne zna ni za jednu stariju kopiju fajla gate.db."
        case .left(let count):
            "Ranije kopije fajla gate.db koje još imaju ključeve: \(count). Napravite novu, a njih uništite i zabeležite: "
                + "casevault backup list"
        case .number: "Broj kopije, iz `backup list`."
        case .holdsErased: "ima obrisane ključeve"
        case .destroyed(let number, let older):
            "Zabeleženo: kopija \(number) je uništena." + (older.map { " \(Self.left($0).serbian)" } ?? "")
        case .complete(let day):
            "Brisanje od \(day) je potpuno: za svaku stariju kopiju fajla gate.db zabeleženo je da je uništena."
        }
    }
}
