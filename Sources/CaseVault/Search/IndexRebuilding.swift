import AuditLog
import VaultCrypto
import VaultStore

// Each record's writing adds a segment; a search finds out that there are many, or that records stand in none, and whoever
// may write there puts it right afterwards. Nothing she is shown depends on it.
extension Vault {
    /// Rebuilds what a search found to be in need of it.
    func mendIndexes(after run: SearchRun, of person: PersonSession) async throws(VaultError) {
        // What is left of a full disk belongs to the entries of reads.
        guard let core, core.needsMending(run), core.hasRoomToBegin
        else { return }
        do throws(VaultError) {
            _ = try await change { (core, transaction) throws(VaultError) in
                try core.stageRebuilds(run, in: transaction)
            }
        } catch {
            // The search is done and logged. A full disk, say, leaves the index as it was; the next search tries again.
        }
    }
}

extension VaultCore {
    /// The most generations whose segments one search puts together.
    private static let mostMerged = 64
    /// More segments than this are put together.
    private static let mostSegments = 16
    /// A segment of more bytes is left alone; new ones are cut so that they have no more.
    private static let segmentByteLimit = 64 << 10

    func needsMending(_ run: SearchRun) -> Bool {
        !run.fresh.isEmpty || run.scope.parts.contains { $0.segmentCount > Self.mostSegments }
    }

    func stageRebuilds(_ run: SearchRun, in transaction: borrowing StoreTransaction) throws(VaultError) {
        let targets = targets(run)
        let many = run.scope.parts.filter { $0.segmentCount > Self.mostSegments && targets[$0.name.id] == nil }
        let due = targets.keys.sorted() + many.map(\.name.id).sorted().prefix(Self.mostMerged)
        for id in due {
            guard let generation = fold.generations[id], let item = run.person.keyring[id],
                fold.mayRebuild(generation, run.person.person, at: now)
            else { continue }
            try stageRebuild(item, targets[id] ?? [], of: run.person, in: transaction)
        }
    }

    /// Records that stand in no segment, by the generation in whose index they will: the newest of their compartment.
    private func targets(_ run: SearchRun) -> [GenerationID: [IndexEntry]] {
        var targets: [GenerationID: [IndexEntry]] = [:]
        for (id, entries) in run.fresh {
            guard let generation = fold.generations[id],
                let newest = fold.cases[generation.caseID]?.newest[generation.compartment]
            else { continue }
            let open = fold.search.unindexed[generation.caseID] ?? []
            let name = GenerationName(generation)
            targets[newest, default: []] += entries.filter { open.contains($0.record) && isNewest($0, in: name) }
        }
        return targets.filter { !$0.value.isEmpty }
    }

    private func stageRebuild(
        _ item: Keyring.Item, _ fresh: [IndexEntry], of person: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        let new = Set(fresh.map(\.record))
        guard let replaced = try replaced(item.name, by: new, person), !fresh.isEmpty || !replaced.isEmpty else {
            return
        }
        let kept = replaced.flatMap(\.entries).filter { isNewest($0, in: item.name) && !new.contains($0.record) }
        var edits: [RowEdit] = []
        for entries in Self.cut(kept + fresh) {
            let number = nextSegment(of: item.name.id) + UInt64(edits.count)
            edits.append(try segmentEdit(entries, number: number, in: item.name, under: item.half))
        }
        for segment in replaced { edits.append(RowEdit(old: segment.row, new: nil, caseID: item.name.caseID)) }
        let draft = EntryDraft(.indexRebuild, by: .person(person), object: .index, caseID: item.name.caseID)
        try stage(draft, edits, in: transaction) {
            IndexStatement(
                caseID: item.name.caseID, generation: item.name.id,
                items: fresh.map { .init(record: $0.record, revision: $0.revision) }, effects: $0)
        }
    }

    /// The segments to put together: small ones when there are many, and always those that hold one of the new records.
    ///
    /// - Returns: nil when the session has not opened one of them.
    private func replaced(
        _ name: GenerationName, by new: Set<RecordID>, _ person: PersonSession
    ) throws(VaultError) -> [(row: StoredRow, entries: [IndexEntry])]? {
        let opened = person.indexes[name.id]
        var segments: [(number: UInt64, entries: [IndexEntry])] = []
        for mark in fold.search.indexes[name.id]?.segments ?? [] {
            guard let entries = opened[mark.revision] else { return nil }
            segments.append((mark.revision, entries))
        }
        let small = segments.filter { Self.byteCount($0.entries) < Self.segmentByteLimit / 2 }
        let limit = small.count > Self.mostSegments ? Self.segmentByteLimit / 2 : 0
        let id = StoredID(name.id.retyped(as: RowKind.self))
        return try segments.filter { segment in
            Self.byteCount(segment.entries) < limit || segment.entries.contains { new.contains($0.record) }
        }.prefix(IndexStatement.mostSegments).map { (segment) throws(VaultError) in
            guard let row = try stored({ try store.row(.searchIndex, id, revision: segment.number) }) else {
                throw .damaged(.index)
            }
            return (row, segment.entries)
        }
    }

    private static func byteCount(_ entries: [IndexEntry]) -> Int { entries.reduce(0) { $0 + $1.fieldByteCount } }

    /// Entries in order, in runs of at most so many bytes; one that has more stands alone. No entries are one run.
    static func cut(_ entries: [IndexEntry]) -> [[IndexEntry]] {
        var runs: [[IndexEntry]] = [[]]
        var count = 0
        for entry in entries {
            if count > 0, count + entry.fieldByteCount > segmentByteLimit {
                runs.append([])
                count = 0
            }
            runs[runs.count - 1].append(entry)
            count += entry.fieldByteCount
        }
        return runs
    }
}
