import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// The files of a change of the gate key (GateFormat.md, "Overview").
///
/// `gate.key.new` and `gate.db.new` are durable before the entry; the entry's commit decides; then `gate.db.new` takes
/// the place of gate.db and `gate.key.new` that of the key. An opening compares with the log: what no entry tells of is
/// cleared away, what one tells of is finished. So neither file means anything by lying there, whoever laid it down.
struct GateRotation {
    private let placedDatabase: String
    private let placedKey: String

    init(database: String, key: String) { (placedDatabase, placedKey) = (database, key) }

    var database: String { placedDatabase + ".new" }
    var key: String { placedKey + ".new" }

    var hasKey: Bool { DurableFile.exists(key) }
    var hasRemains: Bool { hasKey || DurableFile.exists(database) }

    /// Seals every row under a new key, in files of their own, durably.
    ///
    /// - Parameter tombstones: those that the log tells of; they are made as an opening would make them.
    /// - Throws: `.alreadyExists` when something that is not ours bears their names; `.gateDiskFull`, `.inputOutput`.
    func sealed(
        _ gate: Gate, _ tombstones: [GenerationID: TombstoneFold], _ randomness: Randomness
    ) throws(VaultError) -> Gate {
        clear()
        guard !hasRemains else { throw .alreadyExists }
        let newKey = try GateKey.create(at: key, randomness)
        let file = try stored(in: .gateDatabase) { try GateDatabase.create(at: database) }
        let rows = try GateRows(vault: gate.vault, database: file, key: newKey, randomness: randomness)
        let step = gate.rows.nextStep
        var added: [GateRow] = []
        for old in try stored(in: .gateDatabase, { try gate.rows.database.rows() }) {
            guard let kind = GateKind(rawValue: old.kind) else { throw .damaged(.gateDatabase) }
            if kind == .tombstone, let known = tombstones[GenerationID(old.id)] {
                added.append(try rows.tombstone(of: GenerationID(old.id), TombstoneFold(seq: known.seq, step: step)))
            } else {
                added.append(try rows.sealed(gate.rows.open(old), as: kind, RowID(old.id), step: step))
            }
        }
        try rows.stage(adding: added, removing: [])
        try rows.commit(adding: added)
        return try Gate(rows: rows, randomness: randomness)
    }

    /// Puts both files in their places. Each step can be repeated.
    func finish() throws(VaultError) {
        do throws(FileError) {
            try DurableMove.move(database, to: placedDatabase)
        } catch {
            throw VaultError(gate: error)
        }
        try placeKey()
    }

    func placeKey() throws(VaultError) {
        do throws(FileError) { try DurableMove.move(key, to: placedKey) } catch { throw VaultError(gate: error) }
    }

    /// Takes away what an interrupted rotation left. A file that is no gate key stays.
    func clear() {
        for name in DatabaseFiles(database).names { try? DurableFile.remove(name, durability: .eventual) }
        if GateKey.isKeyFile(at: key) { try? DurableFile.remove(key, durability: .durable) }
    }
}

extension VaultCore {
    /// Changes the gate key; the officer's entry decides.
    ///
    /// - Returns: how many rows were sealed anew.
    func rotateGate(by officer: PersonSession) throws(VaultError) -> Int {
        try checkGateIsInPlace()
        let (old, rotation) = (gate, GateRotation(database: gateFolder.database, key: gateKeyFile))
        do throws(VaultError) {
            try commitAlone { (core, transaction) throws(VaultError) in
                let next = try rotation.sealed(
                    old, core.fold.erased.tombstones, core.environment.randomness)
                let statement = GateRotateStatement(effects: try core.renewal(from: old, to: next))
                core.gate = next
                try core.stage(
                    EntryDraft(.gateRotate, by: .person(officer), object: .gate), statement, in: transaction)
            }
        } catch {
            // A commit that reports an error may be durable all the same: then the next opening asks the log.
            if !isBroken { rotation.clear() }
            gate = old
            isBroken = true
            throw error
        }
        let count = gate.rows.allLeaves.count
        do throws(VaultError) {
            try stored(in: .gateDatabase) { try old.rows.database.close() }
            try stored(in: .gateDatabase) { try gate.rows.database.close() }
            try rotation.finish()
            gate = try GateOpening(
                in: gateFolder, of: folder, key: gateKeyFile, vault: id, readOnly: false, environment
            ).open()
        } catch {
            isBroken = true
            throw error
        }
        gateHead?.replace(tail.checkpoint)
        keepGateMirror()
        return count
    }

    /// Every row before and after, as the statement names them.
    private func renewal(from old: Gate, to next: Gate) throws(VaultError) -> StatementEffects {
        let changes = try GateRowChanges(old, in: try Self.month(of: now))
        var rows: [RowChange] = []
        for new in try stored(in: .gateDatabase, { try next.rows.database.rows() }) {
            let before = try stored(in: .gateDatabase) { try old.rows.database.row(kind: new.kind, id: new.id) }
            guard let before else { throw .damaged(.gateDatabase) }
            rows.append(changes.renewed(before.leaf, as: new.leaf))
        }
        return StatementEffects(rows: rows, gate: next.rows.state)
    }
}
