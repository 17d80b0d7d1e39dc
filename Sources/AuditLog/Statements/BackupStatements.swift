package import VaultCrypto

/// Which of the two files a backup holds.
package enum BackupPart: String, CaseIterable, Hashable, Sendable {
    /// vault.db with the attachments.
    case vault
    /// gate.db without the gate key.
    case gate

    package var other: Self { self == .vault ? .gate : .vault }
}

/// What kind of place a backup lies in, as far as the machine could tell when it was written.
package enum BackupDevice: String, CaseIterable, Hashable, Sendable {
    /// The disk of the vault: a fire, a thief or a dead disk takes both.
    case same
    /// The disk on which the other part's newest backup, or the other part itself, lies.
    case shared
    case other
    case network

    /// Whether one loss takes the backup along with what it is a copy of, or with the other part.
    package var isTogether: Bool { self == .same || self == .shared }
}

/// `backup.make` and `backup.gate`, signed by the system key after the copy was read again and found whole.
package struct BackupStatement: Statement {
    package static let label = Label.statementBackup
    package let part: BackupPart
    /// Size and root of the log that the copy holds, or for the gate that it belongs to.
    package let size: UInt64
    package let root: SHA256Digest
    /// Of the copied vault.db or gate.db, as it was read again.
    package let fileHash: SHA256Digest
    /// Of MANIFEST.sha256, which names every file of the backup with its hash.
    package let manifestHash: SHA256Digest
    package let device: BackupDevice

    package init(
        part: BackupPart, size: UInt64, root: SHA256Digest, fileHash: SHA256Digest, manifestHash: SHA256Digest,
        device: BackupDevice
    ) {
        (self.part, self.size, self.root) = (part, size, root)
        (self.fileHash, self.manifestHash, self.device) = (fileHash, manifestHash, device)
    }

    package var tuple: Tuple {
        Tuple(Self.label, part.rawValue, size, root, fileHash, manifestHash, device.rawValue)
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 6)
        guard let part = BackupPart(rawValue: try reader.text()) else { throw .badValue(field: 0) }
        self.part = part
        size = try reader.u64()
        root = try reader.digest(SHA256Hash.self)
        fileHash = try reader.digest(SHA256Hash.self)
        manifestHash = try reader.digest(SHA256Hash.self)
        guard let device = BackupDevice(rawValue: try reader.text()) else { throw .badValue(field: 5) }
        self.device = device
        try reader.finish()
    }
}

/// `backup.destroyed`: a copy of gate.db is overwritten or destroyed, says an officer.
package struct BackupDestroyedStatement: Statement {
    package static let label = Label.statementBackupDestroyed
    /// The entry that told of the copy, counted through all origins.
    package let copy: UInt64

    package init(copy: UInt64) { self.copy = copy }

    package var tuple: Tuple { Tuple(Self.label, copy) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 1)
        copy = try reader.u64()
        try reader.finish()
    }
}
