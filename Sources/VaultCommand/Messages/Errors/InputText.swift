/// What is wrong with an input file, and other failures outside the vault.
enum InputText: Message {
    case notReadable
    case notText
    case notJSON
    case tooLarge
    case empty
    case outputFailed
    case outputFull
    case stopped
    case stoppedWriting
    case stoppedInviting
    case stoppedAnswering
    case terminalLost
    case inputTooLong
    case fileChanged
    case sourceDisk
    case notRegular
    case timedOut
    case editorFailed
    case editorGaveUp
    case unchanged
    case printerFailed

    var english: String {
        switch self {
        case .notReadable: "The input file cannot be read: is it there, is it a file, may you read it?"
        case .notText: "The input is not text in UTF-8; nothing was saved."
        case .notJSON: "The file is named .json and is not JSON; nothing was saved."
        case .tooLarge: "The input is larger than 1 MiB; nothing was saved."
        case .empty: "The input is empty; nothing was saved."
        case .outputFailed: "The result could not be written: the disk or the device reported an error."
        case .outputFull: "The result could not be written: the disk is full."
        case .stopped: "Stopped; nothing was changed."
        case .stoppedWriting: "Stopped while you wrote; no record was changed."
        case .stoppedAnswering: "Stopped while the answer was being written. What the command did stands."
        case .stoppedInviting: "Stopped. She is invited all the same; the code above is hers: casevault enrol"
        case .terminalLost: "The terminal went away, or the program was told to end; no record was changed."
        case .fileChanged:
            "The file changed while it was read; nothing was added. Try again when nobody writes into it."
        case .sourceDisk:
            "The disk of that file reported an error; nothing was saved. The vault is well: copy the file elsewhere and try "
                + "again."
        case .notRegular: "This is not a file but a folder, a pipe or a device; nothing was added."
        case .inputTooLong: "The line is too long; nothing was changed."
        case .timedOut: "Nobody pressed a key; no record was changed."
        case .editorFailed: "The editor could not be started, or ended at once; nothing was saved."
        case .editorGaveUp: "The editor reported that it gave up, or was ended; no record was changed."
        case .unchanged: "The text is as it was; nothing was saved."
        case .printerFailed: "Not printed: is there such a printer, and the program lp? See: lpstat -a"
        }
    }

    var serbian: String {
        switch self {
        case .notReadable: "Ulazni fajl ne može da se pročita: postoji li, da li je fajl, smete li da ga čitate?"
        case .notText: "Ulaz nije tekst u UTF-8; ništa nije sačuvano."
        case .notJSON: "Fajl se zove .json, a nije JSON; ništa nije sačuvano."
        case .tooLarge: "Ulaz je veći od 1 MiB; ništa nije sačuvano."
        case .empty: "Ulaz je prazan; ništa nije sačuvano."
        case .outputFailed: "Rezultat nije mogao da se upiše: disk ili uređaj je javio grešku."
        case .outputFull: "Rezultat nije mogao da se upiše: disk je pun."
        case .stopped: "Prekinuto; ništa nije promenjeno."
        case .stoppedWriting: "Prekinuto dok ste pisale; nijedan zapis nije promenjen."
        case .stoppedAnswering: "Prekinuto dok se odgovor ispisivao. Što je naredba uradila, ostaje."
        case .stoppedInviting: "Prekinuto. Ona je ipak pozvana; kod iznad je njen: casevault enrol"
        case .terminalLost: "Terminal se zatvorio ili je programu naloženo da prestane; nijedan zapis nije promenjen."
        case .fileChanged: "Fajl se menjao dok je čitan; ništa nije dodato. Pokušajte ponovo kad u njega niko ne piše."
        case .sourceDisk:
            "Disk na kome je taj fajl javio je grešku; ništa nije sačuvano. Trezor je u redu: kopirajte fajl na drugo mesto "
                + "i pokušajte ponovo."
        case .notRegular: "Ovo nije fajl, nego folder, cev ili uređaj; ništa nije dodato."
        case .inputTooLong: "Red je predugačak; ništa nije promenjeno."
        case .timedOut: "Niko nije pritisnuo taster; nijedan zapis nije promenjen."
        case .editorFailed: "Editor nije mogao da se pokrene ili se odmah zatvorio; ništa nije sačuvano."
        case .editorGaveUp: "Editor je javio da je odustao ili je prekinut; nijedan zapis nije promenjen."
        case .unchanged: "Tekst je isti kao što je bio; ništa nije sačuvano."
        case .printerFailed: "Nije odštampano: postoji li taj štampač i program lp? Pogledajte: lpstat -a"
        }
    }
}
