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
            // A line that erases a part of a case does not say which.
            isKnown = listed != nil || tail.wasRead && !tail.erasesParts
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

/// What ``ErasureList`` names; of a torn last line what there is of it.
private struct ListedErasures {
    private(set) var generations: Set<GenerationID> = []
    private(set) var records: Set<RecordID> = []

    init?(beside mirror: String) {
        let folder = mirror.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        guard let bytes = try? DurableFile.read("\(folder)/erased", limit: 64 << 20) else { return nil }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let id = String(line.prefix(32))
            if line.hasSuffix(ErasureList.record) {
                if let record = RecordID(hex: id) { records.insert(record) }
            } else if let generation = GenerationID(hex: id) {
                generations.insert(generation)
            }
        }
    }
}

/// The lines of a mirror after a head: in their chain, and signed by keys that the restored log knows.
struct MirrorTail {
    private(set) var head: Checkpoint
    private(set) var acts: [String: Int] = [:]
    private(set) var wasRead = false
    private var erasures: [AuditEntry] = []

    /// - Throws: `.damaged(.mirror)` when the lines up to the head do not give its root, or one after it is forged.
    ///   Lines signed by a key that came later are counted, and the head does not move past them on their word alone.
    init(_ path: String, after restored: Checkpoint, _ fold: LogFold) throws(VaultError) {
        head = restored
        guard let file = try? ReadableFile(opening: path) else { return }
        var tail = LogTail(origin: restored.origin)
        for line in MirrorLines(file) {
            guard tail.size >= restored.size else {
                tail.advance(by: line)
                guard tail.size < restored.size || tail.checkpoint == restored else { throw .damaged(.mirror) }
                continue
            }
            guard let entry = try? AuditEntry(parsing: line), entry.seq == tail.size, entry.prev == tail.prev else {
                throw .damaged(.mirror)
            }
            let key = fold.verifyingKeys[entry.fields.by]
            let isSigned = key?.isValid(
                entry.signature, for: AuditEntry.signedBytes(of: line, origin: restored.origin))
            guard isSigned != false else { throw .damaged(.mirror) }
            tail.advance(by: line)
            acts[entry.fields.act.text, default: 0] += 1
            if isSigned == true { take(entry, tail) }
        }
        // A mirror that ends before the backup says nothing of what came after.
        wasRead = tail.size >= restored.size
    }

    private mutating func take(_ entry: AuditEntry, _ tail: LogTail) {
        head = tail.checkpoint
        switch entry.fields.act.act {
        case .caseErase, .generationErase, .recordErase: if entry.fields.result == .ok { erasures.append(entry) }
        default: break
        }
    }

    /// Whether some of what its lines erase cannot be told from them.
    var erasesParts: Bool { erasures.contains { $0.fields.act.act == .generationErase } }

    /// The records that its lines erase alone: of those the restored log knows, the ones whose tag such a line bears.
    func erasedRecords(_ gate: Gate, _ fold: LogFold) throws(VaultError) -> Set<RecordID> {
        var found: Set<RecordID> = []
        for entry in erasures where entry.fields.act.act == .recordErase {
            for (id, known) in fold.records {
                guard let tag = entry.fields.record, let key = try gate.tagKey(known.caseID) else { continue }
                if key.withSecret({ EntryTags.record(id, in: entry.fields.time.month, key: $0) }) == tag {
                    found.insert(id)
                }
            }
        }
        return found
    }

    /// The generations of the cases that its lines erase, as far as the gate still knows their tag keys.
    func erased(_ gate: Gate, _ fold: LogFold) throws(VaultError) -> Set<GenerationID> {
        var found: Set<GenerationID> = []
        for entry in erasures where entry.fields.act.act == .caseErase {
            for known in fold.cases.values {
                guard let key = try gate.tagKey(known.id) else { continue }
                let tag = key.withSecret { EntryTags.clientCase(in: entry.fields.time.month, key: $0) }
                if tag == entry.fields.clientCase { found.formUnion(known.generations) }
            }
        }
        return found
    }
}

/// The whole lines of a mirror; what a crash left of one at its end counts as absent, and so does everything from a hole
/// on: a page that a power cut took is zeros, which no entry holds.
struct MirrorLines: Sequence, IteratorProtocol {
    private var rest: ArraySlice<UInt8>

    init(_ file: borrowing ReadableFile) {
        var bytes: [UInt8] = []
        while let more = try? file.read(at: bytes.count, count: 1 << 20), !more.isEmpty { bytes += more }
        rest = bytes[...]
    }

    mutating func next() -> [UInt8]? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        let line = [UInt8](rest[..<end])
        guard !line.contains(0) else { return nil }
        rest = rest[(end + 1)...]
        return line
    }
}
