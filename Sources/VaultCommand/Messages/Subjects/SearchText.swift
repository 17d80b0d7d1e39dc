/// What is said beside the finds of a search.
enum SearchText: Message {
    case narrow(shown: Int, of: Int)

    var english: String {
        switch self {
        case .narrow(let shown, let all): "\(shown) of \(all) cases are shown. Narrow the search: add a word."
        }
    }

    var serbian: String {
        switch self {
        case .narrow(let shown, let all): "Prikazano je \(shown) od \(all) predmeta. Suzite pretragu: dodajte reč."
        }
    }
}
