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
        let found = try await refusing(refusal) { (core) throws(VaultError) in try core.find(reference, for: person) }
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

    /// Runs a change that rewrites the headers of several cases; opens them first, and again when a colleague wrote one.
    ///
    /// - Parameter cases: those that it will rewrite.
    func changeWithHeaders<R: Sendable>(
        of cases: (VaultCore) throws(VaultError) -> [CaseFold], by person: PersonSession, refusal: EntryDraft,
        _ body: @escaping (VaultCore, borrowing StoreTransaction) throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        while true {
            do throws(VaultError) {
                try await openHeaders(of: refusing(refusal, cases), for: person)
                return try await change(refusal: refusal, body)
            } catch {
                guard case .conflict = error else { throw error }
            }
        }
    }
}

/// Another session wrote the header between its opening and this change.
private struct HeaderMoved: Error {}
