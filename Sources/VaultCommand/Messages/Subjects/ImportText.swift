import CaseVault

/// What an import says besides errors.
enum ImportText: Message {
    case file, map, encoding, tries, again, batch, yesBatch
    case would(records: Int, rows: Int, newCases: Int, knownCases: Int)
    case done(batch: UInt32, records: Int, cases: Int)
    case goesOn(batch: UInt32, done: UInt32)
    case repeated([Int])
    case overLines([Int])
    case known([Int])
    case already(batch: UInt32)
    case progress(done: Int, total: Int, rate: Int, seconds: Int?)
    case readable
    case mapSaved(String)
    case undoes(batch: UInt32)
    case undone(batch: UInt32, removed: Int, closed: Int)
    case kept([String])
    case stays

    var english: String {
        switch self {
        case .file: "The CSV file, at most 16 MB."
        case .map: "Which column goes where, as JSON; without it every column is asked about."
        case .encoding: "How the file writes its letters: utf-8, utf-16 or windows-1250."
        case .tries: "Say what would happen; import nothing."
        case .again: "Import although an import brought the same records already."
        case .batch: "Number of the import, from `import list`."
        case .yesBatch: "The number once more, instead of typing it back."
        case .would(let records, let rows, let newCases, let knownCases):
            "\(Counted.english(records, "record", "records")) from \(Counted.english(rows, "row", "rows")): "
                + "\(Counted.english(newCases, "new case", "new cases")), "
                + "\(Counted.english(knownCases, "case that is there", "cases that are there"))."
        case .done(let batch, let records, let cases):
            "Import \(batch): \(Counted.english(records, "record", "records")) in "
                + "\(Counted.english(cases, "case", "cases")). To take it back: casevault import undo \(batch)"
        case .goesOn(let batch, let done):
            "Going on with import \(batch), of which \(Counted.english(Int(done), "record is", "records are")) there."
        case .repeated(let lines):
            "The same record stands in an earlier line, and counts again: \(Self.list(lines, "line", "lines"))"
        case .overLines(let lines):
            "A value runs over several lines. If it does not in the table, a quotation mark is missing or too many: "
                + Self.list(lines, "line", "lines")
        case .known(let lines): "The vault has the same record already: \(Self.list(lines, "line", "lines"))"
        case .already(let batch):
            "Import \(batch) brought the same records already; nothing was imported. All the same: --again"
        case .progress(let done, let total, let rate, let seconds):
            "\(Counted.grouped(done, by: ",")) of \(Counted.grouped(total, by: ",")) records, \(Counted.grouped(rate, by: ","))/s"
                + (seconds.map { ", \(Amount.time($0)) left" } ?? "")
        case .readable: "The file itself is still readable where it lies: delete it when you need it no more."
        case .mapSaved(let path): "Your answers are in \(path): next time casevault import FILE.csv --map \(path)"
        case .undoes(let batch):
            "Takes out what import \(batch) brought and nobody has changed since. Cases it opened that are then empty are closed."
        case .undone(let batch, let removed, let closed):
            "Import \(batch) undone: \(Counted.english(removed, "record", "records")) taken out, "
                + "\(Counted.english(closed, "empty case", "empty cases")) closed."
        case .kept(let records):
            "\(Counted.english(records.count, "record", "records")) stayed, changed since, on hold or not yours to take out: "
                + records.prefix(20).joined(separator: ", ") + (records.count > 20 ? " …" : "")
        case .stays:
            "Backups made meanwhile still hold the records, and their keys are not destroyed: that is erasure."
        }
    }

