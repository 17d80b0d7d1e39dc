import VaultCrypto

/// A secret that a colleague wrapped, and the public key under which one is wrapped for her. Nobody makes one that opens, and
/// under any key that is taken something can be wrapped. By its length an input is the one or the other.
enum ProbedWrap: ProbedParser {
    private static let secret: UInt8 = 7
    private static let info = Array("grant".utf8)

    static var seeds: [[UInt8]] {
        guard let key = wrappingKey() else { return [] }
        let wrapped = try? key.publicKey.wrap(Secret(random: .repeating(secret)), info: info)
        return [wrapped?.bytes, key.publicKey.bytes].compactMap { $0 }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let key = wrappingKey() else { return .broken(.misread) }
        let isWrapped = bytes.count < WrappingPublicKey.byteCount
        let length = isWrapped ? WrappedSecret.byteCount : WrappingPublicKey.byteCount
        // A change that only moves the length is no change that anything reads.
        let fitted = Array((bytes + [UInt8](repeating: 0, count: length)).prefix(length))
        guard isWrapped else { return publicVerdict(WrappingPublicKey(bytes: fitted), of: key) }
        guard let wrapped = WrappedSecret(bytes: fitted) else { return .broken(.misread) }
        guard let opened = try? key.unwrap(wrapped, info: info) else { return .refused }
        return opened.isEqual(to: Secret(random: .repeating(secret))) ? .accepted : .broken(.forged)
    }

    private static func publicVerdict(
        _ publicKey: WrappingPublicKey?, of key: borrowing WrappingKey
    ) -> Probe.Verdict {
        guard let publicKey else { return .broken(.misread) }
        let given = Secret(random: .repeating(secret))
        guard let wrapped = try? publicKey.wrap(given, info: info) else { return .refused }
        let isOurs = publicKey == key.publicKey
        // What was wrapped for another key is not ours to open.
        guard let opened = try? key.unwrap(wrapped, info: info) else { return isOurs ? .broken(.notStable) : .accepted }
        return isOurs && opened.isEqual(to: given) ? .accepted : .broken(.forged)
    }

    private static func wrappingKey() -> WrappingKey? { try? WrappingKey(seed: Secret(random: .repeating(8))) }
}
