import AuditLog

extension VaultError {
    /// Whether a rule said no to somebody: an entry tells of it. Mistakes, conflicts and disks are none.
    var isRefusal: Bool {
        switch self {
        case .notPermitted, .erasureOrdered, .erased, .onHold: true
        default: false
        }
    }
}

extension Vault {
    /// Looks something up and logs it when it is refused.
    func refusing<R: Sendable>(
        _ refusal: EntryDraft, _ body: (VaultCore) throws(VaultError) -> R
    ) async throws(VaultError) -> R {
        do throws(VaultError) { return try body(opened()) } catch {
            await refuse(refusal, error)
            throw error
        }
    }

    /// Logs a refusal that was found before anything was staged, also on a full disk. Where even that cannot be written,
    /// whoever asked is refused all the same, and hears why.
    func refuse(_ draft: EntryDraft, _ error: VaultError) async {
        guard error.isRefusal else { return }
        _ = try? await begin { (core, transaction) throws(VaultError) in
            try core.stageRefusal(draft, in: transaction)
        }
    }
}
