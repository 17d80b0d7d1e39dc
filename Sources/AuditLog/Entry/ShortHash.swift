package import VaultCrypto

/// The first four bytes of a hash, eight hex digits in a line: enough to tell two boots or workstations of one office
/// apart, too few to find out which they are.
package struct ShortHash: Hashable, Sendable {
    package let value: UInt32

    init(value: UInt32) { self.value = value }

    init(prefixOf digest: SHA256Digest) {
        value = UInt32(bigEndian: digest.bytes.prefix(4))
    }

    /// `boot`: of SHA-256 of the kernel's boot id, its 36 characters without a line end.
    package init(bootID: String) {
        self.init(prefixOf: SHA256Hash.hash(Array(bootID.utf8)))
    }

    /// `peer`: HMAC-SHA256(x, T("…/tag/peer", kind, name)).
    ///
    /// - Parameter key: x, the vault's key for its own ids; without it the name cannot be guessed and tried.
    package init(peer kind: PeerKind, name: String, key: borrowing Secret) {
        self.init(prefixOf: HMACSHA256.mac(key, Tuple(.tagPeer, kind.rawValue, name)))
    }

    /// Eight lowercase hex digits.
    package init?(hex: String) {
        var reader = EntryReader(Array(hex.utf8))
        guard let value = reader.hex32(), reader.isAtEnd else { return nil }
        self.value = value
    }

    /// Eight lowercase hex digits.
    package var hex: String {
        var bytes: [UInt8] = []
        bytes.appendHex(value)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// What `peer` stands for.
package enum PeerKind: String, CaseIterable, Hashable, Sendable {
    case workstation, program
}
