/// Results that are sentences.
enum ResultText: Message {
    case checkOK(entries: UInt64, rows: UInt64, opened: UInt64?)
    case checkFound(Int)
    case verified(verdict: String, entries: UInt64)

    var english: String {
        switch self {
        case .checkOK(let entries, let rows, let opened):
            "Nothing wrong: \(Counted.english(Int(clamping: entries), "entry", "entries")), "
                + Counted.english(Int(clamping: rows), "row", "rows")
                + (opened.map { ", \(Counted.english(Int(clamping: $0), "record", "records")) opened" } ?? "") + "."
        case .checkFound(let count): "\(Counted.english(count, "finding", "findings")):"
        case .verified(let verdict, let entries):
            "\(verdict) \(Counted.english(Int(clamping: entries), "entry", "entries"))"
        }
    }

    var serbian: String {
        switch self {
        case .checkOK(let entries, let rows, let opened):
            "Sve je u redu: \(Counted.serbian(Int(clamping: entries), "upis", "upisa", "upisa")), "
                + Counted.serbian(Int(clamping: rows), "red", "reda", "redova")
                + (opened.map {
                    ", otvoreno: \(Counted.serbian(Int(clamping: $0), "zapis", "zapisa", "zapisa"))"
                } ?? "") + "."
        case .checkFound(let count): "\(Counted.serbian(count, "nalaz", "nalaza", "nalaza")):"
        case .verified(let verdict, let entries):
            "\(verdict) \(Counted.serbian(Int(clamping: entries), "upis", "upisa", "upisa"))"
        }
    }
}
