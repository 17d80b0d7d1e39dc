package import VaultCrypto

/// `backup.restore`, entry 0 of every origin but the first: where the log before ended, and what is known of what came
/// after it.
package struct RestoreStatement: ChangingStatement {
    package static let label = Label.restore
    package let vault: VaultID
    /// The log that was restored, with its size and root in the backup.
    package let restored: Checkpoint
    /// The newest head of that log known elsewhere (mirror, head files); the restored one when none is newer.
    package let known: Checkpoint
    /// Members and keys as folded over the restored log; ``LogFold/membersHash``.
    package let members: Blake2bDigest
    /// SHA-256 of the erasure list that was applied; zero when none could be read, and erased cases may have returned.
    package let erasures: SHA256Digest
    /// Rows that were erased, and how gate.db differs from what the restored log says.
    package var effects: StatementEffects

    package init(
        restored: Checkpoint, known: Checkpoint, members: Blake2bDigest, erasures: SHA256Digest,
        effects: StatementEffects
    ) {
        vault = restored.origin.vault
        (self.restored, self.known, self.members) = (restored, known, members)
        (self.erasures, self.effects) = (erasures, effects)
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, vault, restored.origin.text, restored.size, restored.root, known.size, known.root, members,
            erasures, effects.gateCounter, effects.gateRoot, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 11)
        vault = try reader.id(VaultKind.self)
        guard let origin = Origin(try reader.text()), origin.vault == vault else { throw .badValue(field: 1) }
        let size = try reader.u64()
        restored = Checkpoint(origin: origin, size: size, root: try reader.digest(SHA256Hash.self))
        let knownSize = try reader.u64()
        known = Checkpoint(origin: origin, size: knownSize, root: try reader.digest(SHA256Hash.self))
        members = try reader.digest()
        erasures = try reader.digest(SHA256Hash.self)
        effects = try reader.effects(withGate: true)
    }
}
