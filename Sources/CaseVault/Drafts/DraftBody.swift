import AuditLog
package import VaultCrypto
import VaultStore

/// The plaintext of a draft: where the text goes, and the text.
///
/// T("…/row/draft", c, p, form, record number u32, process note u8, revision replaced u64, content); p and form are
/// empty and the number is that of the record for a revision, 0 for a new record. The seal is under the person's
/// keyring key with AD = T("…/draft", vault, person, id, row version).
package struct DraftBody {
    let caseID: CaseID
    package let target: DraftTarget
    package let content: [UInt8]

    package init(_ caseID: CaseID, _ target: DraftTarget, _ content: [UInt8]) {
        (self.caseID, self.target, self.content) = (caseID, target, content)
    }

    /// What is sealed.
    package var bytes: [UInt8] {
        Tuple(
            .rowDraft, caseID, target.compartment?.description ?? "", target.form, target.record?.number ?? 0,
            UInt8(target.record?.isProcessNote == true ? 1 : 0), target.replacing, content
        ).bytes
    }

    /// Reads what was sealed for a case.
    ///
    /// - Throws: `.damaged(.row)` for another case, for anything but the seven fields, and for a new record and a revision at
    ///   once.
    package init(_ bytes: [UInt8], of caseID: CaseID, named reference: CaseReference) throws(VaultError) {
        do {
            var reader = try TupleReader(bytes, label: .rowDraft, count: 7)
            self.caseID = try reader.id()
            let (compartment, form) = (try reader.text(), try reader.text())
            let (number, isNote) = (try reader.u32(), try reader.flag())
            let replacing = try reader.u64()
            content = try reader.data()
            try reader.finish()
            // A new record and a revision each leave fields empty.
            if number > 0 {
                guard compartment.isEmpty, form.isEmpty else { throw VaultError.damaged(.row) }
                let record = RecordReference(case: reference, number: number, isProcessNote: isNote)
                target = DraftTarget(record: record, replacing: replacing)
            } else {
                guard let compartment = Compartment(compartment), !isNote, replacing == 0 else {
                    throw VaultError.damaged(.row)
                }
                target = DraftTarget(case: reference, compartment: compartment, form: form)
            }
        } catch { throw .damaged(.row) }
        guard self.caseID == caseID else { throw .damaged(.row) }
    }

    /// Seals the draft as a version of its row.
    func sealed(
        as row: RowID, revision: UInt64, of person: PersonSession, in vault: VaultID, _ randomness: Randomness
    ) -> StoredRow {
        let associated = Self.associatedData(vault, person.person, row, revision)
        let sealed = person.identity.keyringKey.withSecret {
            Seal.seal(bytes, under: $0, associatedData: associated, nonce: .random(randomness))
        }
        return StoredRow(.draft, row, revision: revision, sealed: sealed)
    }

    /// Opens a stored draft of a case.
    ///
    /// - Throws: `.damaged(.row)` for any other key, place, case or bytes.
    init(
        opening stored: StoredRow, of person: PersonSession, in vault: VaultID, _ found: CaseFold
    ) throws(VaultError) {
        let associated = Self.associatedData(vault, person.person, RowID(stored.id), stored.revision)
        let bytes: [UInt8]
        do {
            bytes = try person.identity.keyringKey.withSecret { (key) throws(SealError) in
                try Seal.open(stored.sealed, under: key, associatedData: associated)
            }
        } catch { throw .damaged(.row) }
        try self.init(bytes, of: found.id, named: CaseReference(symbols: found.reference))
    }

    private static func associatedData(_ vault: VaultID, _ person: PersonID, _ row: RowID, _ revision: UInt64) -> Tuple
    {
        Tuple(.draft, vault, person, row, revision)
    }
}
