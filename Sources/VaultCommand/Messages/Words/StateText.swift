import CaseVault

/// States of cases and people, in words for tables; `--json` gives the codes.
struct StateText: Message {
    let english: String
    let serbian: String

    private init(_ english: String, _ serbian: String) { (self.english, self.serbian) = (english, serbian) }

    static func of(_ state: CaseState) -> StateText {
        switch state {
        case .open: StateText("open", "otvoren")
        case .closed: StateText("closed", "zatvoren")
        }
    }

    static func of(_ state: ImportList.State) -> StateText {
        switch state {
        case .unfinished: StateText("unfinished", "nezavršen")
        case .complete: StateText("complete", "završen")
        case .undone: StateText("undone", "poništen")
        }
    }

    static func of(_ state: StaffMember.State) -> StateText {
        switch state {
        case .invited: StateText("invited", "pozvana")
        case .enrolled: StateText("words not compared", "reči nisu upoređene")
        case .confirmed: StateText("confirmed", "potvrđena")
        case .expired: StateText("code no longer good", "kod više ne važi")
        case .suspended: StateText("suspended", "pristup obustavljen")
        }
    }
}
