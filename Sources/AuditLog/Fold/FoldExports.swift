package import VaultCrypto

extension LogFold {
    /// Whether a person may let a revision of a record out of the vault: what she may open, and of attorney notes only
    /// what she wrote herself. Another attorney's notes stay inside whoever may read them; process notes are their
    /// author's in any case.
    package func mayExport(
        _ record: RecordID, revision: UInt64, of generation: GenerationID, _ person: PersonID, at time: UInt64
    ) -> Bool {
        guard mayOpen(record, revision: revision, of: generation, person, at: time), let found = records[record],
            !found.isHeader
        else { return false }
        return found.compartment.compartment != .attorney || found[revision]?.author == person
    }

    /// An export changes nothing in the fold; it counts only if the signer might let out what it names.
    func apply(_ entry: AuditEntry, _ statement: ExportStatement) -> Bool {
        guard let signer = member(entry.fields.by), entry.fields.result == .intent,
            entry.fields.revision == statement.revision, statement.item >= 1, statement.item <= statement.items,
            entry.fields.count == UInt64(statement.items)
        else { return false }
        return mayExport(
            statement.record, revision: statement.revision, of: statement.generation, signer.person, at: entry.time)
    }
}
