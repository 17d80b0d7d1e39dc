/// The flags of an entry in words.
enum FlagText: String, Message, CaseIterable {
    case alone, bulk, closed, new, nomirror, ooh, piped, relative, unlinked

    /// `closed+ooh` as a person reads it; a flag of a newer version stands as it is.
    static func words(_ flags: String) -> String {
        flags.split(separator: "+").map { FlagText(rawValue: String($0))?.text ?? String($0) }.joined(separator: ", ")
    }

    var english: String {
        switch self {
        case .alone: "alone"
        case .bulk: "many cases"
        case .closed: "closed case"
        case .new: "first time"
        case .nomirror: "no mirror"
        case .ooh: "out of hours"
        case .piped: "to a pipe"
        case .relative: "relative"
        case .unlinked: "not linked"
        }
    }

    var serbian: String {
        switch self {
        case .alone: "sama"
        case .bulk: "više predmeta"
        case .closed: "zatvoren predmet"
        case .new: "prvi put"
        case .nomirror: "bez kopije dnevnika"
        case .ooh: "van radnog vremena"
        case .piped: "van ekrana"
        case .relative: "srodnica"
        case .unlinked: "nije povezano"
        }
    }
}
