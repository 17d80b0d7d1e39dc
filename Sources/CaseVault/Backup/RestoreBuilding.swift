import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Builds a restored vault in its building place: copies, erases what was erased, draws new keys for the gate, and begins
/// the new log.
struct RestoreBuilding {
    private let environment: VaultEnvironment
    private let erased: Set<GenerationID>
    private let erasedRecords: Set<RecordID>
    private let restored: Checkpoint
    private let known: Checkpoint
    private let listHash: SHA256Digest
    private let changes: (Gate, EntryMonth) throws(VaultError) -> [RowChange]
    private let core: VaultCore
    /// The gate's state before its new keys, which the restore states.
    private let gateFound: GateState
    private let renewed: [RenewedKey]

    init(
        _ reading: RestoreReading, _ places: VaultPlaces, _ lock: consuming LockFile,
        _ environment: VaultEnvironment, _ progress: @escaping Vault.BackupWatch
    ) throws(VaultError) {
        self.environment = environment
        let (aftermath, difference) = (reading.aftermath, try reading.difference())
        (erased, erasedRecords) = (aftermath.erased, aftermath.erasedRecords)
        (restored, known) = (reading.look.log.head, aftermath.known)
        listHash = aftermath.listHash
        changes = { (gate, month) throws(VaultError) in try difference.changes(gate, in: month) }
        try Self.copy(reading, places, progress)
        let key = try GateKey.read(at: reading.key)
        let database = try stored(in: .gateDatabase) { try GateDatabase(opening: places.gateBuilding.database) }
        // Before anything opens, and before anything is drawn.
        try stored(in: .gateDatabase) {
            try database.transaction { transaction in
                for row in difference.erased { try transaction.delete(kind: row.kind, id: row.id) }
            }
        }
        let vault = reading.gate.vault
        let found = try GateRows(vault: vault, database: database, key: key, randomness: environment.randomness)
        gateFound = found.state
        // No step that the restored log knows is drawn a second time, though this copy of the gate may be older.
        found.count(atLeast: reading.look.log.fold.gate?.counter ?? 0)
        renewed = try Self.renewKeys(found, environment)
        let rows = try GateRows(vault: vault, database: database, key: key, randomness: environment.randomness)
        let gate = try Gate(rows: rows, randomness: environment.randomness)
        core = try Self.openedCore(gate, places, lock, environment)
    }

    private static func copy(
        _ reading: RestoreReading, _ places: VaultPlaces, _ progress: @escaping Vault.BackupWatch
    ) throws(VaultError) {
        // The gate first: from then on nobody else takes the place where it waits.
        let gate = reading.gateSource
        let gateHash = try FileCopy.copy(gate.database, to: places.gateBuilding.database)
        guard gateHash == gate.hash else { throw .badBackup(.damaged) }
        let names = reading.vault.manifest.hashes.filter { $0.key != BackupFolder.checkpoint }
        let source = reading.vault.folder.path
        let total = names.keys.reduce(0) { $0 + FileCopy.byteCount("\(source)/\($1)") }
        var done: UInt64 = 0
        for (name, hash) in names.sorted(by: { $0.key < $1.key }) {
            let copied = try FileCopy.copy("\(source)/\(name)", to: "\(places.building.path)/\(name)") { count in
                done += count
                progress(BackupProgress(phase: .copying, done: done, total: max(done, total)))
            }
            guard copied == hash else { throw .badBackup(.damaged) }
        }
    }

    /// Draws a new system key and a new log key: whoever has an old copy of the gate signs nothing in the new log.
    private static func renewKeys(_ rows: GateRows, _ environment: VaultEnvironment) throws(VaultError) -> [RenewedKey]
    {
        let step = rows.nextStep
        var renewed: [RenewedKey] = []
        for kind in [GateKind.systemSeed, .logSeed] {
            let old = try stored(in: .gateDatabase) {
                try rows.database.row(kind: kind.rawValue, id: StoredID(RowID.zero))
            }
            guard let old else { throw .damaged(.gateDatabase) }
            let new = try rows.drawn(kind, .zero, step: step, environment.randomness).row
            try stored(in: .gateDatabase) {
                try rows.database.transaction { try $0.replace(new, expecting: old.step) }
            }
            renewed.append(RenewedKey(old: old, new: new))
        }
        return renewed
    }

