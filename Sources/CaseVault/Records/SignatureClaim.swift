import AuditLog
import VaultCrypto

/// That a key signed an opened record.
struct SignatureClaim: Sendable {
    let record: OpenedRecord
    /// Nil when this process has verified that very row before.
    let key: VerifyingKey?

    var isTrue: Bool { key.map { record.body.isSigned(by: $0) } ?? true }
}

/// Claims that wait to be verified together, on all cores: one takes longer than opening two records.
struct SignatureClaims {
    private static let most = 128
    /// Opened records lie in memory together; one has up to a mebibyte.
    private static let mostBytes = 1 << 20

    private var claims: [SignatureClaim] = []
    private var byteCount = 0
    /// Whether a signature is to be verified at all.
    private var needsAny = false

    /// Whether they are to be verified before another comes.
    var isFull: Bool { !needsAny || claims.count >= Self.most || byteCount >= Self.mostBytes }

    mutating func append(_ claim: SignatureClaim) {
        claims.append(claim)
        byteCount += claim.record.body.content.count
        needsAny = needsAny || claim.key != nil
    }

    /// Which are true, in their order; none waits any more.
    mutating func verify() -> [(claim: SignatureClaim, isTrue: Bool)] {
        defer { self = SignatureClaims() }
        return Array(zip(claims, claims.mapOnAllCores(share: 2, \.isTrue)))
    }
}
