import Platform

/// What is wrong with a file to be imported: by line, by the number of a column, or by its name if the map has it too,
/// made visible. Never a value of it: of a file without a header the first line is none.
struct ImportProblemText: Message {
    let problem: ImportProblem

    var english: String { "Nothing was imported. \(said.english)" }
    var serbian: String { "Ništa nije uvezeno. \(said.serbian)" }

    private var said: (english: String, serbian: String) {
        switch problem {
        case .tooLarge: ("The file is larger than 16 MB.", "Fajl je veći od 16 MB.")
        case .mapTooLarge: ("The map is larger than 1 MiB.", "Mapa je veća od 1 MiB.")
        case .noRows: ("The file has no rows below its header.", "Fajl nema redova ispod zaglavlja.")
        case .notEncoded:
            (
                "The file is not text in this encoding: correct \"encoding\" in the map; if it has none: --encoding utf-8, "
                    + "utf-16 or windows-1250",
                "Fajl nije tekst u tom kodnom rasporedu: ispravite \"encoding\" u mapi; ako ga nema: --encoding utf-8, "
                    + "utf-16 ili windows-1250"
            )
        case .nul(let line): Self.at(line, "a character NUL", "znak NUL")
        case .openQuote(let line):
            Self.at(line, "a quotation mark that is never closed", "navodnik koji se nigde ne zatvara")
        case .strayQuote(let line):
            Self.at(
                line, "text after the quotation mark that closes a value", "tekst iza navodnika koji zatvara vrednost")
        case .quoteAfterSpace(let line):
            Self.at(
                line, "a space or something unseen before the quotation mark that begins a value",
                "razmak ili nevidljiv znak ispred navodnika kojim počinje vrednost")
        case .rowsInValue(let line):
            Self.at(
                line,
                "a value over several lines that look like rows. Is a quotation mark missing or too many? If the table is right, "
                    + "save it with tabs between the columns, and take the delimiter out of the map",
                "vrednost u više redova koji liče na redove tabele. Da li je neki navodnik zaboravljen ili suvišan? Ako je tabela "
                    + "ispravna, sačuvajte je sa tabulatorima između kolona, a iz mape izbacite delimiter")
        case .width(let line, let have, let need):
            Self.at(
                line, "\(Counted.english(have, "column", "columns")) instead of \(need)",
                "kolona: \(have), a treba \(need)")
        case .tooManyColumns(let limit):
            ("A row has more than \(limit) columns.", "Neki red ima više od \(limit) kolona.")
        case .unnamedColumn(let number): ("Column \(number) has no name.", "Kolona \(number) nema ime.")
        case .twoColumns(let number):
            ("Column \(number) has the name of another.", "Kolona \(number) ima ime koje već ima druga.")
        case .unmapped(let number):
            (
                "Column \(number) is not in the map; \"skip\": true leaves it out.",
                "Kolona \(number) nije u mapi; \"skip\": true je izostavlja."
            )
        case .noSuchColumn(let name):
            Self.column(name, "is in the map and not in the file", "je u mapi, a nije u fajlu")
        default: rest
        }
    }

    private var rest: (english: String, serbian: String) {
        switch problem {
        case .mapKeyTwice: ("A key stands twice in the map.", "Jedan ključ u mapi stoji dvaput.")
        case .mapUnknownKey:
            (
                "The map has a key that is not known. See: casevault import --help",
                "Mapa ima ključ koji nije poznat. Pogledajte: casevault import --help"
            )
        case .mapValue(let key):
            (
                "The map's value for \(key) is not as asked. See: casevault import --help",
                "Vrednost za \(key) u mapi nije kako se traži. Pogledajte: casevault import --help"
            )
        case .fieldTwice(let field):
            (
                "Two columns of the map go into the same field \(field) of the same form: give one of them another name.",
                "Dve kolone mape idu u isto polje \(field) istog obrasca: jednoj dajte drugo ime."
            )
        case .noCase(let line): Self.at(line, "no value that names the case", "nijedna vrednost ne određuje predmet")
        case .reference(let line):
            Self.at(
                line, "a case reference with a wrong letter or digit", "oznaka predmeta sa pogrešnim slovom ili cifrom")
        case .label(let line):
            Self.at(
                line, "a label longer than 200 letters, or with control characters",
                "naziv predmeta duži od 200 slova ili sa kontrolnim znakovima")
        case .labelDiffers(let line):
            Self.at(line, "another label than a row of this case before", "drugi naziv predmeta nego u ranijem redu")
        case .date(let line, let column):
            Self.at(
                line, "a date in column \(Self.name(column)) that no pattern of the map reads",
                "datum u koloni \(Self.name(column)) koji nijedan obrazac mape ne čita")
        case .dateAmbiguous(let line, let column):
            Self.at(
                line, "a date in column \(Self.name(column)) that two patterns of the map read differently",
                "datum u koloni \(Self.name(column)) koji dva obrasca mape čitaju različito")
        case .tooLong(let line): Self.at(line, "a record of more than 1 MiB", "zapis veći od 1 MiB")
        case .refused(let line):
            Self.at(
                line, "a case or a compartment that is closed, not there, or not yours to write to",
                "predmet ili odeljak koji je zatvoren, ne postoji ili u koji ne smete da pišete")
        case .encodingUnclear:
            (
                "It is unclear how the file writes its letters: give --encoding windows-1250, or \"encoding\" in the map.",
                "Nije jasno kako su slova u fajlu zapisana: navedite --encoding windows-1250 ili \"encoding\" u mapi."
            )
        case .delimiterUnclear:
            (
                "It is unclear what separates the columns: give \"delimiter\" in the map.",
                "Nije jasno čime su kolone razdvojene: navedite \"delimiter\" u mapi."
            )
        default: ("The map is not JSON as it must be.", "Mapa nije JSON kakav mora biti.")
        }
    }

    private static func at(_ line: Int, _ english: String, _ serbian: String) -> (english: String, serbian: String) {
        ("Line \(line): \(english).", "Red \(line): \(serbian).")
    }

    private static func column(_ name: String, _ english: String, _ serbian: String) -> (
        english: String, serbian: String
    ) {
        ("Column \(Self.name(name)) \(english).", "Kolona \(Self.name(name)) \(serbian).")
    }

    /// As it can be seen, and not longer than a line takes.
    private static func name(_ name: String) -> String {
        TextSanitizer.field(name.count > 60 ? "\(name.prefix(60))…" : name)
    }
}
