import AuditLog
import VaultCrypto
import VaultStore

/// The plaintext of a draft: where the text goes, and the text.
///
/// T("…/row/draft", c, p, form, record number u32, process note u8, revision replaced u64, content); p and form are
/// empty and the number is that of the record for a revision, 0 for a new record. The seal is under the person's
/// keyring key with AD = T("…/draft", vault, person, id, row version).
struct DraftBody {
    let caseID: CaseID
    let target: DraftTarget
    let content: [UInt8]

    init(_ caseID: CaseID, _ target: DraftTarget, _ content: [UInt8]) {
        (self.caseID, self.target, self.content) = (caseID, target, content)
    }

    private var tuple: Tuple {
        Tuple(
            .rowDraft, caseID, target.compartment?.description ?? "", target.form, target.record?.number ?? 0,
            UInt8(target.record?.isProcessNote == true ? 1 : 0), target.replacing, content)
    }

    /// Seals the draft as a version of its row.
    func sealed(
        as row: RowID, revision: UInt64, of person: PersonSession, in vault: VaultID, _ randomness: Randomness
    ) -> StoredRow {
        let associated = Self.associatedData(vault, person.person, row, revision)
        let bytes = person.identity.keyringKey.withSecret {
            Seal.seal(tuple.bytes, under: $0, associatedData: associated, nonce: .random(randomness))
        }
        return StoredRow(.draft, row, revision: revision, sealed: bytes)
    }

    /// Opens a stored draft of a case.
    ///
    /// - Throws: `.damaged(.row)` for any other key, place, case or bytes.
    init(
        opening stored: StoredRow, of person: PersonSession, in vault: VaultID, _ found: CaseFold
    ) throws(VaultError) {
        let associated = Self.associatedData(vault, person.person, RowID(stored.id), stored.revision)
        let reference = CaseReference(symbols: found.reference)
        do {
            let bytes = try person.identity.keyringKey.withSecret { (key) throws(SealError) in
                try Seal.open(stored.sealed, under: key, associatedData: associated)
            }
            var reader = try TupleReader(bytes, label: .rowDraft, count: 7)
            caseID = try reader.id()
            let (compartment, form) = (try reader.text(), try reader.text())
            let (number, isNote) = (try reader.u32(), try reader.flag())
            let replacing = try reader.u64()
            content = try reader.data()
            try reader.finish()
            if number > 0 {
                let record = RecordReference(case: reference, number: number, isProcessNote: isNote)
                target = DraftTarget(record: record, replacing: replacing)
            } else {
                guard let compartment = Compartment(compartment) else { throw VaultError.damaged(.row) }
                target = DraftTarget(case: reference, compartment: compartment, form: form)
            }
        } catch { throw .damaged(.row) }
        guard caseID == found.id else { throw .damaged(.row) }
    }

    private static func associatedData(_ vault: VaultID, _ person: PersonID, _ row: RowID, _ revision: UInt64) -> Tuple
    {
        Tuple(.draft, vault, person, row, revision)
    }
}
