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
        caseTags = CaseTags()
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
        removeOlderCopies()
    }

    /// The copy that an update laid beside vault.db holds, sealed, what was erased since. One that cannot be read stays.
    private func removeOlderCopies() {
        // One in a log that a restore ended is in no copy of this one.
        guard let newest = fold.erased.newest, newest.seq >= fold.base else { return }
        let erasure = fold.localSeq(newest.seq)
        for copy in VaultUpgrade.copies(in: folder) {
            guard let store = try? VaultDatabase(opening: copy, readOnly: true) else { continue }
            let entries = try? store.lineCount
            try? store.close()
            guard let entries, entries <= erasure else { continue }
            // What leads to the other goes last.
            for file in [DatabaseFiles(copy).log, copy] { try? DurableFile.remove(file, durability: .eventual) }
        }
    }
}

extension PersonSession {
    fileprivate func forget(_ erasure: StagedErasure) {
        keyring.drop(erasure.generations)
        for generation in erasure.generations { indexes.forget(generation, except: IndexFold()) }
        // Its words are in what a search keeps, too.
        scope = nil
        if let caseID = erasure.caseID { headers[caseID] = nil }
    }
}
