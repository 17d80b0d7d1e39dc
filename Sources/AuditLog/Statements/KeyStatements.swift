package import VaultCrypto

/// `generation.make`: the keys of a (case, compartment, number) exist, and their maker holds her half.
package struct GenerationStatement: ChangingStatement {
    package static let label = Label.statementGeneration
    package let generation: GenerationID
    package let caseID: CaseID
    package let compartment: CompartmentField
    package let number: UInt32
    /// `kc`: commits to the staff half.
    package let commitment: Blake2bDigest
    package let maker: PersonID
    /// What the maker's role allows, plus `give`.
    package let rights: Rights
    package var effects: StatementEffects

    package init(
        generation: GenerationID, caseID: CaseID, compartment: CompartmentField, number: UInt32,
        commitment: Blake2bDigest, maker: PersonID, rights: Rights, effects: StatementEffects
    ) {
        (self.generation, self.caseID, self.compartment) = (generation, caseID, compartment)
        (self.number, self.commitment, self.maker) = (number, commitment, maker)
        (self.rights, self.effects) = (rights, effects)
    }

    package var tuple: Tuple {
        Tuple(
            Self.label, generation, caseID, compartment, number, commitment, maker, rights.rawValue,
            effects.gateCounter, effects.gateRoot, FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 10)
        generation = try reader.id(GenerationKind.self)
        caseID = try reader.id(CaseKind.self)
        compartment = try reader.compartment()
        number = try reader.u32()
        commitment = try reader.digest()
        maker = try reader.id(PersonKind.self)
        rights = try reader.rights()
        effects = try reader.effects(withGate: true)
    }
}

/// What a wrapped half is bound to (FileFormat.md of CaseVault, "wrap"); also the HPKE info.
package struct GrantInfo: Hashable, Sendable {
    package let vault: VaultID
    package let caseID: CaseID
    package let compartment: CompartmentField
    package let number: UInt32
    package let generation: GenerationID
    package let commitment: Blake2bDigest
    package let grantee: KeyID
    package let granter: KeyID
    package let rights: Rights
    /// Milliseconds since 1970, UTC; 0 never expires.
    package let expires: UInt64
    /// The entry that authorises it: the assignment, or the making of the generation for a custodian.
    package let authority: UInt64

    package init(
        vault: VaultID, caseID: CaseID, compartment: CompartmentField, number: UInt32, generation: GenerationID,
        commitment: Blake2bDigest, grantee: KeyID, granter: KeyID, rights: Rights, expires: UInt64, authority: UInt64
    ) {
        (self.vault, self.caseID, self.compartment, self.number) = (vault, caseID, compartment, number)
        (self.generation, self.commitment) = (generation, commitment)
        (self.grantee, self.granter) = (grantee, granter)
        (self.rights, self.expires, self.authority) = (rights, expires, authority)
    }

    package var tuple: Tuple {
        Tuple(
            .grant, vault, caseID, compartment, number, generation, commitment, grantee, granter, rights.rawValue,
            expires, authority)
    }

    init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: .grant, count: 11)
        vault = try reader.id(VaultKind.self)
        caseID = try reader.id(CaseKind.self)
        compartment = try reader.compartment()
        number = try reader.u32()
        generation = try reader.id(GenerationKind.self)
        commitment = try reader.digest()
        grantee = try reader.id(KeyKind.self)
        granter = try reader.id(KeyKind.self)
        rights = try reader.rights()
        expires = try reader.u64()
        authority = try reader.u64()
        try reader.finish()
    }
}

/// `grant.give`: the half of a generation, wrapped for one person. The entry's signature is the grant's.
///
/// Its one row, the wrap, is named by the first 16 bytes of the wrap's hash; the line carries its content tag.
package struct GrantStatement: Statement {
    package static let label = Label.grantStatement
    package let info: GrantInfo
    /// Hash of the 1,168 wrapped bytes.
    package let wrapHash: Blake2bDigest

    package init(info: GrantInfo, wrapHash: Blake2bDigest) { (self.info, self.wrapHash) = (info, wrapHash) }

    package var tuple: Tuple { Tuple(Self.label, info.tuple, wrapHash) }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 2)
        info = try GrantInfo(decoding: Array(try reader.next()))
        wrapHash = try reader.digest()
        try reader.finish()
    }

    /// The row that holds the wrap until it is folded.
    package var row: RowID { RowID(prefixOf: wrapHash) }
}

/// `grant.accept`, `grant.drop`: what a person folded into her keyring, and what she dropped from it.
package struct KeyringStatement: ChangingStatement {
    package static let label = Label.statementAccept
    package let person: PersonID
    /// Entries of the grants folded.
    package let accepted: [UInt64]
    package let dropped: [GenerationID]
    package var effects: StatementEffects

    package init(person: PersonID, accepted: [UInt64], dropped: [GenerationID], effects: StatementEffects) {
        (self.person, self.accepted, self.dropped) = (person, accepted, dropped)
        self.effects = effects
    }

    package var tuple: Tuple {
        Tuple(Self.label, person, FieldList(accepted), FieldList(dropped), FieldList(effects.rows))
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: Self.label, count: 4)
        person = try reader.id(PersonKind.self)
        var accepted: [UInt64] = []
        for item in try reader.list() {
            guard item.count == 8 else { throw .badValue(field: reader.nextField - 1) }
            accepted.append(UInt64(bigEndian: item[...]))
        }
        self.accepted = accepted
        dropped = try reader.identifiers(GenerationKind.self)
        effects = try reader.effects(withGate: false)
    }
}
