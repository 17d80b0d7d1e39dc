import AuditLog
import VaultCrypto
import VaultStore

extension VaultCore {
    /// Shows the one record of a receipt.
    ///
    /// If this process has verified its author's signature before, opening it asks nothing of the vault any more. A large row
    /// is opened here all the same: those that wait for another thread lie in memory together.
    ///
    /// - Throws: as ``open(_:for:segment:_:)``; `.damaged(.file)`.
    func show(
        _ receipt: consuming AccessReceipt, as reference: RecordReference, for person: PersonSession
    ) throws(VaultError) -> Ending<RecordView> {
        var released: ReleasedRow?
        try release(receipt, for: person) { released = $0 }
        guard let row = released else { throw .damaged(.record) }
        guard row.stored.sealed.count <= Self.mostBytesElsewhere, verified.contains(row.stored.hash),
            kind(of: row.place.record) == .record,
            let author = fold.records[row.place.record]?[row.place.revision]?.author
        else {
            let opened = try open(row)
            return .answer(RecordView(line: line(opened, named: reference), content: try shown(opened)))
        }
        let login = login(of: author)
        return .rest { () throws(VaultError) in
            let opened = try row.open()
            return RecordView(
                line: RecordLine(opened, named: reference, author: login, kind: .record),
                content: Bytes(opened.body.content))
        }
    }

    private static let mostBytesElsewhere = 1 << 16

    /// A record's line as a list shows it.
    func line(_ opened: OpenedRecord, named reference: RecordReference) -> RecordLine {
        RecordLine(
            opened, named: reference, author: login(of: opened.body.head.author), kind: kind(of: opened.place.record))
    }

    private func kind(of record: RecordID) -> RecordLine.Kind {
        fold.attachments.files[record] == nil ? .record : .file
    }
}

extension RecordLine {
    fileprivate init(_ opened: OpenedRecord, named reference: RecordReference, author: String, kind: Kind) {
        self.init(
            record: reference.description, revision: opened.place.revision,
            compartment: Compartment(opened.place.generation.compartment.compartment), form: opened.body.head.form,
            author: author, created: opened.body.head.created, kind: kind)
    }
}
