// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the vector files.
import Testing

@testable import VaultCrypto

private struct FROSTVectors: Decodable {
    struct Inputs: Decodable {
        struct Share: Decodable {
            let identifier: UInt32
            let participant_share: HexBytes
        }

        let group_secret_key, group_public_key: HexBytes

        let share_polynomial_coefficients: [HexBytes]

        let participant_shares: [Share]
    }
    let inputs: Inputs
}

private struct VOPRFSuite: Decodable {
    struct Vector: Decodable {
        struct Proof: Decodable {
            let proof, r: HexBytes
        }

        let Blind, BlindedElement, EvaluationElement, Input: String

        let Proof: Proof
    }
    let groupDST, keyInfo, pkSm, seed, skSm: HexBytes
    let mode: UInt8
    let vectors: [Vector]
}

/// Splits the comma-separated hexadecimal of a batch.
private func batch(_ text: String) throws -> [[UInt8]] {
    try text.split(separator: ",").map { try hex(String($0)) }
}

/// The Lagrange coefficient of `index` at zero.
func lagrange(_ index: UInt32, _ indices: [UInt32]) throws -> Scalar {
    try indices.filter { $0 != index }.reduce(Scalar.one) { product, other in
        product * Scalar(other) * (try #require((Scalar(other) - Scalar(index)).inverse))
    }
}

@Suite(.enabled(if: Vectors.hasShared, Vectors.withoutShared)) struct GroupVectorTests {
    // RFC 9591, appendix E.3.
    @Test func sharesOfFROST() throws {
        let inputs = try Vectors.shared("frost-ristretto255-sha512.json", as: FROSTVectors.self).inputs
        let secret = try #require(Scalar(bytes: inputs.group_secret_key.bytes))
        let publicKey = try #require(Point(bytes: inputs.group_public_key.bytes))
        let slope = try #require(inputs.share_polynomial_coefficients.first.flatMap { Scalar(bytes: $0.bytes) })
        #expect(secret * Point.generator == publicKey)
        var shares: [UInt32: Scalar] = [:]
        for share in inputs.participant_shares {
            let expected = try #require(Scalar(bytes: share.participant_share.bytes))
            #expect(secret + slope * Scalar(share.identifier) == expected)
            let held = SecretScalar(secret).adding(SecretScalar(slope).multiplied(by: Scalar(share.identifier)))
            #expect(held.revealed() == expected)
            shares[share.identifier] = expected
        }
        for pair: [UInt32] in [[1, 2], [1, 3], [2, 3], [3, 1]] {
            let sum = try pair.reduce(Scalar.zero) { sum, index in
                try sum + lagrange(index, pair) * #require(shares[index])
            }
            #expect(sum == secret)
        }
    }

    // RFC 9497, appendix A.1.2: hashing to the group, blinding, evaluation, single and batched proofs.
    @Test func proofsOfVOPRF() throws {
        let suite = try #require(
            try Vectors.shared("voprf-ristretto255-mode1.json", as: [VOPRFSuite].self).first { $0.mode == 1 })
        let context = Array("OPRFV1-".utf8) + [1] + Array("-ristretto255-SHA512".utf8)
        #expect(suite.groupDST.bytes == Array("HashToGroup-".utf8) + context)
        let secret = try SecretScalar.from(suite.skSm.bytes)
        let publicKey = try #require(Point(bytes: suite.pkSm.bytes))
        let made = secret * Point.generator
        #expect(made == publicKey)
        // RFC 9497, section 3.2.1, DeriveKeyPair.
        let derived = Scalar.hash(
            suite.seed.bytes + UInt16(suite.keyInfo.bytes.count).fieldBytes + suite.keyInfo.bytes + [0],
            domain: Array("DeriveKeyPair".utf8) + context)
        #expect(derived.bytes == suite.skSm.bytes)
        for vector in suite.vectors {
            let points = try blindedAndEvaluated(vector, suite.groupDST.bytes)
            for (blinded, evaluated) in zip(points.blinded, points.evaluated) {
                let product = secret * blinded
                #expect(product == evaluated)
            }
            let nonce = try SecretScalar.from(vector.Proof.r.bytes)
            let proof = DiscreteLogProof(
                secret: secret, base: .generator, image: publicKey, sources: points.blinded, results: points.evaluated,
                nonce: nonce, context: context)
            #expect(proof?.bytes == vector.Proof.proof.bytes)
            let read = try #require(DiscreteLogProof(bytes: vector.Proof.proof.bytes))
            func isValid(_ image: Point, _ sources: [Point], _ results: [Point], _ context: [UInt8]) -> Bool {
                read.isValid(base: .generator, image: image, sources: sources, results: results, context: context)
            }
            #expect(isValid(publicKey, points.blinded, points.evaluated, context))
            #expect(!isValid(.generator, points.blinded, points.evaluated, context))
            #expect(!isValid(publicKey, points.evaluated, points.blinded, context))
            #expect(!isValid(publicKey, points.blinded, points.evaluated, context + [0]))
        }
    }

    private func blindedAndEvaluated(
        _ vector: VOPRFSuite.Vector, _ domain: [UInt8]
    ) throws -> (blinded: [Point], evaluated: [Point]) {
        let inputs = try batch(vector.Input)
        let blinds = try batch(vector.Blind).map { try #require(Scalar(bytes: $0)) }
        let blinded = try batch(vector.BlindedElement).map { try #require(Point(bytes: $0)) }
        for index in inputs.indices {
            let point = try #require(Point.hash(inputs[index], domain: domain))
            #expect(blinds[index] * point == blinded[index])
        }
        return (blinded, try batch(vector.EvaluationElement).map { try #require(Point(bytes: $0)) })
    }
}
