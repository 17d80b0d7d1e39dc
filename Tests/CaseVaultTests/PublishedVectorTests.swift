import AuditLog
import Foundation
import Testing
import VaultStore

@testable import CaseVault
@testable import VaultCrypto

/// Seals, identities, halves and rows against answers of an independent program.
@Suite struct PublishedVectorTests {
    @Test func sealsAreByteForByte() throws {
        struct File: Decodable {
            struct Case: Decodable { let key, nonce, associatedData, plaintext, h, commitment, sealed: HexBytes }
            let cases: [Case]
        }
        for vector in try PublishedVectors.read("seals", as: File.self).cases {
            let key = try vector.key.secret()
            let nonce = try #require(SealNonce(bytes: vector.nonce.bytes))
            let data = Tuple(bytes: vector.associatedData.bytes)
            #expect(Blake2b.hash(data).bytes == vector.h.bytes)
            #expect(Array(vector.sealed.bytes[25..<57]) == vector.commitment.bytes)
            let sealed = key.withSecret {
                Seal.seal(vector.plaintext.bytes, under: $0, associatedData: data, nonce: nonce)
            }
            #expect(sealed == vector.sealed.bytes)
            let opened = try key.withSecret { (key) throws(SealError) in
                try Seal.open(vector.sealed.bytes, under: key, associatedData: data)
            }
            #expect(opened == vector.plaintext.bytes)
        }
    }

    private struct Identities: Decodable {
        struct Person: Decodable {
            let person, seed, signingKey, wrappingKey, keyringKey, keyID, salt, stretched, u, locked: HexBytes
            let isFounder: Bool
            let words: [Int]
            let passphrase: String
            let passes: UInt32
            let memoryBytes: UInt64
        }
        struct Code: Decodable {
            let person, code, key: HexBytes
            let text: String
        }
        let vault: HexBytes
        let people: [Person]
        let code: Code
    }

    @Test func identitiesDeriveFromTheirSeeds() throws {
        let file = try PublishedVectors.read("identities", as: Identities.self)
        let vault = try file.vault.id(VaultKind.self)
        for vector in file.people {
            let identity = try Identity(
                seed: vector.seed.secret(), vault: vector.isFounder ? .zero : vault,
                person: vector.person.id(PersonKind.self)
            ).named(in: vault)
            #expect(identity.signing.verifyingKey.bytes == vector.signingKey.bytes)
            #expect(identity.wrapping.publicKey.bytes == vector.wrappingKey.bytes)
            #expect(identity.keyringKey.published == vector.keyringKey.bytes)
            #expect(identity.signing.id.bytes == vector.keyID.bytes)
            let key = Tuple(.keyId, vault, identity.signing.verifyingKey, identity.wrapping.publicKey)
            #expect(try Words.slowSix(of: key.bytes) == vector.words.map { Words.list[$0] })
        }
    }

    @Test func passphrasesOpenLockedIdentities() throws {
        let file = try PublishedVectors.read("identities", as: Identities.self)
        for vector in file.people {
            let parameters = try DerivationParameters(
                validatingPasses: vector.passes, memoryBytes: vector.memoryBytes)
            let lock = IdentityLock(
                vault: try file.vault.id(), person: try vector.person.id(), parameters: parameters)
            let row = StoredRow(.identity, lock.row, revision: 1, sealed: vector.locked.bytes)
            let salt = try LockedIdentity.salt(of: row)
            #expect(salt.bytes == vector.salt.bytes)
            var typed = SecretBuffer(capacity: 100)
            typed.append(vector.passphrase.utf8)
            let stretched = HeldSecret(try PassphraseHash.derive(typed, salt: salt, parameters: parameters))
            #expect(stretched.published == vector.stretched.bytes)
            func opened(u: HeldSecret) throws -> HeldSecret? {
                try stretched.withSecret { (stretched) throws(VaultError) in
                    try u.withSecret { (u) throws(VaultError) in
                        try LockedIdentity.open(row, with: stretched, u: u, lock)
                    }
                }
            }
            #expect(try opened(u: vector.u.secret())?.published == vector.seed.bytes)
            #expect(try opened(u: vector.seed.secret()) == nil)
        }
    }

    @Test func codesGiveTheirKeys() throws {
        let file = try PublishedVectors.read("identities", as: Identities.self)
        let key = InvitationCode.key(
            file.code.code.buffer(), vault: try file.vault.id(), person: try file.code.person.id())
        #expect(key.verifyingKey.bytes == file.code.key.bytes)
        let text = SecretCode.text(of: file.code.code.buffer())
        #expect(String(decoding: text.bytes(0..<text.count), as: UTF8.self) == file.code.text)
    }

