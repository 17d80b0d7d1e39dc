import Testing

@testable import VaultCrypto

private struct TupleVectors: Decodable {
    let vault, `case`, key, secret, tuple, none, hash, mac, secretFirst, secretFirstUnkeyed, shortKey: HexBytes
    let number: UInt64
    let text: String
    let items: [HexBytes]
}

@Suite struct TupleTests {
    private let vectors: TupleVectors
    private let vault: VaultID
    private let caseID: CaseID
    private let tuple: Tuple

    init() throws {
        vectors = try Vectors.own("tuples.json")
        vault = try #require(VaultID(bytes: vectors.vault.bytes))
        caseID = try #require(CaseID(bytes: vectors.case.bytes))
        tuple = Tuple(
            .record, vault, caseID, UInt8(7), UInt16(0x0102), UInt32(9), vectors.number, vectors.text,
            FieldList(vectors.items.map(\.bytes)), [UInt8]())
    }

    @Test func encoding() {
        #expect(tuple.bytes == vectors.tuple.bytes)
        #expect(Tuple(.keyring).bytes == vectors.none.bytes)
    }

    @Test func hashesAndKeys() throws {
        let key = try Secret.from(vectors.key.bytes)
        let secret = try Secret.from(vectors.secret.bytes)
        #expect(Blake2b.hash(tuple).bytes == vectors.hash.bytes)
        #expect(Blake2b.mac(key, tuple).bytes == vectors.mac.bytes)
        #expect(Blake2b.derive(key, tuple).revealedBytes() == vectors.mac.bytes)
        let keyed = Blake2b.derive(key, .recordKey, secret: secret, vault, caseID, UInt32(3))
        #expect(keyed.revealedBytes() == vectors.secretFirst.bytes)
        #expect(
            Blake2b.mac(key, .recordKey, secret: secret, vault, caseID, UInt32(3)).bytes == vectors.secretFirst.bytes)
        let plain = Blake2b.derive(.recordKey, secret: secret, vault, caseID, UInt32(3))
        #expect(plain.revealedBytes() == vectors.secretFirstUnkeyed.bytes)
        let short = Blake2b.derive(SecretBuffer.from(vectors.key.bytes[..<16]), tuple)
        #expect(short.revealedBytes() == vectors.shortKey.bytes)
    }

    @Test func streamedLastFieldEqualsTheTuple() {
        let last = [UInt8](repeating: 0x5A, count: 3_000)
        #expect(
            Blake2b.hash(.recordContent, vault, UInt64(1), last: last)
                == Blake2b.hash(Tuple(.recordContent, vault, UInt64(1), last)))
        #expect(Blake2b.hash(.recordContent, last: []) == Blake2b.hash(Tuple(.recordContent, [UInt8]())))
    }

    @Test func labelsAreOursAndReadBack() {
        for label in Label.allCases {
            #expect(label.rawValue.hasPrefix("casevault/v1/"))
            #expect(label.rawValue.utf8.allSatisfy { (0x2D...0x7A).contains($0) })
            #expect(TupleReader.label(of: Tuple(label, "x").bytes) == label)
        }
    }

    @Test func fieldsCannotSlide() {
        let tuples = [
            Tuple(.grant, "ab", "c"), Tuple(.grant, "a", "bc"), Tuple(.grant, "abc"), Tuple(.grant, "abc", ""),
            Tuple(.grant, "", "abc"), Tuple(.grantStatement, "ab", "c"), Tuple(.grant, FieldList(["ab", "c"])),
        ]
        #expect(Set(tuples).count == tuples.count)
    }
}
