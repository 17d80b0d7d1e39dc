@testable import VaultCrypto

/// The proof of RFC 9497, section 2.2, that two points have the same discrete logarithm; the context is a parameter.
struct DiscreteLogProof {
    let challenge: Scalar
    let response: Scalar

    init?(bytes: [UInt8]) {
        guard bytes.count == 64, let challenge = Scalar(bytes: bytes[..<32]), let response = Scalar(bytes: bytes[32...])
        else { return nil }
        self.challenge = challenge
        self.response = response
    }

    /// Proves that `secret` leads from `base` to `image` and from each of `sources` to each of `results`.
    init?(
        secret: borrowing SecretScalar, base: Point, image: Point, sources: [Point], results: [Point],
        nonce: borrowing SecretScalar, context: [UInt8]
    ) {
        guard let composite = Composite(image, sources, results, context), let first = nonce * base,
            let second = nonce * composite.source
        else { return nil }
        challenge = composite.challenge(image, first, second, context)
        response = nonce.subtracting(secret.multiplied(by: challenge)).revealed()
    }

    var bytes: [UInt8] { challenge.bytes + response.bytes }

    func isValid(base: Point, image: Point, sources: [Point], results: [Point], context: [UInt8]) -> Bool {
        guard let composite = Composite(image, sources, results, context),
            let first = sum(response * base, challenge * image),
            let second = sum(response * composite.source, challenge * composite.result)
        else { return false }
        return composite.challenge(image, first, second, context) == challenge
    }

    private func sum(_ left: Point?, _ right: Point?) -> Point? {
        guard let left, let right else { return nil }
        return left + right
    }
}

private func prefixed(_ bytes: [UInt8]) -> [UInt8] {
    UInt16(bytes.count).fieldBytes + bytes
}

private func hashToScalar(_ message: [UInt8], _ context: [UInt8]) -> Scalar {
    Scalar.hash(message, domain: Array("HashToScalar-".utf8) + context)
}

/// One pair of points that stands for all pairs of a batch.
private struct Composite {
    let source: Point
    let result: Point

    init?(_ image: Point, _ sources: [Point], _ results: [Point], _ context: [UInt8]) {
        let seed = SHA512Hash.hash(prefixed(image.bytes) + prefixed(Array("Seed-".utf8) + context))
        var (source, result): (Point?, Point?) = (nil, nil)
        for (index, (from, to)) in zip(sources, results).enumerated() {
            let weight = hashToScalar(
                prefixed(seed) + UInt16(index).fieldBytes + prefixed(from.bytes) + prefixed(to.bytes)
                    + Array("Composite".utf8), context)
            guard let weightedSource = weight * from, let weightedResult = weight * to else { return nil }
            source = source.map { $0 + weightedSource } ?? weightedSource
            result = result.map { $0 + weightedResult } ?? weightedResult
        }
        guard let source, let result else { return nil }
        self.source = source
        self.result = result
    }

    func challenge(_ image: Point, _ first: Point, _ second: Point, _ context: [UInt8]) -> Scalar {
        let points = [image, source, result, first, second]
        return hashToScalar(points.flatMap { prefixed($0.bytes) } + Array("Challenge".utf8), context)
    }
}
