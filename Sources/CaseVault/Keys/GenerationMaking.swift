import AuditLog
import VaultCrypto
import VaultStore

/// A generation whose keys are drawn and whose rows are not written yet.
struct NewGeneration {
    let name: GenerationName
    let half: HeldSecret
    let secret: HeldSecret
    let commitment: Blake2bDigest
    let rights: Rights

    /// Draws both halves of the next generation of a compartment.
    init(
        _ caseID: CaseID, _ compartment: CompartmentField, number: UInt32, rights: Rights, _ core: VaultCore
    ) {
        let randomness = core.environment.randomness
        name = GenerationName(id: .random(randomness), caseID: caseID, compartment: compartment, number: number)
        half = HeldSecret(Secret(random: randomness))
        secret = HeldSecret(Secret(random: randomness))
        let (vault, name) = (core.id, name)
        commitment = half.withSecret { StaffHalf.commitment($0, vault, name) }
        self.rights = rights
        core.gate.remember(generationSecret: secret, of: name.id)
    }
}

/// When a maker's keyring is written.
///
/// Its row has all her halves, so whoever makes many generations writes it once for all of them, in the same transaction.
enum KeyringWriting {
    /// With the entry of the generation.
    case atOnce
    /// With the next that is written at once, or by an entry of its own when the work is done.
    case atEnd
}

extension VaultCore {
    /// Asked before anything is staged: what is refused later costs a reading of the whole log.
    ///
    /// - Throws: `.keyringFull` when so many keys more have no room in her keyring.
    func requireRoom(_ count: Int, for maker: PersonSession) throws(VaultError) {
        guard hasRoom(for: count, maker) else { throw .keyringFull }
    }

    /// Whether so many keys more have room in her keyring.
    func hasRoom(for count: Int, _ maker: PersonSession) -> Bool {
        maker.keyring.items.count + count <= environment.keyringLimits.items
    }

    /// Stages a generation: q in the gate, its row, the maker's half in her keyring, and wraps for everyone entitled.
    ///
    /// - Throws: `.keyringFull`.
    func stage(
        _ new: NewGeneration, by maker: PersonSession, keyring: KeyringWriting = .atOnce,
        in transaction: borrowing StoreTransaction
    ) throws(VaultError) {
        try requireRoom(1, for: maker)
        let row = try generationRow(new, maker)
        let q = new.secret.withSecret {
            gate.rows.sealed($0, as: .generation, new.name.id.retyped(as: RowKind.self), step: gate.rows.nextStep)
        }
        let item = Keyring.Item(name: new.name, half: new.half, rights: new.rights, grant: fold.base + tail.size)
        let draft = EntryDraft(.generationMake, by: .person(maker), object: .generation, caseID: new.name.caseID)
        let edits = [RowEdit(old: nil, new: row, caseID: new.name.caseID)]
        let statement = { (effects: StatementEffects) in
            GenerationStatement(
                generation: new.name.id, caseID: new.name.caseID, compartment: new.name.compartment,
                number: new.name.number, commitment: new.commitment, maker: maker.person, rights: new.rights,
                effects: effects)
        }
        switch keyring {
        case .atOnce:
            var keyring = maker.keyring
            keyring.put(item)
            try stage(
                keyring, of: maker, draft, edits, gate: GateChange(added: [q]), in: transaction, statement: statement)
        case .atEnd:
            try stage(draft, edits, gate: GateChange(added: [q]), in: transaction, statement: statement)
            staged.note(keyringOf: maker)
            maker.keyring.put(item)
            staged.owe(maker)
        }
        guard let made = fold.generations[new.name.id] else { throw .notPermitted }
        try giveAll(made, by: maker, in: transaction)
    }

    /// The generation statement by gen: (c, p, g, kc, maker, escrow ciphertext); the last is empty until there is one.
    private func generationRow(_ new: NewGeneration, _ maker: PersonSession) throws(VaultError) -> StoredRow {
        let content = Tuple(
            .rowGeneration, new.name.caseID, new.name.compartment, new.name.number, new.commitment, maker.person,
            [UInt8]())
        return gate.rowKey.seal(
            content.bytes, as: .generation, new.name.id.retyped(as: RowKind.self), revision: 1,
            generation: new.name.id, environment.randomness)
    }

    /// Stages the keyrings that the running work owes, each once.
    func stageOwedKeyrings(in transaction: borrowing StoreTransaction) throws(VaultError) {
        for maker in staged.owed {
            let draft = EntryDraft(.grantAccept, by: .person(maker), object: .grant)
            try stage(maker.keyring, of: maker, draft, [], in: transaction) {
                KeyringStatement(person: maker.person, accepted: [], dropped: [], effects: $0)
            }
        }
    }
}
