import AuditLog
import VaultCrypto

extension RecordPrint: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let entry = EntryDraft(.recordPrint, by: .person(person), object: .record)
        return try await vault.read(refusal: entry) { (core, transaction) throws(VaultError) in
            let place = try core.place(of: record, revision: revision, for: person)
            return try core.stageReads([place], of: entry, why: purpose.value, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            guard let opened = try core.openAll(receipt, for: person).first else { throw .damaged(.record) }
            return RecordView(line: core.line(opened, named: record), content: Bytes(opened.body.content))
        }
    }
}
