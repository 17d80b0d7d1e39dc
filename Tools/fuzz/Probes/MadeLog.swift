import AuditLog
import VaultCrypto

/// A log of a few lines, signed with the key that its first entry brings.
struct MadeLog {
    private(set) var lines: [[UInt8]] = []
    /// After each line, before the first one too.
    private(set) var heads: [Checkpoint]
    /// What knows that key.
    private(set) var fold: LogFold

    /// - Parameter acts: of the entries after the first.
    init?(_ acts: [Act]) {
        let key = SigningKey(seed: Secret(random: .repeating(9)))
        guard let wrapping = WrappingPublicKey(bytes: [UInt8](repeating: 1, count: WrappingPublicKey.byteCount)) else {
            return nil
        }
        let genesis = GenesisStatement(
            nonce: .zero, signingKey: key.verifyingKey, wrappingKey: wrapping, policyHash: Policy.standard.hash,
            created: 1_790_000_000_000)
        guard let origin = Origin(vault: genesis.vault, number: 1) else { return nil }
        let signer = KeyID(vault: genesis.vault, signing: key.verifyingKey, wrapping: wrapping)
        var tail = LogTail(origin: origin)
        (heads, fold) = ([tail.checkpoint], LogFold(vault: genesis.vault))
        for act in [.vaultCreate] + acts {
            guard let time = EntryTime(milliseconds: 1_790_000_000_000 + tail.size * 1_000) else { return nil }
            let statement = act == .vaultCreate ? genesis.tuple.bytes : nil
            let fields = EntryFields(
                time: time, boot: ShortHash(bootID: "a1b2"), mono: tail.size * 1_000, act: .known(act), by: signer,
                role: nil, peer: ShortHash(bootID: "c3d4"), result: .ok, data: statement.map { SHA256Hash.hash($0) })
            guard let made = try? tail.appending(fields, sign: { key.sign($0) }) else { return nil }
            _ = fold.apply(made.entry, statement: statement)
            tail = made.tail
            lines.append(made.line)
            heads.append(tail.checkpoint)
        }
        guard fold.verifyingKeys[signer] == key.verifyingKey else { return nil }
    }
}
