import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Refusals of one kind within a minute: the first is an entry at once, the further ones are counted (Noticing.md,
/// "Refusals"). Tries of passphrases and codes are never counted together: waits follow from them.
struct RefusalCounts {
    /// Who was refused what; one workstation and program, since it is one process.
    private struct Kind: Hashable {
        let signer: KeyID
        let act: Act
        let object: EntryObject
        let caseID: CaseID?

        init(_ draft: EntryDraft, _ signer: KeyID) {
            (self.signer, act, object, caseID) = (signer, draft.act, draft.object, draft.caseID)
        }
    }

    private struct Run {
        let draft: EntryDraft
        let first: UInt64
        let since: UInt64
        var further: UInt64 = 0
    }

    /// Milliseconds since boot that a run lasts.
    static let minute: UInt64 = 60_000
    /// Kinds that are counted beside each other: whoever is refused in more ways gets more entries, not more memory.
    private static let limit = 16

    private var runs: [Kind: Run] = [:]
    /// A writing of the counts is planned for the end of the minute.
    var isPlanned = false

    /// Whether something is counted that no entry tells yet.
    var isCounting: Bool { runs.values.contains { $0.further > 0 } }

    /// Counts a refusal in its running minute; false when there is none.
    mutating func count(_ draft: EntryDraft, of signer: KeyID, at mono: UInt64) -> Bool {
        let kind = Kind(draft, signer)
        guard let run = runs[kind], mono >= run.since, mono - run.since < Self.minute else { return false }
        runs[kind]?.further += 1
        return true
    }

    /// Begins a minute with a refusal that is staged as an entry.
    mutating func begin(_ draft: EntryDraft, of signer: KeyID, at mono: UInt64, entry seq: UInt64) {
        if runs.count >= Self.limit { runs = [:] }
        runs[Kind(draft, signer)] = Run(draft: draft, first: seq, since: mono)
    }

    /// Ends the minutes of a signer whose keys are to be wiped.
    mutating func forget(_ signer: KeyID) { runs = runs.filter { $0.key.signer != signer } }

    /// The entries that tell what was counted, by their first, and forgets the counts; the minutes go on.
    mutating func take() -> [EntryDraft] {
        guard isCounting else { return [] }
        let counted = runs.filter { $0.value.further > 0 }.sorted { $0.value.first < $1.value.first }
        for (kind, _) in counted { runs[kind]?.further = 0 }
        return counted.map { _, run in
            var draft = run.draft
            draft.count = run.further
            draft.ref = run.first + 1
            return draft
        }
    }
}

extension VaultCore {
    /// Stages an entry for a refusal, or counts it when its minute runs.
    func stageRefusal(_ refusal: EntryDraft, in transaction: borrowing StoreTransaction) throws(VaultError) {
        var draft = refusal
        draft.result = .denied
        let (signer, mono) = (draft.signer.key(gate), environment.clock.sinceBoot)
        if refusals.count(draft, of: signer, at: mono) { return }
        try stageRefusalCounts(in: transaction)
        let seq = try stage(draft, in: transaction)
        refusals.begin(draft, of: signer, at: mono, entry: seq)
    }

    /// Stages one entry for each kind of refusal that was counted since its last: `count` further ones, and in `ref` the
    /// first of that minute.
    ///
    /// Whatever takes somebody's keys away does this first: afterwards she can sign nothing, not even that she was refused.
    func stageRefusalCounts(in transaction: borrowing StoreTransaction) throws(VaultError) {
        for draft in refusals.take() where !fold.isSilenced(draft.signer.key(gate)) {
            try stage(draft, in: transaction)
        }
    }

    /// Writes what was counted, before keys are forgotten.
    func writeRefusalCounts() {
        guard !isBroken, refusals.isCounting else { return }
        // If it cannot be written, the running minute is lost, as it is when the program is killed.
        try? commitAlone(mayUseReserve: true) { (core, transaction) throws(VaultError) in
            try core.stageRefusalCounts(in: transaction)
        }
    }
}

extension Vault {
    /// Has the counts written when the minute ends, also when nobody asks for anything until then.
    func planRefusalCounts() {
        guard let core, core.refusals.isCounting, !core.refusals.isPlanned else { return }
        core.refusals.isPlanned = true
        executor.after(seconds: core.environment.secondsOfCounting) { [weak self] in
            self?.assumeIsolated { $0.endRefusalMinute() }
        }
    }

    private func endRefusalMinute() {
        core?.refusals.isPlanned = false
        core?.writeRefusalCounts()
    }
}
