package import CaseVault
import Foundation
package import VaultCrypto

/// Someone who has vault, gate and gate key, and writes a program of her own.
///
/// What she derives is written here a second time, from the design's tuples, so that a test does not ask the vault what
/// the vault thinks.
package struct GateThief: Sendable {
    package let vault: VaultID
    let files: TestVault
    let rows: [GateRow]
    private let x: HeldSecret
    private let rowKey: HeldSecret

    /// A row of gate.db, opened.
    struct GateRow: Sendable {
        let kind: UInt8
        let id: RowID
        let secret: [UInt8]
    }

    private static let keyPrefix = "CASEVAULT-SECRET-KEY-GATE-"
    private enum Kind {
        static let master: UInt8 = 65
        static let system: UInt8 = 66
        static let log: UInt8 = 67
        static let person: UInt8 = 70
    }

    /// - Parameter files: closed.
    package init(_ files: TestVault) throws {
        let ids = try RawDatabase(files.database).rows("SELECT id FROM parameters")
        guard let bytes = ids.first?.first?.bytes, let vault = VaultID(bytes: bytes) else { throw NoSuchThing() }
        let key = try Self.key(files)
        let stored = try RawDatabase(files.gateDatabase).rows("SELECT kind, id, sealed FROM gate")
        rows = try stored.map { try Self.open($0, vault, key) }
        guard let master = rows.first(where: { $0.kind == Kind.master }), let x = Secret(copying: master.secret)
        else { throw NoSuchThing() }
        self.vault = vault
        self.files = files
        rowKey = HeldSecret(Blake2b.derive(x, Tuple(.rowKey, vault)))
        self.x = HeldSecret(x)
    }

    private static func key(_ files: TestVault) throws -> HeldSecret {
        let text = try String(contentsOfFile: files.gateKey, encoding: .utf8)
        guard text.hasPrefix(keyPrefix) else { throw NoSuchThing() }
        let typed = text.dropFirst(keyPrefix.count).filter { $0 != "\n" }
        let symbols = try CrockfordBase32.checkedSymbols(typed: String(typed), count: 52)
        guard let secret = Secret(copying: try CrockfordBase32.bytes(of: symbols, byteCount: 32))
        else { throw NoSuchThing() }
        return HeldSecret(secret)
    }

    private static func open(_ row: [RawValue], _ vault: VaultID, _ key: HeldSecret) throws -> GateRow {
        guard let kind = row[0].number.flatMap({ UInt8(exactly: $0) }),
            let id = row[1].bytes.flatMap({ RowID(bytes: $0) }),
            let sealed = row[2].bytes
        else { throw NoSuchThing() }
        let secret = try key.withSecret {
            try Seal.open(sealed, under: $0, associatedData: Tuple(.gateRow, vault, kind, id))
        }
        return GateRow(kind: kind, id: id, secret: secret)
    }

    // MARK: - Rows

    private func associatedData(_ table: RowTable, _ id: RowID, _ revision: UInt64) -> Tuple {
        Tuple(.row, vault, table.code, id, revision)
    }

    /// Opens a row that lies under the row key.
    package func open(_ row: RawRow) throws -> [UInt8] {
        guard let id = RowID(bytes: row.id) else { throw NoSuchThing() }
        return try rowKey.withSecret {
            try Seal.open(
                row.sealed, under: $0, associatedData: associatedData(row.table, id, UInt64(row.revision)))
        }
    }

    /// Seals bytes as a row that opens like any other.
    package func seal(_ bytes: [UInt8], as table: RowTable, _ id: RowID, revision: UInt64 = 1) -> [UInt8] {
        rowKey.withSecret {
            Seal.seal(
                bytes, under: $0, associatedData: associatedData(table, id, revision), nonce: .random(.system))
        }
    }

    package func lookup(_ kind: String, _ text: some TupleField) -> RowID {
        x.withSecret { RowID(prefixOf: Blake2b.mac($0, Tuple(.lookup, vault, kind, text))) }
    }

    package func recordID(_ caseID: CaseID, _ number: UInt32, author: PersonID? = nil) -> RecordID {
        x.withSecret { x in
            guard let author else { return RecordID(prefixOf: Blake2b.mac(x, Tuple(.recordId, vault, caseID, number))) }
            return RecordID(
                prefixOf: Blake2b.mac(x, Tuple(.recordId, vault, caseID, "process-notes:\(author.hex)", number)))
        }
    }

    /// The id behind the printed name of a record; of process notes it takes the author too.
    package func recordID(of record: RecordReference) throws -> RecordID {
        guard !record.isProcessNote else { throw NoSuchThing() }
        return recordID(try caseID(record.case), record.number)
    }

    /// The case of a printed reference.
    package func caseID(_ reference: CaseReference) throws -> CaseID {
        let symbols = reference.description.split(separator: "-")[1]
        return try looked("case", String(symbols))
    }

    /// The person of a login.
    package func person(_ login: String) throws -> PersonID { try looked("login", login) }

    private func looked<Kind>(_ kind: String, _ text: String) throws -> Identifier<Kind> {
        let id = lookup(kind, text)
        let found = try RawDatabase(files.database).rows(
            "SELECT rowid, id, revision, hash, sealed FROM lookup WHERE id = ?", .bytes(id.bytes))
        guard let row = found.first.flatMap({ RawRow(.lookup, $0) }), let value = Identifier<Kind>(bytes: try open(row))
        else { throw NoSuchThing() }
        return value
    }

    // MARK: - Keys

    /// The gate's own signing key.
    package func systemKey() throws -> StolenKey { try gateKey(Kind.system) }

    /// The key that signs checkpoints.
    package func logKey() throws -> StolenKey { try gateKey(Kind.log) }

    private func gateKey(_ kind: UInt8) throws -> StolenKey {
        guard let seed = rows.first(where: { $0.kind == kind })?.secret else { throw NoSuchThing() }
        return try StolenKey(seed: seed, vault: vault, wrapping: nil)
    }

    /// A person's own keys: she knows her passphrase.
    package func identity(_ login: String, passphrase: String) throws -> StolenIdentity {
        let person = try person(login)
        let found = try RawDatabase(files.database).rows(
            "SELECT rowid, id, revision, hash, sealed FROM identity WHERE id = ?", .bytes(person.bytes))
        guard let row = found.first.flatMap({ RawRow(.identity, $0) }),
            let salt = PassphraseSalt(bytes: row.sealed[1..<17])
        else { throw NoSuchThing() }
        let parameters = DerivationParameters(cheapForTests: 8 << 10)
        var typed = SecretBuffer(capacity: passphrase.utf8.count)
        typed.append(passphrase.utf8)
        let stretched = try PassphraseHash.derive(typed, salt: salt, parameters: parameters)
        for secret in rows.filter({ $0.kind == Kind.person && $0.secret.prefix(16).elementsEqual(person.bytes) }) {
            guard let u = Secret(copying: secret.secret.dropFirst(16)) else { continue }
            let key = Blake2b.derive(stretched, .identityLock, secret: u, vault, person)
            let data = Tuple(.identityLocked, vault, person, parameters.passes, parameters.memoryBytes, salt)
            guard let seed = try? Seal.open(Array(row.sealed[17...]), under: key, associatedData: data) else {
                continue
            }
            return try StolenIdentity(seed: seed, vault: vault, person: person)
        }
        throw NoSuchThing()
    }
}

