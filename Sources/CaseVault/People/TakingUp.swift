import AuditLog
import VaultCrypto
import VaultStore

// What an unlock completes: wraps that wait are folded into the keyring, halves of cases she left are dropped, and keys
// that colleagues wait for are passed on.
extension VaultCore {
    func takeUp(
        _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> [Waiting] {
        let received = try foldWraps(session, in: transaction)
        let given = try completeGrants(session, in: transaction)
        return (received > 0 ? [.grantsReceived(received)] : []) + (given > 0 ? [.grantsCompleted(given)] : [])
    }

    /// Folds every wrap that waits for her, and drops what she may no longer hold.
    ///
    /// - Returns: how many were folded.
    private func foldWraps(
        _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Int {
        var waiting: [(key: UInt64, value: GrantStatement)] = []
        for wrap in (fold.wraps[session.person] ?? [:]).sorted(by: { $0.key < $1.key })
        where try hasTagKey(wrap.value.info.caseID) { waiting.append(wrap) }
        var keyring = session.keyring
        let dropped = keyring.items.keys.filter { id in
            // What nobody else holds is kept: the gate refuses it all the same.
            guard let grants = fold.generations[id]?.grants else { return true }
            return grants[session.person] == nil && !grants.isEmpty
        }.sorted()
        guard !waiting.isEmpty || !dropped.isEmpty else { return 0 }
        for generation in dropped { keyring.drop(generation) }
        var edits: [RowEdit] = []
        for (seq, grant) in waiting {
            edits.append(try unwrap(grant, seq, session, into: &keyring))
        }
        let act = waiting.isEmpty ? Act.grantDrop : .grantAccept
        try stage(keyring, of: session, EntryDraft(act, by: .person(session), object: .grant), edits, in: transaction) {
            KeyringStatement(person: session.person, accepted: waiting.map(\.key), dropped: dropped, effects: $0)
        }
        return waiting.count
    }

    /// Opens one wrap, checks it against the generation's commitment, and puts the half into the keyring.
    ///
    /// A wrap whose grant was revoked meanwhile is dropped unopened.
    private func unwrap(
        _ grant: GrantStatement, _ seq: UInt64, _ session: PersonSession, into keyring: inout Keyring
    ) throws(VaultError) -> RowEdit {
        let info = grant.info
        guard let row = try stored({ try store.row(.wrap, StoredID(grant.row)) }) else { throw .damaged(.grant) }
        let edit = RowEdit(old: row, new: nil, caseID: info.caseID)
        guard let generation = fold.generations[info.generation], generation.grants[session.person]?.seq == seq
        else { return edit }
        guard let wrapped = WrappedSecret(bytes: row.sealed), Blake2b.hash(bytes: row.sealed) == grant.wrapHash
        else { throw .damaged(.grant) }
        let half = try session.identity.wrapping.unwrap(wrapped, info: info.tuple)
        let name = GenerationName(generation)
        guard half.withSecret({ StaffHalf.commitment($0, id, name) }) == generation.commitment
        else { throw .damaged(.grant) }
        keyring.put(Keyring.Item(name: name, half: half, rights: info.rights, grant: seq))
        return edit
    }

    /// Stages a keyring's new row with the entry that tells of it, and takes it as the session's own.
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
            for item in newer.items.values where keyring[item.name.id] == nil { keyring.put(item) }
        }
        let row = try keyring.sealed(
            as: session.person, revision: (old?.revision ?? 0) + 1, under: session.identity.keyringKey, gate.rowKey,
            environment.randomness)
        try stage(draft, [RowEdit(old: old, new: row)] + edits, gate: change, in: transaction, statement: statement)
        session.keyring = keyring
        session.keyring.revision = row.revision
    }

    /// After a restore with an older gate a case's tag key may be missing: what concerns it waits for a newer copy.
    private func hasTagKey(_ caseID: CaseID) throws(VaultError) -> Bool { try gate.tagKey(caseID) != nil }

    /// Passes on what colleagues wait for and she can give.
    ///
    /// - Returns: how many grants were made.
    func completeGrants(
        _ session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Int {
        var count = 0
        for id in session.keyring.items.keys.sorted() {
            guard let generation = fold.generations[id] else { continue }
            count += try giveAll(generation, by: session, in: transaction).count
        }
        return count
    }

    /// Wraps a half to everyone who is entitled to it and lacks it.
    ///
    /// - Returns: who received it.
    @discardableResult
    func giveAll(
        _ generation: GenerationFold, by session: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> [PersonID] {
        guard let item = session.keyring[generation.id],
            fold.holds(.give, session.person, in: generation.id, at: now), try hasTagKey(generation.caseID)
        else { return [] }
        let lacking = fold.lacking(generation).filter { $0.person != session.person }
        for person in lacking { try give(generation, item.half, to: person, by: session, in: transaction) }
        return lacking.map(\.person)
    }

    private func give(
        _ generation: GenerationFold, _ half: HeldSecret, to person: Member, by session: PersonSession,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
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
            throw .damaged(.grant)
        }
        let statement = GrantStatement(info: info, wrapHash: Blake2b.hash(bytes: wrapped.bytes))
        try stage(
            EntryDraft(.grantGive, by: .person(session), object: .grant, caseID: generation.caseID),
            inserting: StoredRow(.wrap, statement.row, revision: 1, sealed: wrapped.bytes),
            of: generation.caseID, statement, in: transaction)
    }
}

extension LogFold {
    /// Members who are entitled to more of a generation than they hold.
    func lacking(_ generation: GenerationFold) -> [Member] {
        members.values.filter { member in
            let entitled = entitlement(member, in: generation)
            guard !entitled.isEmpty else { return false }
            let held = generations[generation.id]?.grants[member.person]?.rights ?? []
            return !entitled.isSubset(of: held)
        }.sorted { $0.since < $1.since }
    }
}
