import CaseVault

/// What is said beside the result of acts of officers.
enum OfficerText: Message {
    case suspended(login: String)
    case resumed(login: String)
    case rolesSet(login: String)
    case renews(login: String)
    case conflict(login: String, case: String)
    case needsSecond(number: UInt64, until: String)
    case answered(RequestAnswer.Response)

    var english: String {
        switch self {
        case .suspended(let login):
            "\(login) is suspended: the vault opens nothing for her. To take it back, two officers: "
                + "casevault staff resume \(login)"
        case .resumed(let login): "\(login) works again."
        case .rolesSet(let login): "Keys that \(login) may have now come as colleagues unlock: casevault status"
        case .renews(let login):
            "This gives \(login) new keys. Her process notes and drafts are lost, and whatever she alone holds; her cases come back as "
                + "colleagues unlock. What she signed stays hers."
        case .conflict(let login, let reference):
            "Recorded: the vault opens nothing of \(reference) for \(login), and nobody can assign her to it."
        case .needsSecond(let number, let until):
            "A second officer has to approve until \(until): casevault approve \(number)"
        case .answered(let answer):
            switch (answer.decision, answer.kind) {
            case (.refuse, _): "Request \(answer.number) is refused; nothing is done."
            case (.approve, .resume): "Approved: \(answer.login ?? "") works again."
            case (.approve, .erasure):
                "Approved: nobody opens \(answer.record ?? answer.case ?? "") any more, and after the wait it is erased. When: casevault inbox"
            case (.approve, .restore): "Approved: the restored vault stands."
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
        case .rolesSet(let login):
            "Ključevi koje \(login) sada sme da ima stižu kad koleginice otključaju: casevault status"
        case .renews(let login):
            "Ovim \(login) dobija nove ključeve. Njene procesne beleške i nacrti su izgubljeni, i sve što ima samo ona; predmeti se "
                + "vraćaju kad koleginice otključaju. Što je potpisala, ostaje njeno."
        case .conflict(let login, let reference):
            "Zabeleženo: trezor iz predmeta \(reference) osobi \(login) ništa ne otvara i niko ne može da joj ga dodeli."
        case .needsSecond(let number, let until):
            "Druga ovlašćena osoba treba da odobri do \(until): casevault approve \(number)"
        case .answered(let answer):
            switch (answer.decision, answer.kind) {
            case (.refuse, _): "Zahtev \(answer.number) je odbijen; ništa nije urađeno."
            case (.approve, .resume): "Odobreno: \(answer.login ?? "") ponovo ima pristup."
            case (.approve, .erasure):
                "Odobreno: \(answer.record ?? answer.case ?? "") više niko ne otvara, a posle čekanja se trajno briše. Kada: casevault inbox"
            case (.approve, .restore): "Odobreno: vraćeni trezor ostaje."
            case (.approve, _): "Odobreno."
            }
        }
    }
}
