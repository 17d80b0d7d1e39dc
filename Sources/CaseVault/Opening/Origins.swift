import AuditLog
import VaultCrypto
import VaultStore

/// The logs of a vault: one, and before it those that restores ended.
enum Origins {
    /// - Throws: `.damaged(.genesis)` for a number that no log can have.
    static func origin(_ vault: VaultID, _ number: UInt64) throws(VaultError) -> Origin {
        guard let origin = Origin(vault: vault, number: number) else { throw .damaged(.genesis) }
        return origin
    }

    /// The numbers of the ended logs, from 1 without a gap.
    ///
    /// - Throws: `.damaged(.log)` when one is missing.
    static func past(of store: VaultDatabase) throws(VaultError) -> [UInt64] {
        let numbers = try stored(in: .log) { try store.pastOrigins }
        guard zip(numbers, 1...).allSatisfy({ $0 == UInt64($1) }) else { throw .damaged(.log) }
        return numbers
    }

    /// The log that entries are appended to.
    static func current(of store: VaultDatabase, _ vault: VaultID) throws(VaultError) -> Origin {
        try origin(vault, UInt64(try past(of: store).count) + 1)
    }
}
