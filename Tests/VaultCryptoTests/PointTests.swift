import SeededNumbers
import Testing

@testable import VaultCrypto

@Suite struct PointTests {
    // RFC 9496, appendix A.1: multiples of the generator.
    @Test(
        arguments: [
            (1, "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76"),
            (2, "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919"),
            (15, "e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e"),
        ] as [(UInt32, String)])
    func multiplesOfTheGenerator(number: UInt32, encoding: String) throws {
        let point = try present(Scalar(number) * Point.generator)
        #expect(point.bytes == (try hex(encoding)))
        #expect(Point(bytes: point.bytes) == point)
        let secret = SecretScalar(Scalar(number))
        #expect(secret * Point.generator == point)
        let sum = (1..<number).reduce(Point.generator) { sum, _ in (sum + Point.generator) ?? sum }
        #expect(sum == point)
    }

    // RFC 9496, appendix A.2: one or two of every kind of invalid encoding.
    @Test(arguments: [
        // Non-canonical field elements.
        "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        // Negative field elements.
        "0100000000000000000000000000000000000000000000000000000000000000",
        "01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
        // Non-square x².
        "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
        "4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f",
        // Negative xy.
        "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
        "a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220",
        // s = -1, so y = 0.
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        // Bit 255 of the generator's encoding set.
        "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2df6",
    ])
    func invalidEncodings(encoding: String) throws {
        #expect(Point(bytes: try hex(encoding)) == nil)
    }

    @Test func otherLengthsAreRefused() {
        #expect(Point(bytes: Point.generator.bytes.dropLast()) == nil)
        #expect(Point(bytes: Point.generator.bytes + [0]) == nil)
        #expect(Point(bytes: []) == nil)
    }

    @Test func theIdentityIsNoPoint() throws {
        #expect(Point(bytes: [UInt8](repeating: 0, count: 32)) == nil)
        #expect(Scalar.zero * Point.generator == nil)
        let secretZero = SecretScalar(Scalar.zero)
        #expect(secretZero * Point.generator == nil)
        #expect(Point.generator - Point.generator == nil)
        let negative = try present(-Scalar.one * Point.generator)
        #expect(Point.generator + negative == nil)
    }

    @Test func lawsOfTheGroup() throws {
        var generator = Dice(seed: 9)
        for _ in 0..<20 {
            let seed = generator.bytes(16)
            let a = Scalar.hash(seed + [1], domain: [1])
            let b = Scalar.hash(seed + [2], domain: [1])
            let point = try #require(Point.hash(seed, domain: [2]))
            let (left, right) = try (present(a * point), present(b * point))
            #expect(left + right == (a + b) * point)
            #expect(left - right == (a - b) * point)
            #expect(a * right == b * left)
        }
    }

    // RFC 9496, appendix A.3, has the map from 64 uniform bytes; hashing to a point is that map after RFC 9380's
    // expansion, and RFC 9497's vectors (below) are known answers of the whole.
    @Test func hashingToAPointBindsMessageAndDomain() throws {
        let points = [
            try #require(Point.hash([1], domain: [1])), try #require(Point.hash([2], domain: [1])),
            try #require(Point.hash([1], domain: [2])), try #require(Point.hash([], domain: [1])),
        ]
        #expect(Set(points).count == 4)
        #expect(points.allSatisfy { Point(bytes: $0.bytes) == $0 })
    }
}
