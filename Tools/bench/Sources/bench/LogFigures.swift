import AuditLog
import BenchLimits
import CaseVault
import VaultStore

/// The log: opening a vault against its length, and verifying it.
struct LogFigures {
    let scale: Scale
    let house: House
    private(set) var figures: [Figure] = []

    init(_ scale: Scale, _ house: House) { (self.scale, self.house) = (scale, house) }

    /// Grows the log by audited reads.
    func grow() async throws {
        let house = house
        while try await house.vault.status().entries < scale.entries {
            try await concurrently(min(20_000, Int(scale.entries))) { number in
                try await house.show(house.cases[number % house.cases.count], 1)
            }
        }
    }

    /// Every signature and every right, as `audit verify` does it.
    mutating func verify() async throws {
        let house = house
        let before = Double(bench_resident_kib())
        guard bench_peak_reset() == 0 else { throw BenchError.limit("peak") }
        let entries = Int(try await house.vault.status().entries)
        let turns = try await inTurn(min(3, scale.rounds), .seconds) {
            try await Turn.time(of: entries, in: 1e6) {
                guard try await house.vault.verifyLog().verdict == .ok else { throw BenchError.answer }
            }
        } limit: {
            (try Limits.verify() + Limits.chain()) / 2
        }
        figures.append(
            Figure(
                name: "verify a million entries, with signatures", unit: .seconds, turns,
                beside: "Ed25519 and SHA-256 on two cores", target: .atMost(25), cores: (2, 1)))
        figures.append(
            Figure(
                name: "memory that verifying adds", unit: .mebibytes,
                samples: Samples([(Double(bench_peak_kib()) - before) / 1_024]), target: .atMost(64)))
    }

    /// Chain and tree alone, of the stored lines; the vault is closed.
    mutating func verifyChain() async throws {
        guard let origin = Origin(vault: house.id, number: 1) else { throw BenchError.codes }
        let store = try VaultDatabase(opening: "house.vault/vault.db", readOnly: true)
        let size = Int(try Self.verify(store, origin))
        let turns = try await inTurn(min(3, scale.rounds), .seconds) {
            try await Turn.time(of: size, in: 1e6) { _ = try Self.verify(store, origin) }
        } limit: {
            try Limits.chain() / 2
        }
        figures.append(
            Figure(
                name: "verify a million entries, chain and tree", unit: .seconds, turns,
                beside: "SHA-256 of libsodium on two cores", target: .atMost(1.5), cores: (2, 1)))
    }

    private static func verify(_ store: VaultDatabase, _ origin: Origin) throws -> UInt64 {
        var verifier = ChainVerifier(from: LogTail(origin: origin))
        var lines = LinePreparation(of: origin)
        func turn() {
            for next in lines.turn({ _, _ in .notAsked }) { _ = verifier.add(next.line) { _, _ in .notAsked } }
        }
        try store.forEachLine { seq, line in if lines.add(seq, line) { turn() } }
        while !lines.isEmpty { turn() }
        let report = verifier.finish { _ in .notAsked }
        guard report.verdict == .ok else { throw BenchError.answer }
        return report.head.size
    }

    /// Opens and closes the vault; the time of an opening.
    mutating func opening() async throws {
        var (times, entries): ([Double], UInt64) = ([], 0)
        for _ in 0..<3 {
            let start = ContinuousClock.now
            let vault = try await House.open()
            times.append((ContinuousClock.now - start) / .milliseconds(1))
            entries = try await vault.status().entries
            await vault.close()
        }
        figures.append(Figure(name: "opening with \(entries) entries", unit: .milliseconds, samples: Samples(times)))
        figures.append(
            Figure(
                name: "the same, for each 10,000 entries", unit: .milliseconds,
                samples: Samples(times).map { $0 * 10_000 / Double(entries) }))
    }
}
