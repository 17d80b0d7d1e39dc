import SeededNumbers
import Testing

@testable import VaultCrypto

private struct HashVectors: Decodable {
    struct Plain: Decodable {
        let message, blake2b, sha256: HexBytes
    }
    struct Keyed: Decodable {
        let key, message, hmac: HexBytes
    }
    struct Merkle: Decodable {
        let leaf, left, right, node: HexBytes
    }
    let plain: [Plain]
    let keyed: [Keyed]
    let merkle: Merkle
}

@Suite struct HashTests {
    @Test func hashesOfHashlib() throws {
        let vectors: HashVectors = try Vectors.own("hashes.json")
        for vector in vectors.plain {
            #expect(Blake2b.hash(bytes: vector.message.bytes).bytes == vector.blake2b.bytes)
            #expect(SHA256Hash.hash(vector.message.bytes).bytes == vector.sha256.bytes)
        }
        for vector in vectors.keyed {
            let mac = HMACSHA256.mac(try .from(vector.key.bytes), vector.message.bytes)
            #expect(mac.bytes == vector.hmac.bytes)
        }
    }

    @Test func merkleHashesAreApart() throws {
        let merkle = try Vectors.own("hashes.json", as: HashVectors.self).merkle
        let left = try #require(SHA256Digest(bytes: merkle.left.bytes))
        let right = try #require(SHA256Digest(bytes: merkle.right.bytes))
        #expect(SHA256Hash.merkleLeaf(Array("entry".utf8)).bytes == merkle.leaf.bytes)
        #expect(SHA256Hash.merkleNode(left, right).bytes == merkle.node.bytes)
        #expect(SHA256Hash.merkleNode(right, left) != SHA256Hash.merkleNode(left, right))
        #expect(SHA256Hash.merkleLeaf(left.bytes + right.bytes) != SHA256Hash.merkleNode(left, right))
    }

    @Test func theStreamOfThePartsEqualsTheWhole() throws {
        var generator = Dice(seed: 1)
        let parts = [0, 1, 63, 64, 65, 300].map { generator.bytes($0) }
        var stream = SHA256Hash.Stream()
        for part in parts { stream.update(part) }
        #expect(stream.finish() == SHA256Hash.hash(parts.flatMap(\.self)))
    }

    // RFC 4231, section 4: the key of case 1 and 3 has 20 bytes, ours have 32; case 6 and 7 longer. The cases below have
    // keys that HMAC itself fills up with zeros, so 32 bytes with zeros behind are the same key.
    @Test(arguments: [
        (
            String(repeating: "0b", count: 20), "4869205468657265",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            String(repeating: "aa", count: 20), String(repeating: "dd", count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            "0102030405060708090a0b0c0d0e0f10111213141516171819", String(repeating: "cd", count: 50),
            "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
        ),
    ])
    func hmacOfRFC4231(key: String, message: String, expected: String) throws {
        let key = try hex(key)
        let secret = try Secret.from(key + [UInt8](repeating: 0, count: 32 - key.count))
        #expect(try HMACSHA256.mac(secret, hex(message)).hex == expected)
    }

    // RFC 7693, appendix A, has BLAKE2b-512 of "abc" only; this is the 256-bit hash of the same by hashlib and libb2.
    @Test func blake2bOfABC() {
        #expect(
            Blake2b.hash(bytes: Array("abc".utf8)).hex
                == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
    }

    @Test func sha512OfABC() throws {
        // FIPS 180-4 example.
        #expect(
            try SHA512Hash.hash(Array("abc".utf8))
                == hex(
                    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"))
    }
}
