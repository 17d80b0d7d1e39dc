/// What is said about an export: on the command line, and on the sheet that lies on top of it.
enum ExportText: Message {
    case items
    case allOf
    case recipient
    case recipientDescriptor
    case directory
    case done(items: Int)
    case noLongerProtected
    case title
    case caseReference, organisation, forWhom, purpose, madeBy, made, entry, itemCount
    case record, compartment, form, written, bytes, originalName, hash
    case howToCheck
    case confidential

    var english: String {
        switch self {
        case .items: "What: numbers with commas, ranges like 3-9, own process notes like n1."
        case .allOf: "Instead: everything you may export in this compartment."
        case .recipient:
            "For whom, as the cover sheet shall say it: an institution, not a client's name; else asked for."
        case .recipientDescriptor: "Read for whom as one line from this descriptor."
        case .directory: "The new folder; nothing may be there yet."
        case .done(let items):
            "\(Counted.english(items, "item", "items")) written, with a cover sheet and MANIFEST.sha256."
        case .noLongerProtected:
            "What lies in this folder is not protected any more: whoever has the disk can read it. Hand it over, then delete it."
        case .title: "Cover sheet"
        case .caseReference: "Case"
        case .organisation: "Organisation"
        case .forWhom: "For"
        case .purpose: "Purpose"
        case .madeBy: "Made by"
        case .made: "Made"
        case .entry: "Entry in the access log"
        case .itemCount: "Number of items"
        case .record: "Record"
        case .compartment: "Compartment"
        case .form: "Form"
        case .written: "Written"
        case .bytes: "Bytes"
        case .originalName: "Name it came with"
        case .hash: "SHA-256"
        case .howToCheck: "To check that nothing was changed: sha256sum -c MANIFEST.sha256"
        case .confidential:
            "Confidential. This folder is not encrypted: keep it locked, destroy it when it is needed no more."
        }
    }

    var serbian: String {
        switch self {
        case .items: "Šta: brojevi sa zarezima, nizovi kao 3-9, sopstvene procesne beleške kao n1."
        case .allOf: "Umesto toga: sve što iz tog odeljka smete da iznesete."
        case .recipient: "Za koga, kako će pisati na propratnom listu: ustanova, a ne ime korisnice; inače se pita."
        case .recipientDescriptor: "Za koga se čita kao jedan red sa ovog deskriptora."
        case .directory: "Nov folder; tu još ne sme biti ničega."
        case .done(let items):
            "Upisano: \(Counted.serbian(items, "zapis", "zapisa", "zapisa")), uz propratni list i MANIFEST.sha256."
        case .noLongerProtected:
            "Ono što je u ovom folderu više nije zaštićeno: ko ima disk, može da čita. Predajte ga, pa ga obrišite."
        case .title: "Propratni list"
        case .caseReference: "Predmet"
        case .organisation: "Organizacija"
        case .forWhom: "Za"
        case .purpose: "Svrha"
        case .madeBy: "Sastavila"
        case .made: "Sastavljeno"
        case .entry: "Upis u dnevniku pristupa"
        case .itemCount: "Broj zapisa"
        case .record: "Zapis"
        case .compartment: "Odeljak"
        case .form: "Obrazac"
        case .written: "Napisano"
        case .bytes: "Bajtova"
        case .originalName: "Ime sa kojim je stiglo"
        case .hash: "Kontrolni zbir SHA-256"
        case .howToCheck: "Provera da ništa nije menjano: sha256sum -c MANIFEST.sha256"
        case .confidential:
            "Poverljivo. Ovaj folder nije zaštićen: držite ga pod ključem i uništite kad više nije potreban."
        }
    }
}
