import SeededNumbers
import Testing

@testable import VaultCrypto

private let order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010"

@Suite struct ScalarTests {
    private func random(_ generator: inout Dice) -> Scalar {
        SecretScalar(random: Randomness { [state = generator.bytes(64)] in Array(state.prefix($0)) }).revealed()
    }

    @Test(arguments: [
        order, "eed3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010",
        "0000000000000000000000000000000000000000000000000000000000000020",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000090",
    ])
    func valuesFromTheOrderOnAreRefused(text: String) throws {
        #expect(Scalar(bytes: try hex(text)) == nil)
        let isNil = SecretScalar(try .from(hex(text))) == nil
        #expect(isNil)
    }

    @Test(arguments: [0, 31, 33, 64]) func otherLengthsAreRefused(count: Int) {
        #expect(Scalar(bytes: [UInt8](repeating: 0, count: count)) == nil)
    }

    @Test func theLargestScalarIsMinusOne() throws {
        let largest = try #require(
            Scalar(bytes: try hex("ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")))
        #expect(largest == -Scalar.one)
        #expect(largest + .one == .zero)
        #expect(largest * largest == .one)
        #expect(Scalar.zero.isZero && -Scalar.zero == .zero)
    }

    @Test func lawsOfTheField() throws {
        var generator = Dice(seed: 7)
        for _ in 0..<50 {
            let (a, b, c) = (random(&generator), random(&generator), random(&generator))
            #expect(a + b == b + a)
            #expect(a * (b + c) == a * b + a * c)
            #expect(a - b + b == a)
            #expect(try a * #require(a.inverse) == .one)
            #expect(Scalar(bytes: a.bytes) == a)
        }
        #expect(Scalar.zero.inverse == nil)
        #expect(Scalar(0x0102_0304).bytes.prefix(5) == [4, 3, 2, 1, 0])
    }

    @Test func secretScalarsComputeTheSame() throws {
        var generator = Dice(seed: 8)
        let (a, b) = (random(&generator), random(&generator))
        let secretA = SecretScalar(a)
        let secretB = SecretScalar(b)
        #expect(secretA.adding(secretB).revealed() == a + b)
        #expect(secretA.subtracting(secretB).revealed() == a - b)
        #expect(secretA.multiplied(by: secretB).revealed() == a * b)
        #expect(secretA.multiplied(by: b).revealed() == a * b)
        #expect(secretA.duplicate().revealed() == a)
        let read = try #require(SecretScalar(try .from(a.bytes))?.revealed())
        #expect(read == a)
        let bytes = secretA.withSecret { $0.revealedBytes() }
        #expect(bytes == a.bytes)
    }

    @Test func hashingASecretEqualsHashingTheTuple() {
        let secret = Secret.filled(3)
        let hashed = SecretScalar.hash(domain: "test", .escrowR, secret: secret, "label", UInt32(1))
        let tuple = Tuple(.escrowR, [UInt8](repeating: 3, count: 32), "label", UInt32(1))
        #expect(hashed.revealed() == Scalar.hash(tuple, domain: "test"))
        #expect(Scalar.hash(tuple, domain: "other") != Scalar.hash(tuple, domain: "test"))
    }
}

@Suite struct ExpandMessageTests {
    // RFC 9380, appendix K.3, expand_message_xmd(SHA-512).
    private static let domain = "QUUX-V01-CS02-with-expander-SHA512-256"

    private func expand(_ message: String, _ byteCount: Int, domain: String = domain) -> String {
        let message = Array(message.utf8)
        return unsafe ExpandMessage.run(domain: Array(domain.utf8), byteCount: byteCount) { update in
            unsafe message.withUnsafeBytes { unsafe update($0) }
        } _: {
            unsafe Hex.encode(Array($0))
        }
    }

    @Test func vectorsOfRFC9380() {
        #expect(expand("", 32) == "6b9a7312411d92f921c6f68ca0b6380730a1a4d982c507211a90964c394179ba")
        #expect(expand("abc", 32) == "0da749f12fbe5483eb066a5f595055679b976e93abe9be6f0f6318bce7aca8dc")
        #expect(expand("abcdef0123456789", 32) == "087e45a86e2939ee8b91100af1583c4938e0f5fc6c9db4b107b83346bc967f58")
        #expect(
            expand("", 128)
                == "41b037d1734a5f8df225dd8c7de38f851efdb45c372887be655212d07251b921"
                + "b052b62eaed99b46f72f2ef4cc96bfaf254ebbbec091e1a3b9e4fb5e5b619d2e"
                + "0c5414800a1d882b62bb5cd1778f098b8eb6cb399d5d9d18f5d5842cf5d13d7e"
                + "b00a7cff859b605da678b318bd0e65ebff70bec88c753b159a805d2c89c55961")
    }

    @Test func lengthAndDomainAreBound() {
        #expect(!expand("", 64).hasPrefix(expand("", 32)))
        #expect(expand("", 32, domain: Self.domain + "7") != expand("", 32))
        #expect(expand("7", 32) != expand("", 32, domain: "7" + Self.domain))
    }
}
