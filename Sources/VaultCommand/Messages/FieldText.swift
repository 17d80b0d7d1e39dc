import CaseVault

/// Titles of columns and names of fields.
enum FieldText: Message, CaseIterable {
    case vaultID, words, login, name, roles, role, state, key, cases, since, code, expires, caseReference
    case lead, opened, label, reads, waitsFor, compartment, records, lastChange, record, revision, form
    case author, written, entry, time, act, purpose, result, count, flags, person, number, waits, from, granted, rotate
    case newKeys, deletedKeys
    case object, finding, file, fileType, size, upload, begun, draft, saved
    case gate, custodians, indexed

    var english: String {
        switch self {
        case .vaultID: "id"
        case .words: "words"
        case .login: "login"
        case .name: "name"
        case .roles: "roles"
        case .role: "role"
        case .state: "state"
        case .key: "key"
        case .cases: "cases"
        case .since: "since"
        case .code: "code"
        case .expires: "valid until"
        case .caseReference: "case"
        case .lead: "lead"
        case .opened: "opened"
        case .label: "label"
        case .reads: "reads"
        case .waitsFor: "waits for keys"
        case .compartment: "compartment"
        case .records: "records"
        case .lastChange: "last change"
        case .record: "record"
        case .revision: "revision"
        case .form: "form"
        case .author: "author"
        case .written: "written"
        case .entry: "entry"
        case .time: "time"
        case .act: "act"
        case .purpose: "purpose"
        case .result: "result"
        case .count: "count"
        case .flags: "flags"
        case .person: "key id"
        case .number: "number"
        case .waits: "waits"
        case .from: "from"
        case .granted: "keys given"
        case .rotate: "keys to rotate"
        case .newKeys: "new keys"
        case .deletedKeys: "old keys deleted"
        case .object: "object"
        case .draft: "draft"
        case .saved: "saved"
        case .finding: "finding"
        case .file: "attachment"
        case .fileType: "type"
        case .size: "bytes"
        case .upload: "upload"
        case .begun: "begun"
        case .gate: "gate"
        case .custodians: "passed on by"
        case .indexed: "searched"
        }
    }

    var serbian: String {
        switch self {
        case .vaultID: "broj trezora"
        case .words: "reči"
        case .login: "korisničko ime"
        case .name: "ime"
        case .roles: "uloge"
        case .role: "uloga"
        case .state: "stanje"
        case .key: "ključ"
        case .cases: "predmeta"
        case .since: "od"
        case .code: "jednokratni kod"
        case .expires: "važi do"
        case .caseReference: "oznaka predmeta"
        case .lead: "voditeljka"
        case .opened: "otvoren"
        case .label: "naziv"
        case .reads: "čita"
        case .waitsFor: "čeka ključeve"
        case .compartment: "odeljak"
        case .records: "zapisa"
        case .lastChange: "poslednja izmena"
        case .record: "zapis"
        case .revision: "verzija"
        case .form: "obrazac"
        case .author: "autorka"
        case .written: "napisano"
        case .entry: "upis"
        case .time: "vreme"
        case .act: "radnja"
        case .purpose: "svrha"
        case .result: "ishod"
        case .count: "broj"
        case .flags: "napomene"
        case .person: "broj ključa"
        case .number: "broj"
        case .waits: "čeka"
        case .from: "od koga"
        case .granted: "dati ključevi"
        case .rotate: "ključevi za zamenu"
        case .newKeys: "novi ključevi"
        case .deletedKeys: "obrisani stari ključevi"
        case .object: "predmet provere"
        case .draft: "nacrt"
        case .saved: "sačuvano"
        case .finding: "nalaz"
        case .file: "prilog"
        case .fileType: "vrsta"
        case .size: "bajtova"
        case .upload: "dodavanje"
        case .begun: "započeto"
        case .gate: "folder ključa"
        case .custodians: "dalje daju"
        case .indexed: "pretraga"
        }
    }
}

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
        case .expired: StateText("code expired", "kod je istekao")
        case .suspended: StateText("suspended", "pristup obustavljen")
        }
    }
}
