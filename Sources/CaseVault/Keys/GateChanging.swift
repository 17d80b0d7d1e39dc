import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension GateRotate: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try await vault.checkMayChangeGate(.gateRotate, person)
        let core = try vault.opened()
        let rows = try core.rotateGate(by: person)
        return Response(rows: rows, key: core.gateKeyFile)
    }
}

extension GateMoveTo: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try await vault.checkMayChangeGate(.gateMove, person)
        return try vault.opened().moveGate(to: GateFolder(path: AbsolutePath.of(path)), by: person)
    }
}

extension Vault {
    /// A refusal is an entry.
    fileprivate func checkMayChangeGate(_ act: Act, _ person: PersonSession) async throws(VaultError) {
        guard person.role(for: act) == nil else { return }
        try await change(refusal: EntryDraft(act, by: .person(person), object: .gate)) {
            (_, _) throws(VaultError) in throw .notPermitted
        }
    }
}

extension VaultCore {
    /// A disk that cannot be told apart counts as the same.
    var isGateOnVaultDisk: Bool {
        (try? FileSystems.sameDevice(folder.database, gateFolder.database)) ?? true
    }

    /// While something of the gate waits in `gate-being-made`, a change would leave its other half there.
    func checkGateIsInPlace() throws(VaultError) {
        let waiting = gateFolder.unfinished
        let isAnothers = CreationPair(building: folder, gate: waiting).isAnothers
        guard gateFolder.exists, !waiting.waits || isAnothers else { throw .gateUnfinished }
    }

    func moveGate(to place: GateFolder, by officer: PersonSession) throws(VaultError) -> GateMoveTo.Response {
        try checkGateIsInPlace()
        try environment.checkNewPlace(place.path)
        // Nor where nobody can tell, such as a mount whose server is away: the gate is well where it is.
        switch environment.isNetwork(place.path) {
        case false?: break
        case true?: throw .unsuitableFolder(.network)
        case nil: throw .unsuitableFolder(.unknown)
        }
        let (move, withKey) = (GateMove(old: gateFolder, new: place), gateKeyFile == gateFolder.key)
        do throws(VaultError) {
            try move.copy(gate, key: gateKeyFile, randomness: environment.randomness)
        } catch {
            move.undo()
            throw error
        }
        do throws(VaultError) {
            try move.decide()
            try commitAlone { (core, transaction) throws(VaultError) in
                try core.stageGateMove(to: place, by: .person(officer), in: transaction)
            }
        } catch {
            // Also when gate.db lost its name and the disk did not say that this is durable. What cannot be taken back here
            // the next opening finishes.
            isBroken = true
            try? move.revoke()
            throw error
        }
        try take(move, withKey: withKey)
        return GateMoveTo.Response(path: place.path, onVaultDisk: isGateOnVaultDisk, withKey: withKey)
    }

    /// Goes on with the gate at its new place.
    private func take(_ move: GateMove, withKey: Bool) throws(VaultError) {
        // If something fails here, the next opening finishes.
        do throws(VaultError) {
            try stored(in: .gateDatabase) { try gate.rows.database.close() }
            let isThere = move.complete {
                RememberedGate.remember(move.new, of: id, environment, durability: .durable)
            }
            guard isThere else { throw .inputOutput }
            if withKey { gateKeyFile = move.new.key }
            gateFolder = move.new
            gateHead = GateHead(in: move.new)
            gateHead?.replace(tail.checkpoint)
            gate = try GateOpening(in: move.new, of: folder, key: gateKeyFile, vault: id, readOnly: false, environment)
                .open()
            // The newest step may be that of a row that was removed since.
            gate.rows.count(atLeast: fold.gate?.counter ?? 0)
        } catch {
            isBroken = true
            throw error
        }
    }

    /// - Parameter place: where the gate will lie; nil for where it lies already.
    func stageGateMove(
        to place: GateFolder? = nil, by signer: EntrySigner, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        let path = (place ?? gateFolder).path
        let isSame = (try? FileSystems.sameDevice(folder.database, path)) ?? true
        let statement = GateMoveStatement(gate: gate.rows.state, device: isSame ? .same : .other)
        try stage(EntryDraft(.gateMove, by: signer, object: .gate), statement, in: transaction)
    }
}
