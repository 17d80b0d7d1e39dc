import SeededNumbers
import VaultCrypto

@testable import AuditLog

/// A small log by two signers, with checkpoints by a log key; the keys are fixed test keys.
struct LogMaker {
    struct Signer {
        let seed: UInt8
        let key: VerifyingKey
        let id: KeyID

        init(seed: UInt8, vault: VaultID) throws {
            self.seed = seed
            key = SigningKey(seed: try Self.secret(seed)).verifyingKey
            id = KeyID(prefixOf: Blake2b.hash(Tuple(.keyId, vault, key, [UInt8]())))
        }

        private static func secret(_ seed: UInt8) throws -> Secret {
            guard let secret = Secret(copying: [UInt8](repeating: seed, count: 32)) else { throw NotASecret() }
            return secret
        }

        func sign(_ message: [UInt8]) throws -> Signature { SigningKey(seed: try Self.secret(seed)).sign(message) }

        func sign(_ checkpoint: Checkpoint) throws -> SignedCheckpoint {
            checkpoint.signed(by: SigningKey(seed: try Self.secret(seed)))
        }
    }

    let origin: Origin
    let signers: [Signer]
    let logSigner: Signer
    /// Nobody the log knows.
    let stranger: Signer
    private(set) var tail: LogTail
    private(set) var lines: [[UInt8]] = []
    /// The tail before each line, and the last.
    private(set) var tails: [LogTail]

    init(entries count: Int) throws {
        guard let origin = Origin("casevault/00112233445566778899aabbccddeeff/1") else { throw NotASecret() }
        self.origin = origin
        signers = [try Signer(seed: 1, vault: origin.vault), try Signer(seed: 2, vault: origin.vault)]
        logSigner = try Signer(seed: 3, vault: origin.vault)
        stranger = try Signer(seed: 4, vault: origin.vault)
        tail = LogTail(origin: origin)
        tails = [tail]
        for number in 0..<count { try append(signer: signers[number % 3 == 0 ? 1 : 0]) }
    }

    /// A plausible read at the next whole second.
    func fields(by signer: Signer, at seq: UInt64) throws -> EntryFields {
        var generator = Dice(seed: seq)
        guard let time = EntryTime(milliseconds: 1_790_000_000_000 + seq * 1_000) else { throw NotASecret() }
        return EntryFields(
            time: time, boot: ShortHash(value: 0xB007), mono: 5_000 + seq * 1_000, act: .known(.recordRead),
            by: signer.id,
            role: .jurist, peer: ShortHash(value: 0xBEE5), clientCase: generator.identifier(), object: .record,
            record: generator.identifier(), revision: 1 + seq % 3, before: generator.digest(),
            after: generator.digest(),
            count: 1, why: .court, ref: seq, result: .intent, flags: [.ooh, .piped], data: generator.digest())
    }

    mutating func append(signer: Signer) throws {
        try append(try fields(by: signer, at: tail.size), signer: signer)
    }

    mutating func append(_ fields: EntryFields, signer: Signer) throws {
        let appended = try Self.appended(to: tail, fields, signer: signer)
        tail = appended.tail
        lines.append(appended.line)
        tails.append(tail)
    }

    static func appended(to tail: LogTail, _ fields: EntryFields, signer: Signer) throws -> AppendedEntry {
        let unsigned = AuditEntry.unsigned(seq: tail.size, prev: tail.prev, fields: fields)
        let signature = try signer.sign(tail.origin.signaturePrefix + unsigned)
        return try tail.appending(fields) { _ in signature }
    }

    func checkpoint(_ size: Int) throws -> SignedCheckpoint { try logSigner.sign(tails[size].checkpoint) }

    func key(_ id: KeyID, _ seq: UInt64) -> KeyAnswer {
        signers.first { $0.id == id }.map { .valid($0.key) } ?? .notValid
    }

    /// One pass with everything a verifier may be given.
    func verify(_ lines: [[UInt8]], checkpoints: [SignedCheckpoint] = []) -> ChainReport {
        var verifier = ChainVerifier(from: LogTail(origin: origin), checkpoints: checkpoints)
        for line in lines { _ = verifier.add(line, key: key) }
        return verifier.finish { _ in .valid(logSigner.key) }
    }
}
