/// What is said about texts that are being written, and about printing.
enum WritingText: Message {
    case kept(UInt32)
    case draftGone(UInt32)
    case saveMine
    case keepAsDraft
    case writtenMeanwhile(UInt64)
    case printed(record: String)
    case printHeading(record: String, revision: UInt64, compartment: String, form: String)
    case printAuthor(login: String, written: String)
    case printedBy(login: String, time: String, purpose: String)
    case printEnd

    var english: String {
        switch self {
        case .kept(let number): "Your text is kept as draft \(number): casevault record resume \(number)"
        case .draftGone(let number): "Draft \(number) is deleted."
        case .saveMine: "open my text again and save it as the next revision"
        case .keepAsDraft: "keep my text as a draft and stop"
        case .writtenMeanwhile(let revision):
            "Somebody wrote revision \(revision) meanwhile: it is shown now; after that you decide."
        case .printed(let record):
            "\(record) went to the printer. Its spooler keeps a copy on the disk until it is done."
        case .printHeading(let record, let revision, let compartment, let form):
            "\(record)   revision \(revision)   \(compartment)   \(form)"
        case .printAuthor(let login, let written): "Written by \(login), \(written)"
        case .printedBy(let login, let time, let purpose): "Printed by \(login), \(time), for: \(purpose)"
        case .printEnd: "End. Confidential: keep it locked, destroy it when it is needed no more."
        }
    }

    var serbian: String {
        switch self {
        case .kept(let number): "Vaš tekst je sačuvan kao nacrt \(number): casevault record resume \(number)"
        case .draftGone(let number): "Nacrt \(number) je obrisan."
        case .saveMine: "otvoriti moj tekst ponovo i sačuvati ga kao sledeću verziju"
        case .keepAsDraft: "zadržati moj tekst kao nacrt i stati"
        case .writtenMeanwhile(let revision):
            "Neko je u međuvremenu upisao verziju \(revision): sada se prikazuje; potom odlučujete."
        case .printed(let record):
            "\(record) je poslat na štampač. Štampa čuva kopiju na disku dok ne završi."
        case .printHeading(let record, let revision, let compartment, let form):
            "\(record)   verzija \(revision)   \(compartment)   \(form)"
        case .printAuthor(let login, let written): "Napisala \(login), \(written)"
        case .printedBy(let login, let time, let purpose): "Odštampala \(login), \(time), svrha: \(purpose)"
        case .printEnd: "Kraj. Poverljivo: držite pod ključem, uništite kad više nije potrebno."
        }
    }
}
