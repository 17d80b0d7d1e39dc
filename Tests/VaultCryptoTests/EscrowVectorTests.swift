// swift-format-ignore-file: AlwaysUseLowerCamelCase

// The names are those of the vector files.
import Testing

@testable import VaultCrypto

private struct EscrowVectors: Decodable {
    struct Shares: Decodable {
        let coefficients: [String: [HexBytes]]
        let shares, Y: [String: HexBytes]
        let cert: HexBytes
    }
    struct Key: Decodable {
        let P, eid: HexBytes
    }
    struct Ciphertext: Decodable {
        let vault, `case`, K, kc, label, c, U, Ub, e, f: HexBytes
        let compartment: String
        let keygen: UInt32
    }
    struct Partial: Decodable {
        let D, proof: HexBytes
    }
    struct Partials: Decodable {
        let request: HexBytes
        let byTrustee: [UInt32: Partial]

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: AnyKey.self)
            request = try values.decode(HexBytes.self, forKey: AnyKey(stringValue: "request"))
            var byTrustee: [UInt32: Partial] = [:]
            for key in values.allKeys {
                if let index = UInt32(key.stringValue) {
                    byTrustee[index] = try values.decode(Partial.self, forKey: key)
                }
            }
            self.byTrustee = byTrustee
        }
    }
    struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    let Gbar: HexBytes
    let dkg, reshare: Shares
    let tdh2: Ciphertext
    let partials: Partials
    let key: Key

    enum CodingKeys: String, CodingKey { case Gbar, dkg, reshare, tdh2, partials }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        Gbar = try values.decode(HexBytes.self, forKey: .Gbar)
        dkg = try values.decode(Shares.self, forKey: .dkg)
        key = try values.decode(Key.self, forKey: .dkg)
        reshare = try values.decode(Shares.self, forKey: .reshare)
        tdh2 = try values.decode(Ciphertext.self, forKey: .tdh2)
        partials = try values.decode(Partials.self, forKey: .partials)
    }
}

private func scalar(_ bytes: HexBytes?) throws -> Scalar {
    try #require(bytes.flatMap { Scalar(bytes: $0.bytes) })
}

private func point(_ bytes: HexBytes?) throws -> Point {
    try #require(bytes.flatMap { Point(bytes: $0.bytes) })
}

