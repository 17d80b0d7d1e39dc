import AuditLog
package import VaultCrypto
import VaultStore

/// What an author signs of a record: who, when, what came before, never the keys or the ciphertext.
///
/// head = T("…/record/head", vault, c, p, record, revision, previous, author key id, form, created, lang)
struct RecordHead: Hashable, Sendable {
    let vault: VaultID
    let caseID: CaseID
    let compartment: CompartmentField
    let record: RecordID
    let revision: UInt64
    /// Hash of the content before; zeros for revision 1.
    let previous: Blake2bDigest
    let author: KeyID
    let form: String
    /// Milliseconds since 1970, UTC.
    let created: UInt64
    let language: String

    var tuple: Tuple {
        Tuple(
            .recordHead, vault, caseID, compartment, record, revision, previous, author, form, created, language)
    }

    init(
        vault: VaultID, caseID: CaseID, compartment: CompartmentField, record: RecordID, revision: UInt64,
        previous: Blake2bDigest, author: KeyID, form: String, created: UInt64, language: String
    ) {
        (self.vault, self.caseID, self.compartment, self.record) = (vault, caseID, compartment, record)
        (self.revision, self.previous, self.author) = (revision, previous, author)
        (self.form, self.created, self.language) = (form, created, language)
    }

    init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: .recordHead, count: 10)
        vault = try reader.id()
        caseID = try reader.id()
        guard let compartment = CompartmentField(text: try reader.text()) else { throw .badValue(field: 2) }
        self.compartment = compartment
        record = try reader.id()
        revision = try reader.u64()
        previous = try reader.digest()
        author = try reader.id()
        form = try reader.text()
        created = try reader.u64()
        language = try reader.text()
        try reader.finish()
    }
}

/// The plaintext of a record: head, salt, the author's signature, and the content.
///
/// T("…/record/body", head, salt, sig, M); sig = Ed25519(T("…/record/sig", H(T("…/record/content", head, salt, M)))).
/// Rekey and handover keep the signature: it covers no generation and no ciphertext.
package struct RecordBody: Sendable {
    let head: RecordHead
    let salt: Blake2bDigest
    let signature: Signature
    let content: [UInt8]

    /// The hash that the next revision names as `previous`.
    var contentHash: Blake2bDigest { Self.hash(head, salt, content) }

    private static func hash(_ head: RecordHead, _ salt: Blake2bDigest, _ content: [UInt8]) -> Blake2bDigest {
        Blake2b.hash(.recordContent, head.tuple, salt, last: content)
    }

    /// Signs content.
    init(signing content: [UInt8], _ head: RecordHead, by key: HeldSigningKey, _ randomness: Randomness) {
        self.init(signing: content, head, salt: Self.salt(randomness), by: key)
    }

    /// Signs the contents of many records, on all cores.
    static func signing(
        _ drafts: [(content: [UInt8], head: RecordHead)], by key: HeldSigningKey, _ randomness: Randomness
    ) -> [RecordBody] {
        // Drawn one after the other: what is drawn from a seed is the same on any machine.
        drafts.map { (draft: $0, salt: salt(randomness)) }.mapOnAllCores(share: 4) {
            RecordBody(signing: $0.draft.content, $0.draft.head, salt: $0.salt, by: key)
        }
    }

    private init(signing content: [UInt8], _ head: RecordHead, salt: Blake2bDigest, by key: HeldSigningKey) {
        (self.head, self.content, self.salt) = (head, content, salt)
        signature = key.sign(Tuple(.recordSig, Self.hash(head, salt, content)).bytes)
    }

    private static func salt(_ randomness: Randomness) -> Blake2bDigest {
        Blake2bDigest(bytes: randomness.bytes(32)) ?? .zero
    }

    /// Whether this key made the signature.
    func isSigned(by key: VerifyingKey) -> Bool {
        key.isValid(signature, for: Tuple(.recordSig, contentHash))
    }

    /// What is sealed.
    package var bytes: [UInt8] { Tuple(.recordBody, head.tuple, salt, signature, content).bytes }

    /// Reads what was sealed; whoever has the keys may have sealed anything.
    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: .recordBody, count: 4)
        head = try RecordHead(decoding: try reader.data())
        salt = try reader.digest()
        signature = try reader.fixed()
        content = try reader.data()
        try reader.finish()
    }

    /// Seals the body as the row of its place.
    func sealed(
        at place: RecordPlace, under half: HeldSecret, gateHalf: borrowing Secret, nonce: SealNonce
    ) throws(VaultError) -> StoredRow {
        let key = half.withSecret { half in
            StaffHalf.recordKey(half, gateHalf: gateHalf, head.vault, place)
        }
        let bytes = Seal.seal(
            bytes, under: key, associatedData: place.associatedData(in: head.vault), nonce: nonce)
        return StoredRow(
            .record, place.record.retyped(as: RowKind.self), revision: place.revision, generation: place.generation.id,
            sealed: bytes)
    }

    /// Opens the row of a place and checks that the body says the same place.
    ///
    /// - Throws: `.damaged(.record)`.
    init(
        opening row: StoredRow, at place: RecordPlace, in vault: VaultID, under half: HeldSecret,
        gateHalf: borrowing Secret
    ) throws(VaultError) {
        let key = half.withSecret { half in StaffHalf.recordKey(half, gateHalf: gateHalf, vault, place) }
        do {
            try self.init(
                decoding: Seal.open(row.sealed, under: key, associatedData: place.associatedData(in: vault)))
        } catch {
            throw .damaged(.record)
        }
        guard head.vault == vault, head.caseID == place.generation.caseID, head.record == place.record,
            head.compartment == place.generation.compartment, head.revision == place.revision
        else { throw .damaged(.record) }
    }
}

extension RecordPlace {
    /// AD(record) = T("…/record", vault, c, p, g, record, revision)
    func associatedData(in vault: VaultID) -> Tuple {
        Tuple(
            .record, vault, generation.caseID, generation.compartment, generation.number, record, revision)
    }
}
