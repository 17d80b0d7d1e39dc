import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// What is done once gate.db holds a tombstone instead of q.
struct StagedErasure {
    let generations: [GenerationID]
    /// Whose t is gone too.
    let caseID: CaseID?
}

// None of these steps can be seen in the log, and each can be repeated: an opening does again whatever is left.
extension VaultCore {
    /// Forgets what is destroyed, in memory and in the write-ahead log, and unlinks chunks.
    func finish(_ erasures: [StagedErasure]) {
        guard !erasures.isEmpty else { return }
        for erasure in erasures {
            gate.forget(erasure.generations, erasure.caseID)
            for person in sessions.values { person.forget(erasure) }
            if let caseID = erasure.caseID { caseIDs = caseIDs.filter { $0.value != caseID } }
        }
        lastCaseTag = nil
        clearRemains()
    }

    /// What an interrupted erasure may have left besides the two files.
    func clearRemains() {
        guard !fold.erased.tombstones.isEmpty || !fold.erased.files.isEmpty else { return }
        // A log that cannot be cut now is cut when the vault is closed, or at the next opening.
        try? store.truncateWAL()
        ErasureList(folder).add(fold.erased)
        for name in (try? DurableFolder.names(in: folder.files)) ?? [] {
            guard let file = FileID(hex: name), fold.erased.files.contains(file) else { continue }
            try? DurableFile.remove(folder.chunks(of: file), durability: .eventual)
        }
    }
}

extension PersonSession {
    fileprivate func forget(_ erasure: StagedErasure) {
        for generation in erasure.generations {
            keyring.drop(generation)
            indexes.forget(generation, except: IndexFold())
        }
        if let caseID = erasure.caseID { headers[caseID] = nil }
    }
}

/// `erased` beside the mirror: a generation in hex, a space and the seq of its erasure, one a line. In no backup: it is
/// what closes an erased case again when both files are put back from before.
///
/// Of a record that went alone a line bears its id and ends in `record`, and its generations are not named: two copies from
/// before still have its neighbours under them, and would lose these too.
struct ErasureList {
    private let path: String
    private static let limit = 64 << 20

    init(_ folder: VaultFolder) { path = folder.erased }

    /// The lines that are whole.
    var lines: [String] {
        guard let bytes = try? DurableFile.read(path, limit: Self.limit) else { return [] }
        let text = String(decoding: bytes, as: UTF8.self)
        let whole = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return whole.map(String.init).filter { GenerationID(hex: String($0.prefix(32))) != nil }
    }

    /// Adds what is not in it yet. Where it cannot be written the gate's tombstones still tell.
    func add(_ erased: ErasureFold) {
        let known = lines
        let listed = Set(known.map { String($0.prefix(32)) })
        let generations = erased.tombstones.filter { $0.value.outlivedBy == nil }.map {
            (seq: $0.value.seq, hex: $0.key.hex, kind: "")
        }
        let records = erased.single.map { (seq: $0.value, hex: $0.key.hex, kind: Self.record) }
        let missing = (generations + records).filter { !listed.contains($0.hex) }
            .sorted { ($0.seq, $0.hex) < ($1.seq, $1.hex) }
        guard !missing.isEmpty else { return }
        write(known + missing.map { "\($0.hex) \($0.seq)\($0.kind)" })
    }

    /// How the line of a record ends.
    static let record = " record"

    func write(_ lines: [String]) {
        let text = lines.map { "\($0)\n" }.joined()
        try? DurableFile.replace(path, contents: Array(text.utf8), durability: .durable)
    }
}

extension VaultFolder {
    /// See ``ErasureList``.
    var erased: String { "\(path)/erased" }
}