/// A signing key outside the vault.
package struct StolenKey: Sendable {
    private let seed: HeldSecret
    package let id: KeyID
    package let verifyingKey: VerifyingKey

    package init(seed: [UInt8], vault: VaultID, wrapping: WrappingPublicKey?) throws {
        guard let secret = Secret(copying: seed) else { throw NoSuchThing() }
        self.seed = HeldSecret(secret)
        verifyingKey = self.seed.withSecret { SigningKey(seed: $0).verifyingKey }
        let tuple =
            if let wrapping { Tuple(.keyId, vault, verifyingKey, wrapping) } else {
                Tuple(.keyId, vault, verifyingKey, [UInt8]())
            }
        id = KeyID(prefixOf: Blake2b.hash(tuple))
    }

    package func sign(_ message: [UInt8]) -> Signature { seed.withSecret { SigningKey(seed: $0).sign(message) } }
}

/// A person's keys outside the vault.
package struct StolenIdentity: Sendable {
    package let person: PersonID
    package let signing: StolenKey
    package let wrapping: WrappingPublicKey
    /// Under which her keyring is sealed.
    let keyringKey: HeldSecret

    package init(seed: [UInt8], vault: VaultID, person: PersonID) throws {
        guard let secret = Secret(copying: seed) else { throw NoSuchThing() }
        let wrapping = try WrappingKey(seed: Blake2b.derive(secret, Tuple(.identityWrap, vault, person))).publicKey
        let signing = Blake2b.derive(secret, Tuple(.identitySign, vault, person))
        keyringKey = HeldSecret(Blake2b.derive(secret, Tuple(.identityKeyring, vault, person)))
        self.person = person
        self.wrapping = wrapping
        self.signing = try StolenKey(seed: signing.revealedBytes(), vault: vault, wrapping: wrapping)
    }
}
