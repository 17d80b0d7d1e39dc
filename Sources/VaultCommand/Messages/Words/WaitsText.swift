import CaseVault

/// What waits, in words for the inbox; `--json` gives the codes.
struct WaitsText: Message {
    let kind: Inbox.Kind

    var english: String {
        switch kind {
        case .resume: "let her work again"
        case .erasure: "erase it"
        case .erasing: "will be erased"
        case .erasingNeedsWriter:
            "cannot be erased yet: "
                + "assign somebody who writes in this compartment (policy show)"
        case .erasingNeedsReader:
            "cannot be erased yet: "
                + "assign somebody who reads all of this compartment (policy show)"
        case .restore: "a backup was restored"
        case .asked: "you asked; a second officer answers"
        case .words: "compare six words"
        case .received: "key received"
        case .unopened: "key that does not open"
        case .assignment: "she waits for a key"
        }
    }

    var serbian: String {
        switch kind {
        case .resume: "vraćanje pristupa"
        case .erasure: "trajno brisanje"
        case .erasing: "biće trajno obrisano"
        case .erasingNeedsWriter:
            "još ne može da se obriše: "
                + "dodelite predmet osobi koja piše u ovom odeljku (policy show)"
        case .erasingNeedsReader:
            "još ne može da se obriše: "
                + "dodelite predmet osobi koja čita ceo ovaj odeljak (policy show)"
        case .restore: "vraćena je rezervna kopija"
        case .asked: "tražile ste; druga odgovara"
        case .words: "uporediti šest reči"
        case .received: "stigao je ključ"
        case .unopened: "ključ koji se ne otvara"
        case .assignment: "čeka ključ"
        }
    }
}
