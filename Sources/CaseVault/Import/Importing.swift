import AuditLog
import VaultCrypto
import VaultStore

extension ImportPart: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let count = groups.reduce(0) { $0 + $1.records.count }
        guard !groups.isEmpty, groups.allSatisfy({ !$0.records.isEmpty }), Int(from) + count <= Int(total)
        else { throw .invalid(.importBatch) }
        let refusal = EntryDraft(.importBatch, by: .person(person), object: .importBatch)
        do throws(VaultError) {
            for group in groups { for record in group.records { try record.check() } }
        } catch {
            await vault.refuse(refusal, error)
            throw error
        }
        return try await vault.changeWithHeaders(
            of: { (core) throws(VaultError) in try known(core, person) }, by: person, refusal: refusal
        ) { (core, transaction) throws(VaultError) in
            try stage(core, person, in: transaction)
        }
    }

    /// The cases of this part that are there.
    private func known(_ core: VaultCore, _ person: PersonSession) throws(VaultError) -> [CaseFold] {
        var cases: [CaseFold] = []
        for group in groups {
            switch group.target {
            case .new: break
            case .known(let reference): cases.append(try core.find(reference, for: person))
            case .continued:
                let newest = batch.flatMap { core.fold.imports.batches[$0]?.newestCase }
                if let found = newest.flatMap({ core.fold.cases[$0] }) { cases.append(found) }
            }
        }
        return cases
    }

    private func stage(
        _ core: VaultCore, _ person: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        var staging = try ImportStaging(self, by: person, core)
        try staging.requireRoom(for: groups)
        var cases: [String] = []
        for group in groups { cases.append(try staging.stage(group, in: transaction).description) }
        let isComplete = try staging.close(in: transaction)
        return Response(batch: staging.number, done: staging.done, isComplete: isComplete, cases: cases)
    }
}

extension ImportList: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        return core.fold.imports.batches.values.filter { core.fold.mayUndo($0, person.member) }
            .sorted { $0.number < $1.number }.map { batch in
                Line(
                    batch: batch.number, by: core.login(of: batch.person), begun: batch.begun, state: batch.state,
                    cases: batch.cases.count, records: batch.records.values.reduce(0) { $0 + $1.count },
                    total: Int(batch.total))
            }
    }
}

extension ImportFold {
    fileprivate var state: ImportList.State { isUndone ? .undone : isComplete ? .complete : .unfinished }
}
