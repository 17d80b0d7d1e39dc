import AuditLog
import VaultStore

/// A record that is to be shown, as far as the vault was needed for it.
enum RecordToShow: Sendable {
    case opened(RecordView)
    /// One whose author's signature this process has verified before: opening it asks nothing of the vault any more.
    case released(ReleasedRow, named: RecordReference, author: String)

    /// - Throws: `.damaged(.record)`.
    func view() throws(VaultError) -> RecordView {
        switch self {
        case .opened(let view): return view
        case .released(let row, let reference, let author):
            let opened = try row.open()
            return RecordView(
                line: RecordLine(opened, named: reference, author: author, kind: .record),
                content: Bytes(opened.body.content))
        }
    }
}

extension VaultCore {
    /// The one record of a receipt.
    func recordToShow(
        _ receipt: consuming AccessReceipt, as reference: RecordReference, for person: PersonSession
    ) throws(VaultError) -> RecordToShow {
        var released: [ReleasedRow] = []
        try release(receipt, for: person) { released.append($0) }
        if let row = released.first, verified.contains(row.row.hash), kind(of: row.place.record) == .record,
            let author = fold.records[row.place.record]?[row.place.revision]?.author
        {
            return .released(row, named: reference, author: login(of: author))
        }
        var view: RecordView?
        try open(released) { (opened) throws(VaultError) in
            view = RecordView(line: line(opened, named: reference), content: try shown(opened))
        }
        guard let view else { throw .damaged(.record) }
        return .opened(view)
    }
}

extension RecordLine {
    init(_ opened: OpenedRecord, named reference: RecordReference, author: String, kind: Kind) {
        self.init(
            record: reference.description, revision: opened.place.revision,
            compartment: Compartment(opened.place.generation.compartment.compartment), form: opened.body.head.form,
            author: author, created: opened.body.head.created, kind: kind)
    }
}
