/// The kind of thing an entry is about: a closed list, `""` where there is none.
package enum EntryObject: String, CaseIterable, Hashable, Sendable {
    case none = ""
    case vault, person, application, policy, key
    case clientCase = "case"
    case generation, grant, record, file, index, draft, search
    case importBatch = "import"
    case export, backup, gate, log, approval, hold, consent, demand, access, escrow, handover, incident

    static let table = CodeTable<EntryObject>()
}
