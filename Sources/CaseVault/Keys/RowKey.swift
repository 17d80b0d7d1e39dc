import AuditLog
package import VaultCrypto
import VaultStore

/// Seals and opens the rows that anyone with the gate may read: people, statements, look-ups.
///
/// Row key = B2(x; T("…/row-key", vault)); AD = T("…/row", vault, table, id, row version), so a row cannot be moved to
/// another table, id or version (FileFormat.md, "Rows under the row key").
package struct RowKey: Sendable {
    let vault: VaultID
    private let key: HeldSecret
    /// For look-up values.
    private let x: HeldSecret

    package init(vault: VaultID, x: HeldSecret) {
        self.vault = vault
        self.x = x
        key = HeldSecret(x.withSecret { Blake2b.derive($0, Tuple(.rowKey, vault)) })
    }

    func associatedData(_ table: Table, _ id: RowID, _ revision: UInt64) -> Tuple {
        Tuple(.row, vault, table.rawValue, id, revision)
    }

    /// Seals a row of a table whose rows lie under the row key.
    func seal(
        _ plaintext: [UInt8], as table: Table, _ id: RowID, revision: UInt64, generation: GenerationID? = nil,
        _ randomness: Randomness
    ) -> StoredRow {
        let sealed = key.withSecret {
            Seal.seal(
                plaintext, under: $0, associatedData: associatedData(table, id, revision),
                nonce: .random(randomness))
        }
        return StoredRow(table, id, revision: revision, generation: generation, sealed: sealed)
    }

    /// Opens a row of such a table.
    ///
    /// - Throws: `.damaged(.row)` for any other key, place or bytes.
    func open(_ row: StoredRow) throws(VaultError) -> [UInt8] {
        do {
            return try key.withSecret { (key) throws(SealError) in
                try Seal.open(
                    row.sealed, under: key, associatedData: associatedData(row.table, RowID(row.id), row.revision))
            }
        } catch {
            throw .damaged(.row)
        }
    }

    /// What stands for a login, a reference or a statement's index in the database: 16 bytes that tell nothing.
    func lookup(_ kind: LookupKind, _ text: some TupleField) -> RowID {
        x.withSecret { RowID(prefixOf: Blake2b.mac($0, Tuple(.lookup, vault, kind.rawValue, text))) }
    }

    /// The id of a record: known to the gate without a list.
    func recordID(_ caseID: CaseID, _ number: UInt32, author: PersonID?) -> RecordID {
        x.withSecret { x in
            guard let author else {
                return RecordID(prefixOf: Blake2b.mac(x, Tuple(.recordId, vault, caseID, number)))
            }
            let field = CompartmentField.processNotes(of: author)
            return RecordID(prefixOf: Blake2b.mac(x, Tuple(.recordId, vault, caseID, field, number)))
        }
    }
}

/// What a look-up value stands for.
enum LookupKind: String, Sendable {
    case login, reference = "case", statement, tagKey = "tag-key", person, importBatch = "import"
}

extension StoredRow {
    /// A row with the hash of its bytes.
    init(
        _ table: Table, _ id: RowID, revision: UInt64, generation: GenerationID? = nil, sealed: [UInt8]
    ) {
        self.init(
            table: table, id: StoredID(id), revision: revision, generation: generation.map { StoredID($0) },
            sealed: sealed, hash: SHA256Hash.hash(sealed).stored)
    }
}
