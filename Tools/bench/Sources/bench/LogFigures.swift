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
            try Limits.log(signed: true)
        }
        figures.append(
            Figure(
                name: Self.name(of: entries, "with signatures"), unit: .seconds, turns,
                beside: "Ed25519 and SHA-256 on two cores", target: .signatures, cores: (2, 2)))
        figures.append(
            Figure(
                name: "memory that verifying adds", unit: .mebibytes,
                samples: Samples([(Double(bench_peak_kib()) - before) / 1_024]),
                target: entries < 1_000_000 ? nil : .memory))
    }

    /// The time is told for a million, however many there are.
    private static func name(of entries: Int, _ what: String) -> String {
        entries < 1_000_000
            ? "verify \(entries) entries, told for a million, \(what)" : "verify a million entries, \(what)"
    }

    /// Chain and tree alone, of the stored lines; the vault is closed.
    mutating func verifyChain() async throws {
        guard let origin = Origin(vault: house.id, number: 1) else { throw BenchError.codes }
        let store = try VaultDatabase(opening: "house.vault/vault.db", readOnly: true)
        let size = Int(try Self.verify(store, origin))
        let turns = try await inTurn(min(3, scale.rounds), .seconds) {
            try await Turn.time(of: size, in: 1e6) { _ = try Self.verify(store, origin) }
        } limit: {
            try Limits.log(signed: false)
        }
        figures.append(
            Figure(
                name: Self.name(of: size, "chain and tree"), unit: .seconds, turns,
                beside: "SHA-256 on two cores", target: .chain, cores: (2, 2)))
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

extension Target {
    /// Ed25519 takes C 40 s on one core and 20 on two, which leaves 25 / 20 = 1.25 times.
    fileprivate static let signatures = Target.atMost(
        25, beside: 20,
        """
        Besides signatures every statement is read, and the fold follows every entry on one thread while the others check \
        signatures.
        """)
    /// With the processor's instructions for SHA-256 C takes 0.25 s on two cores, which leaves 1.5 / 0.25 = 6 times. Beside a
    /// portable SHA-256, four times slower, it would leave 1.5.
    fileprivate static let chain = Target.atMost(
        1.5, beside: 0.25,
        """
        Lines come from the database, each copied once, and are judged in their order on one thread; C hashes what lies in \
        memory.
        """)
    fileprivate static let memory = Target.atMost(
        64,
        """
        A second fold is made beside the vault's own and grows with cases, records and people.
        """)
}