/// What the primitives can show of the escrow's vectors; the protocol itself is the subject of another module.
@Suite(.enabled(if: Vectors.hasShared, Vectors.withoutShared)) struct EscrowVectorTests {
    private let vectors: EscrowVectors

    init() throws { vectors = try Vectors.shared("escrow.json") }

    @Test func secondGenerator() throws {
        let made = Point.hash([], domain: Array("CASEVAULT-V1-TDH2-Gbar-ristretto255-SHA512".utf8))
        #expect(made == (try point(vectors.Gbar)))
    }

    @Test func sharesOfTheKeyGeneration() throws {
        let dealers = try vectors.dkg.coefficients.values.map { try $0.map { try scalar($0) } }
        for (index, share) in vectors.dkg.shares {
            let at = Scalar(try #require(UInt32(index)))
            let sum = dealers.reduce(Scalar.zero) { sum, coefficients in
                sum + coefficients.reversed().reduce(.zero) { $0 * at + $1 }
            }
            #expect(try sum == scalar(share))
            #expect(sum * Point.generator == (try point(vectors.dkg.Y[index])))
        }
        let secret = try dealers.reduce(Scalar.zero) { try $0 + #require($1.first) }
        #expect(secret * Point.generator == (try point(vectors.key.P)))
        #expect(Blake2b.hash(Tuple(.escrowId, try point(vectors.key.P))).bytes == vectors.key.eid.bytes)
    }

    @Test func certificates() throws {
        for (epoch, shares) in [(UInt32(1), vectors.dkg), (2, vectors.reshare)] {
            let trustees = try shares.Y.map { (try #require(UInt32($0)), try point($1)) }.sorted { $0.0 < $1.0 }
            // The model's certificate has one field for each trustee, so its tuple is built by hand.
            let fields =
                [vectors.key.eid.bytes, epoch.fieldBytes, UInt32(3).fieldBytes]
                + trustees.map { $0.0.fieldBytes + $0.1.bytes }
            var bytes: [UInt8] = []
            bytes.appendPrefixed(Label.escrowCert.rawValue)
            bytes.appendBigEndian(UInt32(fields.count))
            for field in fields { bytes.appendPrefixed(field) }
            #expect(Blake2b.hash(bytes: bytes).bytes == shares.cert.bytes)
        }
    }

    @Test func ciphertextIsDerivedAgain() throws {
        let vector = vectors.tdh2
        let half = try Secret.from(vector.K.bytes)
        let place = (
            try #require(VaultID(bytes: vector.vault.bytes)), try #require(CaseID(bytes: vector.case.bytes))
        )
        let kc = Blake2b.mac(half, Tuple(.keyCommit, place.0, place.1, vector.compartment, vector.keygen))
        #expect(kc.bytes == vector.kc.bytes)
        let label = Tuple(
            .escrowLabel, place.0, place.1, vector.compartment, vector.keygen, vectors.key.eid.bytes, kc)
        #expect(label.bytes == vector.label.bytes)
        let publicKey = try point(vectors.key.P)
        let r = SecretScalar.hash(domain: "CASEVAULT-V1-TDH2-r", .escrowR, secret: half, label, publicKey)
        let s = SecretScalar.hash(domain: "CASEVAULT-V1-TDH2-s", .escrowS, secret: half, label, publicKey)
        let second = try point(vectors.Gbar)
        let (u, uBar, z) = (r * Point.generator, r * second, r * publicKey)
        #expect(try u == point(vector.U) && uBar == point(vector.Ub))
        let mask = Blake2b.hash(Tuple(.escrowMask, publicKey, try #require(u), try #require(z), label))
        let masked = half.xor(try .from(mask.bytes)).revealedBytes()
        #expect(masked == vector.c.bytes)
        let (w, wBar) = (s * Point.generator, s * second)
        let e = Scalar.hash(
            Tuple(
                .escrowE, publicKey, masked, label, try #require(u), try #require(w), try #require(uBar),
                try #require(wBar)), domain: "CASEVAULT-V1-TDH2-e")
        let f = s.adding(r.multiplied(by: e)).revealed()
        #expect(try e == scalar(vector.e) && f == scalar(vector.f))
        #expect(f * Point.generator == (try #require(w)) + (try present(e * (try point(vector.U)))))
    }

    @Test func partialsAndTheirProofs() throws {
        let u = try point(vectors.tdh2.U)
        for (index, partial) in vectors.partials.byTrustee {
            let share = try SecretScalar.from(scalar(vectors.dkg.shares["\(index)"]).bytes)
            let image = try point(vectors.dkg.Y["\(index)"])
            let result = try point(partial.D)
            let product = share * u
            #expect(product == result)
            let context =
                Array("CASEVAULT-V1-DLEQ-".utf8)
                + Array(
                    Blake2b.hash(
                        Tuple(
                            .partialCtx, vectors.partials.request.bytes, Blake2b.hash(bytes: vectors.tdh2.label.bytes),
                            vectors.dkg.cert.bytes, index)
                    ).hex.utf8)
            let nonce = share.withSecret {
                SecretScalar.hash(domain: "CASEVAULT-V1-DLEQ-nonce", .dleqNonce, secret: $0, context, u)
            }
            let proof = DiscreteLogProof(
                secret: share, base: .generator, image: image, sources: [u], results: [result], nonce: nonce,
                context: context)
            #expect(proof?.bytes == partial.proof.bytes)
            let isValid = proof?.isValid(
                base: .generator, image: image, sources: [u], results: [result], context: context)
            #expect(isValid == true)
        }
    }

    @Test func partialsCombineToTheHalf() throws {
        let indices = vectors.partials.byTrustee.keys.sorted()
        let parts = try indices.map { index in
            try present(lagrange(index, indices) * point(vectors.partials.byTrustee[index]?.D))
        }
        let z = try parts.dropFirst().reduce(parts[0]) { try present($0 + $1) }
        let label = vectors.tdh2.label.bytes
        let mask = Blake2b.hash(Tuple(.escrowMask, try point(vectors.key.P), try point(vectors.tdh2.U), z, label))
        let half = zip(vectors.tdh2.c.bytes, mask.bytes).map { $0 ^ $1 }
        #expect(half == vectors.tdh2.K.bytes)
    }
}
