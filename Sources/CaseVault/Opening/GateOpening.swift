import AuditLog
import Platform
import VaultCrypto
import VaultStore

/// Finds and opens the gate, whatever an interrupted `init`, move or rotation left.
struct GateOpening {
    let place: GateFolder
    /// The file of the gate key.
    let key: String
    /// An interrupted move was finished.
    let hasFinishedMove: Bool
    private let database: String
    private let vault: VaultID
    private let readOnly: Bool
    private let environment: VaultEnvironment

    /// - Parameters:
    ///   - named: where the gate was last.
    ///   - folder: of the vault.
    ///   - path: the key's file, when it is not beside gate.db.
    ///   - readOnly: nothing is finished, moved or cleared.
    init(
        in named: GateFolder, of folder: VaultFolder, key path: String?, vault: VaultID, readOnly: Bool,
        _ environment: VaultEnvironment
    ) {
        (self.vault, self.readOnly, self.environment) = (vault, readOnly, environment)
        var settled = (place: named, isFinished: false)
        if !readOnly {
            named.finishMove(for: folder)
            settled = GateMove.settled(named) {
                RememberedGate.remember($0, of: vault, environment, durability: .durable)
            }
        }
        (place, hasFinishedMove) = settled
        let waits =
            DurableFolder.exists(place.unfinished.path) && place.unfinished.exists
            && !CreationPair(building: folder, gate: place.unfinished).isAnothers
        let files = place.exists || !waits ? place : place.unfinished
        // A move that is decided and not finished is finished by whoever may write. Where it cannot be finished the gate is
        // missing: what were written into its old file would be nowhere at the new place.
        let retired = readOnly ? Self.existing(GateMove.retired(in: files)) : nil
        database = files.exists ? files.database : retired ?? files.database
        // An interrupted `init` may have brought the key to its place, and the database not yet.
        key = path ?? (DurableFile.exists(files.key) ? files.key : place.key)
    }

    private static func existing(_ path: String) -> String? { DurableFile.exists(path) ? path : nil }

    private var rotation: GateRotation { GateRotation(database: database, key: key) }

    /// Opens gate.db with its key, or with the one that an interrupted rotation had not put in its place yet.
    ///
    /// - Throws: `.gateMissing`, `.noAccess`, `.gateKeyWrong`, `.damaged(.gateDatabase)`.
    func open() throws(VaultError) -> Gate {
        guard DurableFile.exists(database) else { throw DurableFile.isHidden(database) ? .noAccess : .gateMissing }
        do throws(VaultError) { return try gate(database, key) } catch {
            guard [.gateKeyWrong, .gateMissing].contains(error), rotation.hasKey,
                let gate = try? gate(database, rotation.key)
            else { throw error }
            return gate
        }
    }

    /// Whether a change was cut off in the middle: only who may write undoes it.
    var isInterrupted: Bool { readOnly && FileCopy.byteCount(DatabaseFiles(database).journal) > 0 }

    private func gate(_ database: String, _ key: String) throws(VaultError) -> Gate {
        let held = try GateKey.read(at: key)
        do throws(FileError) { _ = try ReadableFile(opening: database) } catch {
            // Of a link or a folder in its place the store would only say that it cannot be opened.
            throw [.link, .notFile].contains(error) ? .damaged(.gateDatabase) : VaultError(error)
        }
        let file = try stored(in: .gateDatabase) { try GateDatabase(opening: database, readOnly: readOnly) }
        let rows = try GateRows(vault: vault, database: file, key: held, randomness: environment.randomness)
        return try Gate(rows: rows, randomness: environment.randomness)
    }

    /// This gate.db is the one the log means: the key that opens it belongs in its place. Before the log says so no key is
    /// written over; an older gate.db beside an older key would take the place of the key of now.
    private func settleKey(of gate: Gate) throws(VaultError) {
        if !opens(gate, with: key) {
            guard opens(gate, with: rotation.key) else { return }
            // The old key goes now: under its new name gate.db may not be durable yet.
            do throws(FileError) { try DurableMove.syncFile(database) } catch { throw VaultError(gate: error) }
            try rotation.placeKey()
        }
        rotation.clear()
    }

    private func opens(_ gate: Gate, with path: String) -> Bool {
        guard let key = try? GateKey.read(at: path),
            let rows = try? GateRows(
                vault: vault, database: gate.rows.database, key: key, randomness: environment.randomness)
        else { return false }
        return (try? Gate(rows: rows, randomness: environment.randomness)) != nil
    }

    /// Finishes a rotation whose entry is in the log, and clears away one that no entry tells of.
    ///
    /// - Parameter recorded: the newest state of gate.db that the log records.
    func settled(_ gate: Gate, by recorded: GateState?) throws(VaultError) -> Gate {
        guard rotation.hasRemains, let recorded else { return gate }
        if gate.rows.state.root == recorded.root {
            if !readOnly { try settleKey(of: gate) }
            return gate
        }
        guard let next = try? self.gate(rotation.database, rotation.key),
            next.rows.state.root == recorded.root
        else { return gate }
        if readOnly { return next }
        try stored(in: .gateDatabase) { try gate.rows.database.close() }
        try stored(in: .gateDatabase) { try next.rows.database.close() }
        try rotation.finish()
        return try self.gate(database, key)
    }
}
