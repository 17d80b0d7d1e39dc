import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// What is known, from elsewhere, of the time after a backup: the mirror of the old log, the heads that this account
/// remembers, the erasure list, and the tombstones of the gate.
///
/// A line of the mirror says who did what and when, not to whom: statements are in the lost database. An erasure is
/// followed all the same, because its line carries the case's tag, which the gate can compute for every case it knows.
struct Aftermath {
    /// The newest head known; the restored one when none is newer.
    let known: Checkpoint
    /// Entries of the mirror after the restored ones, by act.
    let acts: [String: Int]
    /// Generations that were erased.
    let erased: Set<GenerationID>
    /// Records that went alone.
    let erasedRecords: Set<RecordID>
    /// The erasure list as applied: generations, then records, in hex a line; its hash goes into the statement.
    let list: [UInt8]
    /// Whether erasure list or mirror could be read.
    let erasuresKnown: Bool

    /// - Throws: `.damaged(.mirror)` when the mirror is another log's, or a line of it is forged.
    init(
        of log: LogCheck, _ gate: Gate, _ mirror: String?, _ environment: VaultEnvironment
    ) throws(VaultError) {
        let restored = log.head
        let heads = HeadFiles(stateDirectory: environment.stateDirectory, vault: gate.vault).known.map(\.checkpoint)
        var newest = heads.filter { $0.origin == restored.origin }.max { $0.size < $1.size } ?? restored
        if newest.size < restored.size { newest = restored }
        var erased = try Self.tombstones(gate)
        var records: Set<RecordID> = []
        var acts: [String: Int] = [:]
        var isKnown = false
        if let path = mirror.map({ AbsolutePath.of($0) }) {
            let tail = try MirrorTail(path, after: restored, log.fold)
            if tail.head.size > newest.size { newest = tail.head }
            acts = tail.acts
            erased.formUnion(try tail.erased(gate, log.fold))
            records.formUnion(try tail.erasedRecords(gate, log.fold))
            let listed = ListedErasures(beside: path)
            erased.formUnion(listed?.generations ?? [])
            records.formUnion(listed?.records ?? [])
            // A line that erases a part of a case does not say which. A list that cannot be read may name what no line does.
            isKnown = listed.map { $0.isThere || tail.wasRead && !tail.erasesParts } ?? false
        }
        (known, self.acts, self.erased, erasuresKnown) = (newest, acts, erased, isKnown)
        erasedRecords = records
        let lines = erased.sorted().map { "\($0.hex)\n" } + records.sorted().map { "\($0.hex)\n" }
        list = Array(lines.joined().utf8)
    }

    /// SHA-256 of the list; zero when neither list nor mirror could be read.
    var listHash: SHA256Digest { erasuresKnown ? SHA256Hash.hash(list) : .zero }

    private static func tombstones(_ gate: Gate) throws(VaultError) -> Set<GenerationID> {
        let rows = try stored(in: .gateDatabase) { try gate.rows.database.rows(kind: GateKind.tombstone.rawValue) }
        return Set(rows.map { GenerationID($0.id) })
    }
}
