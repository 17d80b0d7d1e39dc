import Testing

@testable import VaultCrypto

private struct SignatureVectors: Decodable {
    struct Case: Decodable {
        let seed, publicKey, message, signature: HexBytes
    }
    let cases: [Case]
}

@Suite struct SigningTests {
    @Test func signaturesOfOpenSSL() throws {
        for vector in try Vectors.own("signatures.json", as: SignatureVectors.self).cases {
            let key = SigningKey(seed: try .from(vector.seed.bytes))
            let verifyingKey = key.verifyingKey
            #expect(verifyingKey.bytes == vector.publicKey.bytes)
            let signature = key.sign(vector.message.bytes)
            #expect(signature.bytes == vector.signature.bytes)
            #expect(verifyingKey.isValid(signature, for: vector.message.bytes))
        }
    }

    // RFC 8032, section 7.1, tests 1 to 3.
    @Test(arguments: [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ])
    func vectorsOfRFC8032(seed: String, publicKey: String, message: String, signature: String) throws {
        let key = SigningKey(seed: try .from(hex(seed)))
        let (verifyingKey, made) = (key.verifyingKey, key.sign(try hex(message)))
        #expect(verifyingKey.bytes == (try hex(publicKey)))
        #expect(made.bytes == (try hex(signature)))
        #expect(verifyingKey.isValid(made, for: try hex(message)))
    }

    @Test func everyChangedBitIsRefused() {
        let key = SigningKey(seed: .filled(1))
        let message = Tuple(.recordSig, Blake2b.hash(bytes: [1]))
        let (verifyingKey, signature) = (key.verifyingKey, key.sign(message))
        #expect(verifyingKey.isValid(signature, for: message))
        #expect(!verifyingKey.isValid(signature, for: Tuple(.recordSig, Blake2b.hash(bytes: [2]))))
        #expect(!verifyingKey.isValid(signature, for: Tuple(.approve, Blake2b.hash(bytes: [1]))))
        for bit in 0..<64 * 8 {
            var changed = signature.bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!verifyingKey.isValid(Signature(made: changed), for: message))
        }
        for bit in 0..<32 * 8 {
            var changed = verifyingKey.bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(!VerifyingKey(made: changed).isValid(signature, for: message))
        }
    }

    @Test func aSWithTheOrderAddedIsRefused() {
        // The order of the group; S + L verifies in careless implementations.
        let order: [UInt8] = [
            0xED, 0xD3, 0xF5, 0x5C, 0x1A, 0x63, 0x12, 0x58, 0xD6, 0x9C, 0xF7, 0xA2, 0xDE, 0xF9, 0xDE, 0x14, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
        ]
        let key = SigningKey(seed: .filled(2))
        let (verifyingKey, signature) = (key.verifyingKey, key.sign([1]))
        var (changed, carry) = (signature.bytes, 0)
        for index in 0..<32 {
            carry += Int(changed[32 + index]) + Int(order[index])
            changed[32 + index] = UInt8(carry & 255)
            carry >>= 8
        }
        #expect(carry == 0)
        #expect(!verifyingKey.isValid(Signature(made: changed), for: [1]))
    }

    @Test(arguments: [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0100000000000000000000000000000000000000000000000000000000000080",
    ])
    func keysOfSmallOrderVerifyNothing(key: String) throws {
        let key = try #require(VerifyingKey(bytes: try hex(key)))
        // R = A of small order and S = 0 satisfies the equation for some messages in verifiers without the check.
        let signature = try #require(Signature(bytes: key.bytes + [UInt8](repeating: 0, count: 32)))
        for message in UInt8(0)..<64 { #expect(!key.isValid(signature, for: [message])) }
    }
}
