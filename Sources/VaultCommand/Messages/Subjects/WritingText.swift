/// What is said about texts that are being written, and about printing.
enum WritingText: Message {
    case kept(UInt32)
    case keptEarlier(UInt32)
    case notKept
    case draftGone(UInt32)
    case saveMine
    case keepAsDraft
    case writtenMeanwhile(UInt64)
    /// A record cannot hold the text that was written.
    case tooLong(kibibytes: Int)
    case notText(line: Int)
    case lineNotText
    case openAgain
    case draftTooLong(mebibytes: Int)
    case saveAsRecord
    case printed(record: String)
    case printHeading(record: String, revision: UInt64, compartment: String, form: String)
    case printAuthor(login: String, written: String)
    case printedBy(login: String, time: String, purpose: String)
    case printEnd

    var english: String {
        switch self {
        case .kept(let number): "Your text is kept as draft \(number): casevault record resume \(number)"
        case .keptEarlier(let number):
            "Draft \(number) holds your text as it was earlier; what you wrote since is not kept: casevault record resume \(number)"
        case .notKept: "Your text is not kept."
        case .draftGone(let number): "Draft \(number) is deleted."
        case .saveMine: "open my text again and save it as the next revision"
        case .keepAsDraft: "keep my text as a draft and stop"
        case .writtenMeanwhile(let revision):
            "Somebody wrote revision \(revision) meanwhile: it is shown now; after that you decide."
        case .tooLong(let kibibytes):
            "Your text has \(kibibytes) KiB, a record holds 1024. Shorten it, or divide it into two records."
        case .notText(let line):
            "Line \(line) of your text holds a character that is not UTF-8. Delete it there, and type it anew."
        case .lineNotText: "This line is not text in UTF-8 and was not taken. Type it anew:"
        case .openAgain: "open it again in the editor"
        case .draftTooLong(let mebibytes):
            "A draft holds \(mebibytes) MiB: what is longer is not kept when the writing is cut short."
        case .saveAsRecord: "save it as it is"
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
        case .keptEarlier(let number):
            "Nacrt \(number) sadrži Vaš tekst kakav je bio ranije; ono što ste pisali posle toga nije sačuvano: casevault record resume \(number)"
        case .notKept: "Vaš tekst nije sačuvan."
        case .draftGone(let number): "Nacrt \(number) je obrisan."
        case .saveMine: "otvoriti moj tekst ponovo i sačuvati ga kao sledeću verziju"
        case .keepAsDraft: "zadržati moj tekst kao nacrt i stati"
        case .writtenMeanwhile(let revision):
            "Neko je u međuvremenu upisao verziju \(revision): sada se prikazuje; potom odlučujete."
        case .tooLong(let kibibytes):
            "Vaš tekst ima \(kibibytes) KiB, a zapis prima 1024. Skratite ga ili ga podelite na dva zapisa."
        case .notText(let line):
            "U \(line). redu vašeg teksta je znak koji nije UTF-8. Obrišite ga i otkucajte ponovo."
        case .lineNotText: "Ovaj red nije tekst u UTF-8 i nije primljen. Otkucajte ga ponovo:"
        case .openAgain: "ponovo ga otvoriti u editoru"
        case .draftTooLong(let mebibytes):
            "Nacrt prima \(mebibytes) MiB: što je duže, ne čuva se kad se pisanje prekine."
        case .saveAsRecord: "sačuvati ga takav kakav je"
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
