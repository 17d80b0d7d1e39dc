import AuditLog
import VaultCrypto
import VaultStore

// What stands in vault.db is compared with what the log says of it before it is opened, shown or built on: whoever can
// write the file can put an old row back, and the next honest write would make it the newest.
extension VaultCore {
    /// Where the newest revision of a record stands; nil when neither log nor database know the record.
    ///
    /// - Throws: `.damaged(.header)`, `.damaged(.record)` when it is not the revision the log says is the newest.
    func newestPlace(_ record: RecordID) throws(VaultError) -> RecordPlace? {
        let row = try stored { try store.place(.record, StoredID(record)) }
        guard let known = fold.records[record] else {
            guard row == nil else { throw .damaged(.record) }
            return nil
        }
        guard let row, row.revision == known.revision else { throw .damaged(known.part) }
        return try place(of: row, known)
    }

    /// Where a revision of a record stands by the log alone, the newest unless another is asked for; nil when the log does
    /// not know it. For whoever has it opened by ``Gate/release(_:fold:store:segment:_:)``, which compares what is there.
    ///
    /// - Throws: `.damaged(.header)`, `.damaged(.record)` when its keys are unknown, or there is a row of which the log
    ///   knows nothing.
    func knownPlace(_ record: RecordID, revision: UInt64? = nil) throws(VaultError) -> RecordPlace? {
        guard let known = fold.records[record] else { return try newestPlace(record) }
        guard let found = known[revision ?? known.revision] else { return nil }
        guard let generation = found.generation.flatMap({ fold.generations[$0] }) else { throw .damaged(known.part) }
        return RecordPlace(
            generation: GenerationName(generation), record: record, revision: found.mark.revision)
    }

    /// The same of every revision of a record, oldest first.
    func everyPlace(_ record: RecordID) throws(VaultError) -> [RecordPlace] {
        guard let newest = try knownPlace(record) else { return [] }
        var places: [RecordPlace] = []
        for revision in 1..<newest.revision {
            if let place = try knownPlace(record, revision: revision) { places.append(place) }
        }
        return places + [newest]
    }

    private func place(of row: StoredRow.Place, _ known: RecordFold) throws(VaultError) -> RecordPlace {
        guard let generation = row.generation.flatMap({ fold.generations[GenerationID($0)] }),
            generation.caseID == known.caseID, generation.compartment == known.compartment
        else { throw .damaged(known.part) }
        return RecordPlace(
            generation: GenerationName(generation), record: RecordID(row.id), revision: row.revision)
    }

    /// Compares a stored revision with the content tag that its entry gave it.
    ///
    /// - Throws: `.damaged(.header)`, `.damaged(.record)`.
    func checkContent(_ row: StoredRow) throws(VaultError) {
        guard SHA256Hash.hash(row.sealed).stored == row.hash else {
            throw .damaged(fold.records[RecordID(row.id)]?.part ?? .record)
        }
        try checkTag(of: row.hash, RecordID(row.id), revision: row.revision)
    }

    /// The same of a row whose hash is known to be its own.
    func checkTag(of row: RowHash, _ record: RecordID, revision: UInt64) throws(VaultError) {
        let known = fold.records[record]
        guard let known, let mark = known[revision]?.mark,
            try tag(row, known.caseID, mark.time.month) == mark.tag
        else { throw .damaged(known?.part ?? .record) }
    }

    /// Refuses to build on a record's row that is not the newest, or to begin a record that there is.
    ///
    /// - Throws: `.damaged(.header)`, `.damaged(.record)`.
    func checkContinues(_ edit: RowEdit) throws(VaultError) {
        // What goes is built upon by nobody: an erasure, the undoing of an import and a restore take records away.
        guard let row = edit.new, row.table == .record else { return }
        let known = fold.records[RecordID(row.id)]
        if let old = edit.old, old.revision == row.revision {
            // Sealed again: any revision there is.
            guard known?[row.revision] != nil else { throw .damaged(known?.part ?? .record) }
            return try checkContent(old)
        }
        guard edit.old?.revision == known?.revision else { throw .damaged(known?.part ?? .record) }
        if let old = edit.old { try checkContent(old) }
    }
}

extension RecordFold {
    /// What is damaged when its row is not as the log says.
    var part: VaultError.Damage { isHeader ? .header : .record }
}
