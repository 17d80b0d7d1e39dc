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

    /// Reads the whole log once.
    ///
    /// - Throws: `.damaged` with `.log`, `.signature`; `.headBehind` when a head or the mirror is ahead of the database;
    ///   `.headDiffers` when one of the same size has another root; `.mirror` when a line differs.
    init(
        store: VaultDatabase, gate: Gate, environment: VaultEnvironment, mirror path: String
    ) throws(VaultError) {
        let origin = try Origins.current(of: store, gate.vault)
        let newest = try stored { try store.latestCheckpoint }
        let heads = HeadFiles(stateDirectory: environment.stateDirectory, vault: gate.vault)
        isKnown = heads.isKnown
        let watch = HeadWatch(heads.known, origin: origin)
        var replay = try LogReplay(rowKey: gate.rowKey)
        var comparison = MirrorComparison(path: path)
        var signed: (root: SHA256Digest, time: UInt64)?
        let size = newest?.size ?? 0
        try replay.run(over: store, trusting: size) { (line, tail, time) throws(VaultError) in
            comparison.take(line)
            try watch.compare(tail)
            if tail.size == size { signed = (tail.frontier.root, time) }
        }
        try watch.finish(replay.tail)
        mirror = comparison.finish()
        switch mirror {
        case .differs: throw .damaged(.mirror)
        case .longer: throw .damaged(.headBehind)
        case .prefix: break
        }
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

/// Compares remembered heads with the log as it is read.
struct HeadWatch {
    private var heads: [UInt64: [Checkpoint]]
    private let largest: UInt64

    init(_ known: [Checkpoint], origin: Origin) {
        let ours = known.filter { $0.origin == origin && $0.size > 0 }
        heads = Dictionary(grouping: ours, by: \.size)
        // Heads of an ended log are no alarm; one of a later log says that this is what a restore left behind.
        let isEnded = known.contains { $0.origin.vault == origin.vault && $0.origin.number > origin.number }
        largest = isEnded ? .max : ours.map(\.size).max() ?? 0
    }

    func compare(_ tail: LogTail) throws(VaultError) {
        guard let here = heads[tail.size] else { return }
        guard here.allSatisfy({ $0.root == tail.frontier.root }) else { throw .damaged(.headDiffers) }
    }

    func finish(_ tail: LogTail) throws(VaultError) {
        guard largest <= tail.size else { throw .damaged(.headBehind) }
    }
}