    private static func openedCore(
        _ gate: Gate, _ places: VaultPlaces, _ lock: consuming LockFile, _ environment: VaultEnvironment
    ) throws(VaultError) -> VaultCore {
        let store = try stored { try VaultDatabase.upgrade(at: places.building.database) }
        var replay = try LogReplay(rowKey: gate.rowKey)
        try replay.run(over: store, trusting: .max) { (_, _, _) throws(VaultError) in }
        let core = VaultCore(
            OpenedParts(
                folder: places.building, gateFolder: places.gateBuilding, store: store, gate: gate,
                environment: environment, parameters: try VaultOpening.parameters(of: store, gate, environment),
                lock: lock, fold: replay.fold, tail: replay.tail, checkpointed: (0, environment.clock.now),
                lastTime: replay.lastTime, newestSeqs: replay.newestSeqs,
                mirror: LogMirror(path: places.building.mirror),
                // Nothing is remembered before the vault stands in its place.
                heads: HeadFiles(stateDirectory: nil, vault: gate.vault)))
        try core.loadPeople()
        return core
    }

    /// Begins the new log with the entry of the officer.
    func run(_ officer: RestoreOfficer) throws(VaultError) {
        defer { close() }
        let officer = try officer.session(in: core)
        let next = try Origins.origin(core.id, restored.origin.number + 1)
        core.fold.begin(after: restored)
        core.tail = LogTail(origin: next)
        (core.newestClock, core.newestSeqs) = (nil, [:])
        try core.commitAlone { (core, transaction) throws(VaultError) in
            try stored { try transaction.endLog(as: restored.origin.number) }
            try stageRestore(core, officer, in: transaction)
            try stageKeys(core, officer, in: transaction)
            try core.cutCheckpoint(in: transaction)
        }
        core.settle()
        // What this restore erased again stays erased in the next one.
        let records = erasedRecords.sorted().map { ErasureList.Line($0.hex, erasedAt: 0, isRecord: true) }
        let list = erased.sorted().map { ErasureList.Line($0.hex, erasedAt: 0, isRecord: false) } + records
        guard !list.isEmpty else { return }
        do throws(FileError) { try ErasureList(core.folder).write(list) } catch { throw VaultError(error) }
    }

    /// Brings the vault to its place.
    ///
    /// - Throws: `.busy` when the building is another's by now.
    func move(_ places: VaultPlaces) throws(VaultError) { try places.move(core) }

    private func close() {
        try? core.store.close()
        try? core.gate.rows.database.close()
    }

    private func stageRestore(
        _ core: VaultCore, _ officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        let month = try VaultCore.month(of: core.now)
        let changes = try changes(core.gate, month)
        let members = core.fold.membersHash
        var draft = EntryDraft(.backupRestore, by: .person(officer), object: .backup)
        draft.count = restored.size
        try core.stage(draft, try erasures(core), in: transaction) { effects in
            RestoreStatement(
                restored: restored, known: known, members: members, erasures: listHash,
                effects: StatementEffects(rows: effects.rows + changes, gate: gateFound))
        }
    }

    /// The rows of what was erased after the backup: whatever lies under a generation, wraps, drafts of its case, and the
    /// look-up of a case of which nothing is left.
    private func erasures(_ core: VaultCore) throws(VaultError) -> [RowEdit] {
        guard !erased.isEmpty || !erasedRecords.isEmpty else { return [] }
        var edits: [RowEdit] = []
        let waiting = ErasedRows(erased, erasedRecords, core.fold, core.gate.rowKey)
        try stored {
            for table in Table.ofGenerations {
                try core.store.forEachRow(of: table) { row in
                    guard erased.contains(GenerationID(row.generation ?? row.id)) || waiting.areOfRecord(row)
                    else { return }
                    edits.append(RowEdit(old: row, new: nil))
                }
            }
            for (table, id) in waiting.places {
                if let row = try core.store.row(table, id) { edits.append(RowEdit(old: row, new: nil)) }
            }
        }
        return edits
    }

    private func stageKeys(
        _ core: VaultCore, _ officer: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        let changes = try GateRowChanges(core.gate, in: try VaultCore.month(of: core.now))
        let rows = renewed.map { changes.renewed($0.old.leaf, as: $0.new.leaf) }
        let effects = StatementEffects(rows: rows, gate: core.gate.rows.state)
        let statement = KeysStatement(
            person: officer.person, roles: officer.member.roles, systemKey: core.gate.system.verifyingKey,
            logKey: core.gate.log.verifyingKey, effects: effects)
        try core.stage(EntryDraft(.keySystem, by: .person(officer), object: .key), statement, in: transaction)
    }
}

/// A key of the gate before and after a restore, as rows.
private struct RenewedKey {
    let old: GateRow
    let new: GateRow
}
