/// What a session says of itself.
enum SessionText: Message {
    /// The line a command is typed behind.
    case line(login: String)
    case welcome(minutes: Int)
    case waits(Int)
    case rules
    case lockedIdle(minutes: Int)
    case locked
    case lockedByOther
    case goOn
    case lockedSessions(Int)
    case stillHeld(Int)
    case notFound
    case endNotWritten
    case purposeAsBefore(String)

    var english: String {
        switch self {
        case .line(let login): "\(login)> "
        case .welcome(let minutes):
            "The session locks after \(Counted.english(minutes, "minute", "minutes")) without a key. "
                + "What you do most: ?   Lock: lock   Leave: quit"
        case .waits(let count):
            count == 1 ? "1 thing waits for you:" : "\(count) things wait for you:"
        case .rules: Self.englishRules
        case .lockedIdle(let minutes):
            "Locked: no key was pressed for \(Counted.english(minutes, "minute", "minutes"))."
        case .locked: "Locked."
        case .lockedByOther: "Locked, as asked by: lock --all"
        case .goOn: "To go on type the passphrase; to leave press Ctrl-D."
        case .lockedSessions(let count): "Sessions locked: \(count)."
        case .stillHeld(let count):
            "Still busy: \(Counted.english(count, "session", "sessions")). Each locks when its work is done."
        case .notFound:
            "`lock --all` will not find this session (the program cannot write in its own folder). Lock it here: lock"
        case .endNotWritten:
            "The end of this session could not be written into the log. Your keys are forgotten."
        case .purposeAsBefore(let code): "Purpose: \(code), as before in this session. Another: --purpose"
        }
    }

    var serbian: String {
        switch self {
        case .line(let login): "\(login)> "
        case .welcome(let minutes):
            "Sesija se zaključava posle \(Counted.serbian(minutes, "minuta", "minuta", "minuta")) bez pritisnutog tastera. "
                + "Šta najčešće radite: ?   Zaključavanje: lock   Izlaz: quit"
        case .waits(let count):
            "\(Counted.serbian(count, "stvar čeka", "stvari čekaju", "stvari čeka")) na vas:"
        case .rules: Self.serbianRules
        case .lockedIdle(let minutes):
            "Zaključano: nijedan taster nije pritisnut \(Counted.serbian(minutes, "minut", "minuta", "minuta"))."
        case .locked: "Zaključano."
        case .lockedByOther: "Zaključano, na zahtev: lock --all"
        case .goOn: "Za nastavak otkucajte lozinku; za izlaz pritisnite Ctrl-D."
        case .lockedSessions(let count): "Zaključano sesija: \(count)."
        case .stillHeld(let count):
            "Još radi: \(Counted.serbian(count, "sesija", "sesije", "sesija")); svaka se zaključava kad završi."
        case .notFound:
            "`lock --all` neće naći ovu sesiju (program ne može da piše u svoj folder). Zaključajte je ovde: lock"
        case .endNotWritten:
            "Kraj ove sesije nije mogao da se upiše u dnevnik. Vaši ključevi su zaboravljeni."
        case .purposeAsBefore(let code): "Svrha: \(code), kao i ranije u ovoj sesiji. Druga: --purpose"
        }
    }

    private static let englishRules = """
        - is the last case of this session; -/3 its record 3. All commands: help. One: record add --help
        Blanks separate words; put a word with blanks between "..." or '...', or a \\ before the blank.
        Names, labels and secrets are never typed here: they are asked for. Ctrl-C ends a command, Ctrl-D the session.
        """

    private static let serbianRules = """
        - je poslednji predmet ove sesije; -/3 njegov zapis 3. Sve naredbe: help. Jedna: record add --help
        Reči se odvajaju razmakom; reč u kojoj je razmak stavite u "..." ili '...', ili ispred razmaka stavite \\.
        Imena, nazivi i tajne se ovde nikad ne kucaju: program pita za njih. Ctrl-C prekida naredbu, Ctrl-D sesiju.
        """
}
