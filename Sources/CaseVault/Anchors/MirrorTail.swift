package import AuditLog
import Platform
import VaultCrypto

/// The lines of a mirror after a head: in their chain, and signed by keys that the restored log knows.
package struct MirrorTail {
    package private(set) var head: Checkpoint
    private(set) var acts: [String: Int] = [:]
    package private(set) var wasRead = false
    private var erasures: [AuditEntry] = []

    /// - Throws: `.damaged(.mirror)` when the lines up to the head do not give its root, or one after it is forged.
    ///   Lines signed by a key that came later are counted, and the head does not move past them on their word alone.
    package init(_ path: String, after restored: Checkpoint, _ fold: LogFold) throws(VaultError) {
        head = restored
        guard let file = try? ReadableFile(opening: path) else { return }
        let keys = fold.verifyingKeys
        var tail = LogTail(origin: restored.origin)
        let isWhole = try MirrorLines.forEach(in: file) { (line) throws(VaultError) in
            guard tail.size >= restored.size else {
                tail.advance(by: line)
                guard tail.size < restored.size || tail.checkpoint == restored else { throw .damaged(.mirror) }
                return
            }
            guard let entry = try? AuditEntry(parsing: line), entry.seq == tail.size, entry.prev == tail.prev else {
                throw .damaged(.mirror)
            }
            let key = keys[entry.fields.by]
            let isSigned = key?.isValid(
                entry.signature, for: AuditEntry.signedBytes(of: line, origin: restored.origin))
            guard isSigned != false else { throw .damaged(.mirror) }
            tail.advance(by: line)
            acts[entry.fields.act.text, default: 0] += 1
            if isSigned == true { take(entry, tail) }
        }
        // A mirror that ends before the backup says nothing of what came after, nor one that cannot be read to its end.
        wasRead = isWhole && tail.size >= restored.size
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
            for (id, known) in fold.records.all {
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