    var serbian: String {
        switch self {
        case .file: "CSV fajl, najviše 16 MB."
        case .map: "Koja kolona ide kuda, kao JSON; bez nje se pita za svaku kolonu."
        case .encoding: "Kako su slova u fajlu zapisana: utf-8, utf-16 ili windows-1250."
        case .tries: "Samo kaže šta bi bilo; ništa ne uvozi."
        case .again: "Uvozi i ako je neki uvoz već doneo iste zapise."
        case .batch: "Broj uvoza, iz `import list`."
        case .yesBatch: "Broj još jednom, umesto da se kuca kad program pita."
        case .would(let records, let rows, let newCases, let knownCases):
            "\(Counted.serbian(records, "zapis", "zapisa", "zapisa")) iz \(Counted.serbian(rows, "reda", "reda", "redova")): "
                + "\(Counted.serbian(newCases, "nov predmet", "nova predmeta", "novih predmeta")), "
                + "\(Counted.serbian(knownCases, "postojeći predmet", "postojeća predmeta", "postojećih predmeta"))."
        case .done(let batch, let records, let cases):
            "Uvoz \(batch): \(Counted.serbian(records, "zapis", "zapisa", "zapisa")), "
                + "\(Counted.serbian(cases, "predmet", "predmeta", "predmeta")). Poništava se sa: casevault import undo \(batch)"
        case .goesOn(let batch, let done):
            "Nastavlja se uvoz \(batch); već upisano: \(Counted.serbian(Int(done), "zapis", "zapisa", "zapisa"))."
        case .repeated(let lines):
            "Isti zapis stoji u ranijem redu i računa se ponovo: \(Self.list(lines, "red", "redovi"))"
        case .overLines(let lines):
            "Jedna vrednost se proteže kroz više redova. Ako u tabeli nije tako, neki navodnik nedostaje ili je suvišan: "
                + Self.list(lines, "red", "redovi")
        case .known(let lines): "Trezor već ima isti zapis: \(Self.list(lines, "red", "redovi"))"
        case .already(let batch):
            "Uvoz \(batch) je već doneo iste zapise; ništa nije uvezeno. Ako ipak treba: --again"
        case .progress(let done, let total, let rate, let seconds):
            "\(Counted.grouped(done, by: ".")) od \(Counted.grouped(total, by: ".")) zapisa, \(Counted.grouped(rate, by: "."))/s"
                + (seconds.map { ", još \(Amount.time($0))" } ?? "")
        case .readable: "Sam fajl je i dalje čitljiv tamo gde leži: obrišite ga kad vam više ne treba."
        case .mapSaved(let path): "Vaši odgovori su u \(path): sledeći put casevault import FILE.csv --map \(path)"
        case .undoes(let batch):
            "Uklanja ono što je uvoz \(batch) doneo, a niko posle nije menjao. Predmeti koje je otvorio, a ostanu prazni, zatvaraju se."
        case .undone(let batch, let removed, let closed):
            "Uvoz \(batch) je poništen: uklonjeno zapisa: \(removed), zatvoreno praznih predmeta: \(closed)."
        case .kept(let records):
            "Ostalo zapisa: \(records.count) (menjani, zadržani ili ne smete da ih uklonite): "
                + records.prefix(20).joined(separator: ", ") + (records.count > 20 ? " …" : "")
        case .stays:
            "Kopije napravljene u međuvremenu i dalje sadrže te zapise, a ključevi nisu uništeni: to radi trajno brisanje."
        }
    }

    /// `lines 3, 7, 12 …`
    private static func list(_ lines: [Int], _ one: String, _ many: String) -> String {
        "\(lines.count == 1 ? one : many) " + lines.prefix(20).map(String.init).joined(separator: ", ")
            + (lines.count > 20 ? " … (\(lines.count))" : "")
    }
}

/// Questions of an import without a map.
enum ImportQuestion: Message {
    case encoding
    case delimiter
    case column(number: Int, of: Int, name: String, values: [String])
    case skipped, namesCase
    case form(String)
    case field(String)
    case taken(String)
    case isDate
    case patterns(String)
    case saveAs(String)
    case again(batch: UInt32)
    case typeNumberBack(UInt32)

    var english: String {
        switch self {
        case .encoding: "How does the file write its letters?"
        case .delimiter: "What separates the columns?"
        case .column(let number, let count, let name, let values):
            "Column \(number) of \(count): \(name)"
                + (values.isEmpty ? "" : "   first: \(values.joined(separator: " · "))")
        case .skipped: "leave it out"
        case .namesCase: "it tells which case a row belongs to"
        case .form(let standard): "Form, a code like intake_note (Enter: \(standard)): "
        case .field(let standard): "Name of the field in the record (Enter: \(standard)): "
        case .taken(let field): "Another column goes into \(field) already. Choose another name."
        case .isDate: "Does it hold dates? [y/N] "
        case .patterns(let standard): "How are the dates written, with commas between (Enter: \(standard)): "
        case .saveAs(let standard): "Save your answers as (Enter: \(standard)): "
        case .again(let batch): "Import \(batch) brought the same records already. Import them once more? [y/N] "
        case .typeNumberBack(let batch): "Type \(batch) to go on: "
        }
    }

    var serbian: String {
        switch self {
        case .encoding: "Kako su slova u fajlu zapisana?"
        case .delimiter: "Čime su kolone razdvojene?"
        case .column(let number, let count, let name, let values):
            "Kolona \(number) od \(count): \(name)"
                + (values.isEmpty ? "" : "   prve: \(values.joined(separator: " · "))")
        case .skipped: "izostavi je"
        case .namesCase: "kaže kom predmetu red pripada"
        case .form(let standard): "Obrazac, kod kao intake_note (Enter: \(standard)): "
        case .field(let standard): "Ime polja u zapisu (Enter: \(standard)): "
        case .taken(let field): "U polje \(field) već ide druga kolona. Izaberite drugo ime."
        case .isDate: "Jesu li u njoj datumi? [d/N] "
        case .patterns(let standard): "Kako su datumi zapisani, sa zarezima (Enter: \(standard)): "
        case .saveAs(let standard): "Sačuvaj odgovore kao (Enter: \(standard)): "
        case .again(let batch): "Uvoz \(batch) je već doneo iste zapise. Uvesti ih još jednom? [d/N] "
        case .typeNumberBack(let batch): "Otkucajte \(batch) da se nastavi: "
        }
    }
}
