import AuditLog
import VaultCrypto
import VaultStore

/// The log as an opening reads it: replayed, and compared with the last checkpoint, the mirror and the heads.
struct OpenedLog {
    let replay: LogReplay
    /// Size and time of the newest checkpoint.
    let checkpointed: (size: UInt64, time: UInt64)
    let mirror: MirrorComparison.Verdict
    /// Whether this account has seen the vault before.
    let isKnown: Bool

    /// Something seen before is ahead of the log, or other than it.
    let rollback: Rollback?

    /// Reads the whole log once.
    ///
    /// - Throws: `.damaged` with `.log`, `.signature`.
    init(
        store: VaultDatabase, gate: Gate, environment: VaultEnvironment, mirror path: String, gate folder: GateFolder
    ) throws(VaultError) {
        let origin = try Origins.current(of: store, gate.vault)
        let newest = try stored { try store.latestCheckpoint }
        let heads = HeadFiles(stateDirectory: environment.stateDirectory, vault: gate.vault)
        isKnown = heads.isKnown
        var replay = try LogReplay(rowKey: gate.rowKey)
        var watch = AnchorWatch(heads.known + GateHead.known(in: folder), mirror: path)
        var signed: (root: SHA256Digest, time: UInt64)?
        let size = newest?.size ?? 0
        try replay.run(over: store, trusting: size) { (line, tail, time) throws(VaultError) in
            watch.take(line, tail)
            if tail.size == size { signed = (tail.frontier.root, time) }
        }
        let anchors = watch.finish(replay.tail.checkpoint)
        (mirror, rollback) = (anchors.mirror, anchors.rollback)
        checkpointed = (size, signed?.time ?? replay.lastTime)
        if let newest { try Self.verify(newest, signed?.root, origin, replay.fold.logKey) }
        guard replay.tail.size + replay.fold.base >= 3, replay.tail.size >= 2,
            replay.fold.logKey == gate.log.verifyingKey,
            replay.fold.systemKey == gate.system.verifyingKey
        else { throw .damaged(.genesis) }
        self.replay = replay
    }

    private static func verify(
        _ stored: StoredCheckpoint, _ root: SHA256Digest?, _ origin: Origin, _ key: VerifyingKey?
    ) throws(VaultError) {
        guard let note = SignedCheckpoint(bytes: stored.note), let key, note.isSigned(by: key),
            note.checkpoint == Checkpoint(origin: origin, size: stored.size, root: root ?? .zero)
        else { throw .damaged(.log) }
    }
}
