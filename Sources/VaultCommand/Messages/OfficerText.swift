import CaseVault

/// What is said beside the result of acts of officers.
enum OfficerText: Message {
    case suspended(login: String)
    case resumed(login: String)
    case needsSecond(number: UInt64, until: String)
    case answered(RequestAnswer.Response)

    var english: String {
        switch self {
        case .suspended(let login):
            "\(login) is suspended: the vault opens nothing for her. To take it back, two officers: "
                + "casevault staff resume \(login)"
        case .resumed(let login): "\(login) works again."
        case .needsSecond(let number, let until):
            "A second officer has to approve until \(until): casevault approve \(number)"
        case .answered(let answer):
            switch (answer.decision, answer.kind) {
            case (.refuse, _): "Request \(answer.number) is refused; nothing is done."
            case (.approve, .resume): "Approved: \(answer.login ?? "") works again."
            case (.approve, _): "Approved."
            }
        }
    }

    var serbian: String {
        switch self {
        case .suspended(let login):
            "Osobi \(login) pristup je obustavljen: trezor joj ništa ne otvara. Da se vrati, dve ovlašćene osobe: "
                + "casevault staff resume \(login)"
        case .resumed(let login): "\(login) ponovo ima pristup."
        case .needsSecond(let number, let until):
            "Druga ovlašćena osoba treba da odobri do \(until): casevault approve \(number)"
        case .answered(let answer):
            switch (answer.decision, answer.kind) {
            case (.refuse, _): "Zahtev \(answer.number) je odbijen; ništa nije urađeno."
            case (.approve, .resume): "Odobreno: \(answer.login ?? "") ponovo ima pristup."
            case (.approve, _): "Odobreno."
            }
        }
    }
}

/// What waits, in words for the inbox; `--json` gives the codes.
struct WaitsText: Message {
    let kind: Inbox.Kind

    var english: String {
        switch kind {
        case .resume: "let her work again"
        case .erasure: "erase the case"
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
        case .erasure: "trajno brisanje predmeta"
        case .restore: "vraćena je rezervna kopija"
        case .asked: "tražile ste; druga odgovara"
        case .words: "uporediti šest reči"
        case .received: "stigao je ključ"
        case .unopened: "ključ koji se ne otvara"
        case .assignment: "čeka ključ"
        }
    }
}
