import AuditLog
import VaultCrypto
import VaultStore

extension Vault {
    /// Runs a change that rewrites a case's header; opens the header first, and again when somebody was faster.
    ///
    /// - Parameter body: stages with the newest header and returns the header as it will be.
    func changeWithHeader<R: Sendable>(
        of reference: CaseReference, by person: PersonSession, refusal: EntryDraft,
        _ body: @escaping (VaultCore, CaseFold, OpenedHeader, borrowing StoreTransaction) throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        let found: CaseFold
        do throws(VaultError) { found = try opened().find(reference, for: person) } catch {
            try await refuse(refusal, error)
            throw error
        }
        while true {
            let header = try await header(found, for: person)
            let outcome: Result<R, HeaderMoved> = try await change(refusal: refusal) {
                (core, transaction) throws(VaultError) in
                let current = try core.find(reference, for: person)
                guard try core.headerPlace(current).revision == header.revision else { return .failure(HeaderMoved()) }
                return .success(try body(core, current, header, transaction))
            }
            if case .success(let value) = outcome { return value }
        }
    }

    /// Logs a refusal that was found before anything was staged.
    func refuse(_ draft: EntryDraft, _ error: VaultError) async throws(VaultError) {
        guard error.isRefusal else { return }
        _ = try await change { (core, transaction) throws(VaultError) in
            try core.stageRefusal(draft, in: transaction)
        }
    }
}

/// Another session wrote the header between its opening and this change.
private struct HeaderMoved: Error {}
