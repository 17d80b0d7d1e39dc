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
            try await vault.refuse(refusal, error)
            throw error
        }
        while true {
            do throws(VaultError) {
                let cases = try await vault.refusing(refusal) { (core) throws(VaultError) in
                    try known(core, person)
                }
                try await vault.openHeaders(of: cases, for: person)
                return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
                    try stage(core, person, in: transaction)
                }
            } catch {
                // A colleague wrote one of the headers meanwhile: open it again.
                guard case .conflict = error else { throw error }
            }
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

extension Vault {
    /// Looks something up and logs it when it is refused.
    func refusing<R: Sendable>(
        _ refusal: EntryDraft, _ body: (VaultCore) throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        do throws(VaultError) { return try body(opened()) } catch {
            try await refuse(refusal, error)
            throw error
        }
    }

    /// Opens the newest header of each of these cases that the session does not know, under one entry.
    func openHeaders(of cases: [CaseFold], for person: PersonSession) async throws(VaultError) {
        let draft = EntryDraft(.caseList, by: .person(person), object: .vault)
        let core = try opened()
        var unknown: [CaseFold] = []
        for found in cases where try core.knownHeader(found, person) == nil { unknown.append(found) }
        guard !unknown.isEmpty else { return }
        let missing = unknown
        try await read(refusal: draft) { (core, transaction) throws(VaultError) in
            let places = try missing.map { (found) throws(VaultError) in try core.headerPlace(found) }
            return try core.stageList(places, of: draft, why: .maintenance, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try core.openHeaders(receipt, for: person)
        }
    }
}
