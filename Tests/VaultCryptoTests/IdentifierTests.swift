import SeededNumbers
import Testing

@testable import VaultCrypto

@Suite struct IdentifierTests {
    private let bytes = [UInt8](0..<16)

    @Test func bytesAndHexGoBothWays() throws {
        let id = try #require(CaseID(bytes: bytes))
        #expect(id.bytes == bytes)
        #expect(id.hex == "000102030405060708090a0b0c0d0e0f")
        #expect(CaseID(hex: id.hex) == id)
        #expect(id.retyped(as: RecordKind.self).bytes == bytes)
        #expect(CaseID.zero.bytes == [UInt8](repeating: 0, count: 16))
    }

    @Test func otherLengthsAndFormsAreRefused() {
        #expect(CaseID(bytes: bytes.dropLast()) == nil)
        #expect(CaseID(bytes: bytes + [1]) == nil)
        #expect(CaseID(hex: "000102030405060708090A0B0C0D0E0F") == nil)
        #expect(CaseID(hex: "0001") == nil)
        #expect(Blake2bDigest(bytes: bytes) == nil)
        #expect(Blake2bDigest(hex: String(repeating: "0", count: 63)) == nil)
        #expect(SealNonce(bytes: bytes) == nil)
        #expect(Signature(bytes: [UInt8](repeating: 0, count: 65)) == nil)
    }

    @Test func orderIsThatOfTheBytes() {
        var generator = Dice(seed: 2)
        for _ in 0..<200 {
            let (left, right) = (generator.bytes(16), generator.bytes(16))
            let isLess = left.lexicographicallyPrecedes(right)
            #expect(((RowID(bytes: left) ?? .zero) < (RowID(bytes: right) ?? .zero)) == isLess)
            let longer = (Blake2bDigest(bytes: left + left) ?? .zero, Blake2bDigest(bytes: left + right) ?? .zero)
            #expect((longer.0 < longer.1) == isLess)
        }
    }

    @Test func digestsGiveIds() {
        let digest = Blake2b.hash(bytes: [1, 2, 3])
        #expect(KeyID(prefixOf: digest).bytes == Array(digest.bytes[..<16]))
        #expect(Blake2bDigest(bytes: digest.bytes) == digest)
        #expect(Blake2bDigest(hex: digest.hex) == digest)
    }

    @Test func randomIdsComeFromTheSourceGiven() {
        let bytes = bytes
        let counting = Randomness { Array(bytes.prefix($0)) }
        #expect(VaultID.random(counting).bytes == bytes)
        #expect(VaultID.random(.system) != VaultID.random(.system))
    }
}
