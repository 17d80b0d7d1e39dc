import CaseVault

/// What is wrong with one of the folders that `backup` was given, with the option that names it.
struct BackupPlaceText: Message {
    let place: BackupPlace.Kind
    let problem: any Message

    var english: String { "\(place.option): \(problem.english)" }
    var serbian: String { "\(place.option): \(problem.serbian)" }
}

extension BackupPlace.Kind {
    /// As the command line writes it.
    fileprivate var option: String {
        switch self {
        case .vault: "DIR"
        case .gate: "--gate DIR2"
        case .mirror: "--gate-mirror DIR3"
        }
    }
}
