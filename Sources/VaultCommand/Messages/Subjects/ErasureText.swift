import CaseVault

/// What is said of erasures and holds.
enum ErasureText: Message {
    case erases(String, String?)
    case erasesRecord(String)
    case asked(number: UInt64, until: String)
    /// `stop` is the command that stops it.
    case ordered(String, stop: String, until: String)
    case orderedRecord(String, stop: String, until: String)
    case due(String)
    case stopped(String)
    case erased(String, copies: Int)
    case erasedRecord(String, copies: Int)
    case held(String)
    case lifted(String)
    case state(hold: Bool)

    init(_ response: CaseErase.Response, until: String?) {
        let what = response.record ?? response.compartment.map { "\(response.case) \($0)" } ?? response.case
        self =
            switch response.state {
            case .asked: .asked(number: response.number ?? 0, until: until ?? "")
            case .ordered where response.record != nil:
                .orderedRecord(what, stop: "record erase \(what) --stop", until: until ?? "")
            case .ordered: .ordered(what, stop: Self.stop(response), until: until ?? "")
            case .due: .due(what)
            case .stopped: .stopped(what)
            case .erased where response.record != nil: .erasedRecord(what, copies: response.gateCopies ?? 0)
            case .erased: .erased(what, copies: response.gateCopies ?? 0)
            }
    }

    private static func stop(_ response: CaseErase.Response) -> String {
        let part = response.compartment.map { " --compartment \($0)" } ?? ""
        return "case erase \(response.case)\(part) --stop"
    }

    var english: String {
        switch self {
        case .erases(let reference, nil):
            "This erases the whole case \(reference): after a wait in which nobody can open it, its keys are destroyed here "
                + "and in every backup of vault.db. It cannot be taken back after that. Unfinished texts of the case go too."
        case .erases(let reference, let compartment?):
            "This erases the compartment \(compartment) of \(reference): after a wait in which nobody can open it, its keys are destroyed "
                + "here and in every backup of vault.db. It cannot be taken back after that. Unfinished texts of the case, "
                + "of every compartment, go too."
        case .erasesRecord(let reference):
            "This erases \(reference) with all its revisions: after a wait in which nobody can open it, the other records of its "
                + "compartment get new keys, and the old ones are destroyed. It cannot be taken back after that, and backups "
                + "made before no longer give anything of that compartment. Unfinished texts of the case go too."
        case .asked(let number, let until):
            "A second officer has to confirm until \(until): casevault approve \(number)"
        case .ordered(let what, let stop, let until):
            "Ordered: nobody opens \(what) any more. The first unlock of an officer after \(until) erases it. "
                + "To stop it before: casevault \(stop)"
        case .orderedRecord(let what, let stop, let until):
            "Ordered: nobody opens \(what) any more. The first unlock after \(until) of somebody who works in its compartment "
                + "erases it. To stop it before: casevault \(stop)"
        case .due(let what):
            "The wait is over. \(what) opens for nobody, and is erased when those who work in its compartment unlock: the other "
                + "records there need new keys first. If nobody on the case can do that, an officer's inbox says whom to assign."
        case .erasedRecord(let what, let copies):
            "Erased: \(what). Backups made before no longer give the other records of its compartment: make new ones of both "
                + "parts now. \(GateCopyText.left(copies).english)"
        case .stopped(let what): "Stopped: \(what) is not erased, and opens as before."
        case .erased(let what, let copies): "Erased: \(what). \(GateCopyText.left(copies).english)"
        case .held(let reference):
            "A hold stands on \(reference): nothing of it is erased until an officer lifts it. "
                + "If an erasure was ordered, it is over."
        case .lifted(let reference): "No hold stands on \(reference) any more."
        case .state(let hold): hold ? "on hold" : "no hold"
        }
    }

    var serbian: String {
        switch self {
        case .erases(let reference, nil):
            "Ovim se trajno briše ceo predmet \(reference): posle čekanja u kome ga niko ne otvara, ključevi mu se uništavaju "
                + "ovde i u svim kopijama fajla vault.db. Posle toga nema povratka. Brišu se i nedovršeni tekstovi predmeta."
        case .erases(let reference, let compartment?):
            "Ovim se trajno briše odeljak \(compartment) predmeta \(reference): posle čekanja u kome ga niko ne otvara, ključevi mu "
                + "se uništavaju ovde i u svim kopijama fajla vault.db. Posle toga nema povratka. Brišu se i nedovršeni "
                + "tekstovi predmeta, iz svih odeljaka."
        case .erasesRecord(let reference):
            "Ovim se trajno briše \(reference) sa svim verzijama: posle čekanja u kome ga niko ne otvara, ostali zapisi tog "
                + "odeljka dobijaju nove ključeve, a stari se uništavaju. Posle toga nema povratka, a ranije rezervne kopije više "
                + "ne daju ništa iz tog odeljka. Brišu se i nedovršeni tekstovi predmeta."
        case .asked(let number, let until):
            "Druga ovlašćena osoba treba da potvrdi do \(until): casevault approve \(number)"
        case .ordered(let what, let stop, let until):
            "Naloženo: \(what) više niko ne otvara. Trajno se briše kad ovlašćena osoba prvi put otključa posle \(until). "
                + "Pre toga se zaustavlja sa: casevault \(stop)"
        case .orderedRecord(let what, let stop, let until):
            "Naloženo: \(what) više niko ne otvara. Trajno se briše kad posle \(until) prvi put otključa osoba koja radi u tom "
                + "odeljku. Pre toga se zaustavlja sa: casevault \(stop)"
        case .due(let what):
            "Čekanje je prošlo. \(what) niko ne otvara, a trajno se briše kad otključaju osobe koje rade u tom odeljku: ostalim "
                + "zapisima prvo trebaju novi ključevi. Ako na predmetu nema ko to da uradi, ovlašćenoj osobi piše u inbox kome "
                + "da ga dodeli."
        case .erasedRecord(let what, let copies):
            "Trajno obrisano: \(what). Ranije rezervne kopije više ne daju ostale zapise tog odeljka: odmah napravite nove, oba "
                + "dela. \(GateCopyText.left(copies).serbian)"
        case .stopped(let what): "Zaustavljeno: \(what) se ne briše i otvara se kao pre."
        case .erased(let what, let copies): "Trajno obrisano: \(what). \(GateCopyText.left(copies).serbian)"
        case .held(let reference):
            "Predmet \(reference) je zadržan: ništa se iz njega ne briše dok ovlašćena osoba to ne ukine. "
                + "Ako je brisanje bilo naloženo, više ne važi."
        case .lifted(let reference): "Predmet \(reference) više nije zadržan."
        case .state(let hold): hold ? "zadržan" : "nije zadržan"
        }
    }
}
