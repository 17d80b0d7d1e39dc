import AuditLog
import VaultStore

extension VaultCore {
    /// Commits one piece of work at once, with nobody else's: for what the vault does by itself.
    ///
    /// - Parameter mayUseReserve: whether it has to be possible on a full disk too.
    func commitAlone(
        mayUseReserve: Bool = false,
        _ body: @escaping (VaultCore, borrowing StoreTransaction) throws(VaultError) -> Void
    ) throws(VaultError) {
        let kind: PendingWork.Kind = mayUseReserve ? .beginning : .change
        let work = PendingWork(prepare: body, kind: kind, refusal: nil, finish: { _ in nil }, fail: { _ in })
        if let error = commit([work]).first ?? nil { throw error }
    }
}