    @Test func halvesMakeTheRecordKey() throws {
        struct File: Decodable {
            struct Case: Decodable {
                let `case`, generation, a, q, commitment, record, nonce, b, key, associatedData: HexBytes
                let compartment: String
                let number: UInt32
                let revision: UInt64
            }
            let vault: HexBytes
            let cases: [Case]
        }
        let file = try PublishedVectors.read("halves", as: File.self)
        let vault = try file.vault.id(VaultKind.self)
        for vector in file.cases {
            let name = GenerationName(
                id: try vector.generation.id(), caseID: try vector.case.id(),
                compartment: try #require(CompartmentField(text: vector.compartment)), number: vector.number)
            let place = RecordPlace(
                generation: name, record: try vector.record.id(), revision: vector.revision)
            #expect(place.associatedData(in: vault).bytes == vector.associatedData.bytes)
            let nonce = try #require(SealNonce(bytes: vector.nonce.bytes))
            let gateHalf = try vector.q.secret().withSecret { q in
                HeldSecret(
                    Blake2b.derive(
                        q,
                        Tuple(
                            .gateHalf, vault, name.caseID, name.compartment, name.number, place.record,
                            place.revision, nonce)))
            }
            #expect(gateHalf.published == vector.b.bytes)
            let half = try vector.a.secret()
            let key = half.withSecret { half in
                gateHalf.withSecret { HeldSecret(StaffHalf.recordKey(half, gateHalf: $0, vault, place)) }
            }
            #expect(key.published == vector.key.bytes)
            #expect(half.withSecret { StaffHalf.commitment($0, vault, name) }.bytes == vector.commitment.bytes)
        }
    }

    private struct Rows: Decodable {
        struct Lookup: Decodable {
            let kind: String
            let text, value: HexBytes
        }
        struct Record: Decodable {
            let number: UInt32
            let record: HexBytes
            let author: HexBytes?
        }
        struct Row: Decodable {
            let table: UInt8
            let id, plaintext, sealed: HexBytes
            let revision: UInt64
        }
        struct GateRow: Decodable {
            let kind: UInt8
            let id, plaintext, sealed: HexBytes
        }
        let vault, x, `case`, gateKey: HexBytes
        let lookups: [Lookup]
        let records: [Record]
        let rows: [Row]
        let gateKeySymbols: String
        let gateRows: [GateRow]
    }

    @Test func lookUpsAndRecordIdsDeriveFromX() throws {
        let file = try PublishedVectors.read("rows", as: Rows.self)
        let rowKey = RowKey(vault: try file.vault.id(), x: try file.x.secret())
        for vector in file.lookups {
            let kind = try #require(LookupKind(rawValue: vector.kind))
            #expect(rowKey.lookup(kind, vector.text.bytes).bytes == vector.value.bytes)
        }
        for vector in file.records {
            let author = try vector.author?.id(PersonKind.self)
            let record = rowKey.recordID(try file.case.id(), vector.number, author: author)
            #expect(record.bytes == vector.record.bytes)
        }
    }

    @Test func rowsOpenInTheirPlaceOnly() throws {
        let file = try PublishedVectors.read("rows", as: Rows.self)
        let rowKey = RowKey(vault: try file.vault.id(), x: try file.x.secret())
        #expect(file.rows.count > 15)
        for vector in file.rows {
            let table = try #require(Table(rawValue: vector.table))
            func row(_ table: Table, _ revision: UInt64) throws -> StoredRow {
                StoredRow(table, try vector.id.id(), revision: revision, sealed: vector.sealed.bytes)
            }
            #expect(try rowKey.open(row(table, vector.revision)) == vector.plaintext.bytes)
            #expect(throws: VaultError.damaged(.row)) { try rowKey.open(row(table, vector.revision + 1)) }
            #expect(throws: VaultError.damaged(.row)) { try rowKey.open(row(.policy, vector.revision)) }
        }
    }

    @Test func gateRowsOpenUnderTheGateKeyAsItIsWritten() throws {
        let file = try PublishedVectors.read("rows", as: Rows.self)
        let path = NSTemporaryDirectory() + "casevault-test-\(UUID().uuidString).key"
        try Data((GateKey.prefix + file.gateKeySymbols + "\n").utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let key = try GateKey.read(at: path)
        #expect(key.published == file.gateKey.bytes)
        let vault = try file.vault.id(VaultKind.self)
        for vector in file.gateRows {
            let data = Tuple(.gateRow, vault, vector.kind, try vector.id.id(RowKind.self))
            let plaintext = try key.withSecret { (key) throws(SealError) in
                try Seal.open(vector.sealed.bytes, under: key, associatedData: data)
            }
            #expect(plaintext == vector.plaintext.bytes)
            #expect(GateKind(rawValue: vector.kind) != nil)
        }
    }
}
