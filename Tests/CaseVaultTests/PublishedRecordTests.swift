import AuditLog
import Testing
import VaultStore

@testable import CaseVault
@testable import VaultCrypto

/// Records, grants and keyrings against answers of an independent program.
@Suite struct PublishedRecordTests {
    private struct Records: Decodable {
        struct Revision: Decodable {
            let head, salt, signature, body, nonce, b, sealed, contentHash: HexBytes
            let revision: UInt64
            let content: String
        }
        let vault, `case`, record, generation, a, author, authorKey: HexBytes
        let compartment, form, language: String
        let number: UInt32
        let revisions: [Revision]

        func place(_ revision: UInt64) throws -> RecordPlace {
            let field = try #require(CompartmentField(text: compartment))
            let name = GenerationName(
                id: try generation.id(), caseID: try `case`.id(), compartment: field, number: number)
            return RecordPlace(generation: name, record: try record.id(), revision: revision)
        }

        func body(
            _ vector: Revision, at place: RecordPlace, a: HexBytes? = nil, b: HexBytes? = nil
        ) throws -> RecordBody {
            let row = StoredRow(
                .record, place.record.retyped(as: RowKind.self), revision: place.revision,
                generation: place.generation.id, sealed: vector.sealed.bytes)
            let (vault, half) = (try vault.id(VaultKind.self), try (a ?? self.a).secret())
            return try (b ?? vector.b).secret().withSecret { (gateHalf) throws(VaultError) in
                try RecordBody(opening: row, at: place, in: vault, under: half, gateHalf: gateHalf)
            }
        }
    }

    @Test func recordsOpenAndTheirAuthorsAreKnown() throws {
        let file = try PublishedVectors.read("records", as: Records.self)
        let author = try #require(VerifyingKey(bytes: file.authorKey.bytes))
        var previous = Blake2bDigest.zero
        for vector in file.revisions {
            let body = try file.body(vector, at: file.place(vector.revision))
            #expect(body.content == Array(vector.content.utf8))
            #expect(body.head.tuple.bytes == vector.head.bytes)
            #expect(body.head.form == file.form && body.head.language == file.language)
            #expect(body.head.previous == previous)
            #expect(body.contentHash.bytes == vector.contentHash.bytes)
            #expect(body.isSigned(by: author))
            previous = body.contentHash
        }
    }

    @Test func recordsOpenNowhereElse() throws {
        let file = try PublishedVectors.read("records", as: Records.self)
        let (first, second) = (file.revisions[0], file.revisions[1])
        #expect(throws: VaultError.damaged(.record)) { try file.body(first, at: file.place(2)) }
        #expect(throws: VaultError.damaged(.record)) { try file.body(first, at: file.place(1), b: second.b) }
        #expect(throws: VaultError.damaged(.record)) { try file.body(first, at: file.place(1), a: second.b) }
    }

    @Test func aRecordIsWrittenByteForByte() throws {
        struct Person: Decodable { let login: String, signingSeed: HexBytes }
        struct Identities: Decodable { let people: [Person] }
        let file = try PublishedVectors.read("records", as: Records.self)
        let people = try PublishedVectors.read("identities", as: Identities.self).people
        let seed = try #require(people.first { $0.login == "mira" }).signingSeed
        let vault = try file.vault.id(VaultKind.self)
        let key = HeldSigningKey(seed: try seed.secret(), vault: vault)
        for vector in file.revisions {
            let head = try RecordHead(decoding: vector.head.bytes)
            let body = RecordBody(
                signing: Array(vector.content.utf8), head, by: key, .drawing(vector.salt.bytes))
            #expect(body.signature.bytes == vector.signature.bytes)
            let place = try file.place(vector.revision)
            let (half, nonce) = (try file.a.secret(), try #require(SealNonce(bytes: vector.nonce.bytes)))
            let row = try vector.b.secret().withSecret { (gateHalf) throws(VaultError) in
                try body.sealed(at: place, under: half, gateHalf: gateHalf, nonce: nonce)
            }
            #expect(row.sealed == vector.sealed.bytes)
        }
    }

    private struct Grants: Decodable {
        struct Ring: Decodable {
            let person, key, sealed: HexBytes
            let items: [HexBytes]
            let revision: UInt64
        }
        let vault, `case`, generation, half, commitment, granteeSeed, grantee, granter, info, wrap: HexBytes
        let statement, row: HexBytes
        let compartment: String
        let number: UInt32
        let rights: UInt16
        let authority: UInt64
        let keyring: Ring

        var grant: GrantInfo {
            get throws {
                GrantInfo(
                    vault: try vault.id(), caseID: try `case`.id(),
                    compartment: try #require(CompartmentField(text: compartment)), number: number,
                    generation: try generation.id(), commitment: try commitment.digest(), grantee: try grantee.id(),
                    granter: try granter.id(), rights: Rights(rawValue: rights), expires: 0, authority: authority)
            }
        }
    }

    @Test func aWrapMadeElsewhereOpens() throws {
        let file = try PublishedVectors.read("grants", as: Grants.self)
        let info = try file.grant
        #expect(info.tuple.bytes == file.info.bytes)
        let key = try HeldWrappingKey(seed: try file.granteeSeed.secret())
        let wrap = try #require(WrappedSecret(bytes: file.wrap.bytes))
        #expect(try key.unwrap(wrap, info: info.tuple).published == file.half.bytes)
        let statement = try GrantStatement(decoding: file.statement.bytes)
        #expect(statement.info == info && statement.wrapHash == Blake2b.hash(bytes: file.wrap.bytes))
        #expect(statement.row.bytes == file.row.bytes)
        let other = Tuple(.grant, info.vault, info.caseID)
        #expect(throws: VaultError.damaged(.grant)) { try key.unwrap(wrap, info: other) }
    }

    @Test func aKeyringIsReadAndWrittenByteForByte() throws {
        struct Rows: Decodable { let x: HexBytes }
        let file = try PublishedVectors.read("grants", as: Grants.self)
        let x = try PublishedVectors.read("rows", as: Rows.self).x
        let rowKey = RowKey(vault: try file.vault.id(), x: try x.secret())
        let (person, key) = (try file.keyring.person.id(PersonKind.self), try file.keyring.key.secret())
        let row = StoredRow(
            .keyring, person.retyped(as: RowKind.self), revision: file.keyring.revision,
            sealed: file.keyring.sealed.bytes)
        let keyring = try Keyring(opening: row, of: person, under: key, rowKey)
        #expect(keyring.items.count == file.keyring.items.count)
        for vector in file.keyring.items {
            let id = try #require(GenerationID(bytes: vector.bytes[0..<16]))
            let item = try #require(keyring[id])
            #expect(item.half.published == Array(vector.bytes[32..<64]))
        }
        let header = try #require(keyring[try file.generation.id()])
        #expect(header.name.compartment == .shared(.header) && header.rights.rawValue == file.rights)
        let nonce = Array(file.keyring.sealed.bytes[1..<25])
        let again = try keyring.sealed(
            as: person, revision: file.keyring.revision, under: key, rowKey, .drawing(nonce))
        #expect(again.sealed == row.sealed)
    }
}
