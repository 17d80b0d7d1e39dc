import AuditLog
import VaultCrypto
import VaultStore

// What an unlock completes: wraps that wait are folded into the keyring, halves of cases she left are dropped, and keys
// that colleagues wait for are passed on.
extension VaultCore {
    func takeUp(
        _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> [Waiting] {
        let erased = try eraseWhatIsDue(session, in: transaction)
        let before = fold.wraps[session.person] ?? [:]
        let wraps = try foldWraps(session, in: transaction)
        session.received = wraps.taken.compactMap { before[$0]?.info }
        session.unopened = Set(wraps.unopened.map(\.grant))
        let given = try hasRoomToPassOn(session) ? completeGrants(session, in: transaction) : 0
        var waiting: [Waiting] = erased > 0 ? [.erased(erased)] : []
        if !wraps.unopened.isEmpty { waiting.append(.grantsNotOpened(wraps.unopened.count)) }
        if !wraps.withoutRoom.isEmpty { waiting.append(.grantsWithoutRoom(wraps.withoutRoom.count)) }
        if wraps.withoutDisk > 0 { waiting.append(.grantsWithoutDisk(wraps.withoutDisk)) }
        if !wraps.taken.isEmpty { waiting.append(.grantsReceived(wraps.taken.count)) }
        if given > 0 { waiting.append(.grantsCompleted(given)) }
        return waiting
    }

    /// The same of the wraps alone.
    ///
    /// - Returns: whether they were looked at; on a full disk they wait.
    func takeUpWraps(_ session: PersonSession, in transaction: borrowing StoreTransaction) throws(VaultError) -> Bool {
        let wraps = try foldWraps(session, in: transaction)
        session.unopened.formUnion(wraps.unopened.map(\.grant))
        return wraps.withoutDisk == 0
    }

    /// Folds every wrap that waits for her and opens, and drops what she may no longer hold.
    ///
    /// A wrap that does not open costs nobody her unlocking: it stays, and an entry says so, for her and for `check`. What
    /// waits beyond the room of her keyring stays too. An officer of many houses who was away finds hundreds of thousands:
    /// an entry tells of a portion, so that its statement and its rows have an end.
    private func foldWraps(
        _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> FoldedWraps {
        var all = FoldedWraps()
        var dropped = droppable(of: session)
        let waiting = inOrder(fold.wraps[session.person] ?? [:], session.keyring.items.count - dropped.count)
        let held = Keyring.storedItems(for: session.keyring.items.count) * Keyring.itemByteCount
        // The log remembers until something is dropped.
        if !dropped.isEmpty, !hasRoom(forKeys: held) { dropped = [] }
        let written =
            Keyring.storedItems(for: session.keyring.items.count + waiting.count) * Keyring.itemByteCount
            + waiting.count * Self.bytesOfAGrant
        guard waiting.isEmpty || hasRoom(forKeys: written) else {
            all.withoutDisk = waiting.count
            if !dropped.isEmpty { _ = try foldPortion([], dropped, session, in: transaction) }
            return all
        }
        var place = waiting.startIndex
        repeat {
            let end = min(place + environment.keyringLimits.wrapsOfAnEntry, waiting.endIndex)
            let portion = try foldPortion(waiting[place..<end], dropped, session, in: transaction)
            (place, dropped) = (end, [])
            all.taken += portion.taken
            all.unopened += portion.unopened
            all.withoutRoom.formUnion(portion.withoutRoom)
        } while place < waiting.endIndex
        for (seq, caseID) in all.unopened { try stageUnopened(seq, caseID, session, in: transaction) }
        return all
    }

    /// What a grant that is given or taken up writes, about: a row of 1,168 bytes, a line, a statement, and two or three pages of
    /// indexes, where ids that are drawn at random stand each by itself.
    private static let bytesOfAGrant = 20 << 10

    /// By their entries; where they have no room for all, keys that replace others go first: without them whoever works in
    /// a case is put out of it.
    private func inOrder(_ waiting: [UInt64: GrantStatement], _ held: Int) -> [WaitingGrant] {
        let sorted = waiting.sorted { $0.key < $1.key }
        guard held + sorted.count > environment.keyringLimits.items else { return sorted }
        return sorted.filter { $0.value.info.number > 1 } + sorted.filter { $0.value.info.number == 1 }
    }

    private func foldPortion(
        _ waiting: ArraySlice<WaitingGrant>, _ dropped: [GenerationID], _ session: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> FoldedWraps {
        var wraps = FoldedWraps()
        var keyring = session.keyring
        keyring.drop(dropped)
        for (seq, grant) in waiting where try hasTagKey(grant.info.caseID) {
            let addsOne = isGiven(grant, seq, to: session.person) && keyring[grant.info.generation] == nil
            guard !addsOne || keyring.items.count + wraps.added < environment.keyringLimits.items else {
                wraps.withoutRoom.insert(seq)
                continue
            }
            do throws(VaultError) {
                try fold(grant, seq, session, into: &wraps)
                if addsOne { wraps.added += 1 }
            } catch {
                guard error == .damaged(.grant) else { throw error }
                wraps.unopened.append((seq, grant.info.caseID))
            }
        }
        guard !wraps.taken.isEmpty || !dropped.isEmpty else { return wraps }
        keyring.put(wraps.items)
        let act = wraps.taken.isEmpty ? Act.grantDrop : .grantAccept
        let draft = EntryDraft(act, by: .person(session), object: .grant)
        let accepted = wraps.taken.sorted()
        try stage(keyring, of: session, draft, wraps.edits, in: transaction) {
            KeyringStatement(person: session.person, accepted: accepted, dropped: dropped, effects: $0)
        }
        return wraps
    }

    /// Whether a grant is still the one by which she is to hold its key: not revoked, not given anew since.
    private func isGiven(_ grant: GrantStatement, _ seq: UInt64, to person: PersonID) -> Bool {
        fold.generations[grant.info.generation]?.grants[person]?.seq == seq
    }

    /// Halves of generations that she has left. The log knows whether there can be any; looking through thousands of keys
    /// at each unlock is for whoever lost some.
    func droppable(of session: PersonSession) -> [GenerationID] {
        fold.hasLostKeys(session.person) ? lostHalves(of: session) : []
    }

    func lostHalves(of session: PersonSession) -> [GenerationID] {
        let (generations, person) = (fold.generations, session.person)
        return session.keyring.generations.filter { id in
            guard let generation = generations[id], !generation.isRetired else { return true }
            // What nobody else holds is kept: the gate refuses it all the same.
            return generation.grants[person] == nil && !generation.grants.isEmpty
        }
    }

    private func stageUnopened(
        _ grant: UInt64, _ caseID: CaseID, _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        var draft = EntryDraft(.grantAccept, by: .person(session), object: .grant, caseID: caseID)
        draft.result = .failed
        // An entry names only entries of its own log.
        if grant >= fold.base { draft.ref = fold.localSeq(grant) + 1 }
        try stage(draft, in: transaction)
    }

    /// Opens one wrap, checks it against the generation's commitment, and puts the half into the keyring.
    ///
    /// A wrap whose grant was revoked meanwhile is dropped unopened.
    private func fold(
        _ grant: GrantStatement, _ seq: UInt64, _ session: PersonSession, into wraps: inout FoldedWraps
    ) throws(VaultError) {
        let info = grant.info
        let row = try stored { try store.row(.wrap, StoredID(grant.row)) }
        if let generation = fold.generations[info.generation], isGiven(grant, seq, to: session.person) {
            guard let row else { throw .damaged(.grant) }
            let half = try unwrap(row, grant, of: generation, session)
            wraps.items.append(
                Keyring.Item(name: GenerationName(generation), half: half, rights: info.rights, grant: seq))
        }
        if let row { wraps.edits.append(RowEdit(old: row, new: nil, caseID: info.caseID)) }
        wraps.taken.append(seq)
    }

    private func unwrap(
        _ row: StoredRow, _ grant: GrantStatement, of generation: GenerationFold, _ session: PersonSession
    ) throws(VaultError) -> HeldSecret {
        guard let wrapped = WrappedSecret(bytes: row.sealed), Blake2b.hash(bytes: row.sealed) == grant.wrapHash
        else { throw .damaged(.grant) }
        let half = try session.identity.wrapping.unwrap(wrapped, info: grant.info.tuple)
        let name = GenerationName(generation)
        guard half.withSecret({ StaffHalf.commitment($0, id, name) }) == generation.commitment
        else { throw .damaged(.grant) }
        return half
    }

    /// Stages a keyring's new row with the entry that tells of it, and takes it as the session's own.
    ///
    /// - Throws: `.keyringFull`.
    func stage(
        _ keyring: Keyring, of session: PersonSession, _ draft: EntryDraft, _ edits: [RowEdit],
        gate change: GateChange? = nil, in transaction: borrowing StoreTransaction,
        statement: (StatementEffects) -> any Statement
    ) throws(VaultError) {
        let old = try stored { try store.row(.keyring, StoredID(session.person)) }
        var keyring = keyring
        if let old, old.revision != keyring.revision {
            // Another session of hers wrote meanwhile: what that one holds stays.
            let newer = try Keyring(
                opening: old, of: session.person, under: session.identity.keyringKey, gate.rowKey)
            let held = keyring
            keyring.put(newer.items.filter { held[$0.name.id] == nil })
        }
        let row = try keyring.sealed(
            as: session.person, revision: (old?.revision ?? 0) + 1, under: session.identity.keyringKey, gate.rowKey,
            environment.randomness)
        try stage(draft, [RowEdit(old: old, new: row)] + edits, gate: change, in: transaction, statement: statement)
        staged.note(keyringOf: session)
        session.keyring = keyring
        session.keyring.revision = row.revision
        staged.settle(session)
        // What one of her sessions holds all of them hold: in another window she goes on with the case she has just made.
        for other in sessions.values where other.person == session.person && other !== session {
            staged.note(keyringOf: other)
            other.keyring = session.keyring
        }
    }

    /// Takes over what another session of hers wrote into her keyring since this one opened it.
    ///
    /// - Throws: `.damaged(.keyring)`.
    func takeNewestKeyring(_ session: PersonSession) throws(VaultError) {
        let mark = fold.personRows[Table.keyring.rawValue]?[session.person.retyped()]
        guard let mark, mark.revision > session.keyring.revision else { return }
        session.keyring = try newestKeyring(of: session.person, session.identity)
    }

    /// After a restore with an older gate a case's tag key may be missing: what concerns it waits for a newer copy.
    private func hasTagKey(_ caseID: CaseID) throws(VaultError) -> Bool { try gate.tagKey(caseID) != nil }

    /// Whether the disk has room for what an unlock would pass on; without it colleagues wait, and she reads.
    private func hasRoomToPassOn(_ session: PersonSession) -> Bool {
        let grants = fold.lackedKeys(among: session.keyring.generations).reduce(0) { count, id in
            count + (fold.generations[id].map { fold.lacking($0).count } ?? 0)
        }
        return hasRoom(forKeys: grants * Self.bytesOfAGrant)
    }

    /// Passes on what colleagues wait for and she can give.
    ///
    /// - Returns: how many grants were made.
    func completeGrants(
        _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Int {
        var count = 0
        for id in fold.lackedKeys(among: session.keyring.generations) {
            guard let generation = fold.generations[id] else { continue }
            count += try giveAll(generation, by: session, in: transaction).count
        }
        return count
    }

    /// Wraps a half to everyone who is entitled to it and lacks it; whose key takes no wrap goes on waiting.
    ///
    /// - Returns: who received it.
    @discardableResult
    func giveAll(
        _ generation: GenerationFold, by session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> [PersonID] {
        guard let item = session.keyring[generation.id],
            fold.holds(.give, session.person, in: generation.id, at: now)
        else { return [] }
        let lacking = fold.lacking(generation).filter { $0.person != session.person }
        guard !lacking.isEmpty, try hasTagKey(generation.caseID) else { return [] }
        var given: [PersonID] = []
        for person in lacking {
            guard try give(generation, item.half, to: person, by: session, in: transaction) else { continue }
            given.append(person.person)
        }
        return given
    }

    /// - Returns: false when nothing can be wrapped for her key.
    private func give(
        _ generation: GenerationFold, _ half: HeldSecret, to person: Member, by session: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Bool {
        let info = GrantInfo(
            vault: id, caseID: generation.caseID, compartment: generation.compartment, number: generation.number,
            generation: generation.id, commitment: generation.commitment, grantee: person.key,
            granter: session.identity.signing.id, rights: fold.entitlement(person, in: generation), expires: 0,
            authority: fold.authority(for: person, in: generation))
        let wrapped: WrappedSecret
        do {
            wrapped = try half.withSecret { (half) throws(WrapError) in
                try person.wrappingKey.wrap(half, info: info.tuple.bytes)
            }
        } catch {
            return false
        }
        let statement = GrantStatement(info: info, wrapHash: Blake2b.hash(bytes: wrapped.bytes))
        try stage(
            EntryDraft(.grantGive, by: .person(session), object: .grant, caseID: generation.caseID),
            inserting: StoredRow(.wrap, statement.row, revision: 1, sealed: wrapped.bytes),
            of: generation.caseID, statement, in: transaction)
        return true
    }
}

/// A grant with its entry.
private typealias WaitingGrant = (key: UInt64, value: GrantStatement)

/// What an unlock found among the wraps that waited.
private struct FoldedWraps {
    /// What came, not in the keyring yet.
    var items: [Keyring.Item] = []
    /// How many of them are of keys she did not hold.
    var added = 0
    /// Entries of the grants that wait no more.
    var taken: [UInt64] = []
    /// Those that do not open, with their cases.
    var unopened: [(grant: UInt64, caseID: CaseID)] = []
    /// Entries of those that wait on, because her keyring holds as many keys as one can.
    var withoutRoom: Set<UInt64> = []
    /// How many wait on, because the disk has no room for what taking them up writes.
    var withoutDisk = 0
    var edits: [RowEdit] = []
}
