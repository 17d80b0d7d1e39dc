import CaseVault
import Foundation
import VaultCrypto
import VaultStore

/// Sealing and storing alone: what an import does besides signatures, entries, headers and indexes, with the vault's own
/// seal and store and a key for each record.
struct SealingFigures {
    private static let perTransaction = 1_000

    static func figures(_ scale: Scale) async throws -> [Figure] {
        let sealing = Sealing()
        guard sealing.row().sealed.count == Bench.sealedByteCount else { throw BenchError.answer }
        let count = max(1, scale.imported / perTransaction) * perTransaction
        let turns = try await inTurn(scale.rounds, .perSecond) {
            // A new one each time, as C's is: each row enters the index at random, and a longer one has more pages to write.
            let name = "sealed-\(UUID().uuidString).db"
            let store = try VaultDatabase.create(at: name)
            defer {
                try? store.close()
                try? FileManager.default.removeItem(atPath: name)
            }
            return try await Turn.rate(of: Double(count)) {
                for _ in 0..<count / perTransaction {
                    try store.transaction { transaction in
                        for _ in 0..<perTransaction { try transaction.insert(sealing.row()) }
                    }
                }
            }
        } limit: {
            try Limits.bulk(count, signatures: 0)
        }
        return [
            Figure(
                name: "records sealed and stored, \(perTransaction) a transaction", unit: .perSecond, turns,
                beside: "seal, store", target: .sealing)
        ]
    }
}

/// Makes rows of records of the usual size.
private final class Sealing {
    /// Head, salt and signature of a body, beside its content: so many that it is filled up to what a record's is.
    private static let headByteCount = 300

    private let staff = Secret(random: .system)
    private let gate = Secret(random: .system)
    private let vault = VaultID.random(.system)
    private let body = [UInt8](repeating: UInt8(ascii: "a"), count: House.contentByteCount + headByteCount)

    func row() -> Row {
        let record = RecordID.random(.system)
        let key = Blake2b.derive(staff, .recordKey, secret: gate, vault, record, UInt64(1))
        let sealed = Seal.seal(
            body, under: key, associatedData: Tuple(.record, vault, record, UInt64(1)), nonce: .random(.system))
        let hash = SHA256Hash.hash(sealed)
        let id = VaultStore.RowID(high: record.high, low: record.low)
        return Row(
            table: .record, id: id, revision: 1, generation: id, sealed: sealed,
            hash: RowHash(hash.first, hash.second, hash.third, hash.fourth))
    }
}

extension Target {
    /// C's 102,000 a second leave 102 / 60 = 1.7 times.
    fileprivate static let sealing = Target.atLeast(
        60_000, beside: 102_000,
        """
        1,536 bytes are sealed where C seals 1,024, so that a page holds four rows where it holds seven of C's; each nonce \
        is drawn from the kernel.
        """)
}
