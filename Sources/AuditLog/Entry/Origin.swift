package import VaultCrypto

/// The name of one log: `casevault/`, the vault id in hex, `/` and a number from 1.
///
/// A restore begins the next number; entries of two origins never mix, because the origin is signed with every line.
package struct Origin: Hashable, Sendable {
    private static let prefix = "casevault/"

    package let vault: VaultID
    package let number: UInt64

    /// Nothing unless the number is between 1 and ``EntryFormat/numberLimit``.
    package init?(vault: VaultID, number: UInt64) {
        guard number >= 1, number <= EntryFormat.numberLimit else { return nil }
        self.vault = vault
        self.number = number
    }

    /// Reads the one spelling of an origin.
    package init?(_ text: String) {
        var reader = EntryReader(Array(text.utf8))
        guard reader.skip(Array(Self.prefix.utf8)), let vault = reader.identifier(VaultID.self), reader.skip([47]),
            let number = reader.number(), reader.isAtEnd
        else { return nil }
        self.init(vault: vault, number: number)
    }

    /// As it stands in the first line of a checkpoint.
    package var text: String { "\(Self.prefix)\(vault.hex)/\(number)" }

    /// What stands before the line's bytes in what is signed: the label, LF, the origin, LF.
    package var signaturePrefix: [UInt8] { Array("casevault/v1/audit-entry\n\(text)\n".utf8) }
}
