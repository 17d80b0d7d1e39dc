import AuditLog
import VaultCrypto
import VaultStore

extension Vault {
    /// Opens everything the caller may read, audited, and checks what only an opened record shows.
    ///
    /// - Returns: findings for records that do not open or whose author's signature is not good, and for indexes that do
    ///   not hold what those records say.
    public func checkDeep(
        in session: Session, purpose: Purpose
    ) async throws(VaultError) -> CheckReport {
        let person = try person(session)
        var findings: [CheckReport.Finding] = []
        var opened: UInt64 = 0
        for found in try self.opened().cases(of: person) {
            let reference = CaseReference(symbols: found.reference)
            do throws(VaultError) {
                let records = try await readableRecords(
                    of: reference, nil, by: person, why: purpose.value,
                    refusal: EntryDraft(.recordRead, by: .person(person), object: .clientCase))
                opened += 1
                let index = DeepIndexes(found.id)
                for record in records {
                    try Stopping.check()
                    if let finding = try await look(record, person, purpose, index) {
                        findings.append(finding)
                    } else {
                        opened += 1
                    }
                }
                findings += try await examine(index, reference, person, purpose)
            } catch {
                guard case .damaged(let part) = error else { throw error }
                let object = part == .header ? "\(reference)/header" : reference.description
                findings.append(.init(object: object, kind: .cannotOpen))
            }
        }
        return CheckReport(
            ok: findings.isEmpty, findings: findings, entries: try self.opened().tail.size, rows: 0, withGate: true,
            opened: opened)
    }

    private func look(
        _ record: ReadableRecord, _ person: PersonSession, _ purpose: Purpose, _ index: DeepIndexes
    ) async throws(VaultError) -> CheckReport.Finding? {
        let draft = EntryDraft(.recordRead, by: .person(person), object: .record)
        do throws(VaultError) {
            try await read(refusal: draft) { (core, transaction) throws(VaultError) in
                try core.stageReads([record.place], of: draft, why: purpose.value, by: person, in: transaction)
            } open: { (core, receipt) throws(VaultError) in
                for opened in try core.openAll(receipt, for: person) { try index.take(opened, core) }
            }
            try await examine(record, person, purpose)
            return nil
        } catch {
            guard case .damaged(let part) = error else { throw error }
            return .init(
                object: record.reference.description, kind: part == .signature ? .signatureInvalid : .cannotOpen)
        }
    }

    /// Opens every chunk of an attachment; a record that is none has nothing more to look at.
    private func examine(
        _ record: ReadableRecord, _ person: PersonSession, _ purpose: Purpose
    ) async throws(VaultError) {
        guard try opened().fold.attachments.files[record.place.record] != nil else { return }
        let get = FileGet(file: record.reference, purpose: purpose, showing: .terminal)
        try await reading(get, by: person).examine()
    }
}
