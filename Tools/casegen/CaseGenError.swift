/// Why a house could not be made.
enum CaseGenError: Error, CustomStringConvertible {
    case notNew, notStopped, otherVersion, badDate
    /// A fault of casegen's tables: a name or code that the story has and nobody else.
    case unknownPerson, unknownCode
    /// What the story expects of the vault did not come.
    case notRefused, notErased
    /// An event of the story that the vault refused: a fault of the story, or of the vault.
    case failed(String, client: Int?, String, any Error)

    var description: String {
        switch self {
        case .notNew: "this folder is there already: name a new one, or go on with --resume where a making was stopped"
        case .notStopped: "nothing to go on with: no making was stopped here, or the vault was worked with since"
        case .otherVersion: "another version of casegen was stopped here; only that one goes on with it"
        case .badDate: "a day is written like 2026-03-05"
        case .unknownPerson: "the story names a person whom the house does not have"
        case .unknownCode: "the story has a code that the vault does not know"
        case .notRefused: "the vault did what it should have refused"
        case .notErased: "the vault did not erase what was ordered"
        case .failed(let who, let client, let act, let error):
            "the vault refused what \(who) did\(client.map { " for client \($0)" } ?? ""), \(act): \(error)"
        }
    }
}
