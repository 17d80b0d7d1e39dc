import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension Vault {
    /// How far a long look has come: done and total, in rows and entries.
    public typealias Progress = @Sendable (_ done: UInt64, _ total: UInt64) -> Void

    /// Looks at everything that can be looked at without a passphrase, and names what is wrong.
    ///
    /// Changes nothing. With the gate: signatures, content tags, gate rows, and case references in findings. A vault that
    /// is so damaged that it does not open is a finding, not an error.
    ///
    /// - Throws: `noVault`, `busy`, `newerFormat`.
    public static func check(
        at directory: String, gate: String? = nil, gateKey: String? = nil, progress: Progress = { _, _ in }
    ) async throws(VaultError) -> CheckReport {
        try await check(at: directory, gate: gate, gateKey: gateKey, in: .system, progress: progress)
    }

    package static func check(
        at directory: String, gate: String? = nil, gateKey: String? = nil, in environment: VaultEnvironment,
        progress: Progress = { _, _ in }
    ) async throws(VaultError) -> CheckReport {
        let opening = try VaultOpening(at: AbsolutePath.of(directory), waiting: 0, environment)
        return try VaultCheck(
            folder: opening.folder, gate: gate.map { GateFolder(path: AbsolutePath.of($0)) }, key: gateKey, environment
        ).run(progress)
    }
}

/// One look at a whole vault.
struct VaultCheck {
    private let folder: VaultFolder
    private let gatePlace: GateFolder?
    private let gateKey: String?
    private let environment: VaultEnvironment
    private var findings: [CheckReport.Finding] = []

    init(folder: VaultFolder, gate: GateFolder?, key: String?, _ environment: VaultEnvironment) {
        (self.folder, gatePlace, gateKey, self.environment) = (folder, gate, key, environment)
    }

    consuming func run(_ progress: Vault.Progress) throws(VaultError) -> CheckReport {
        let store: VaultDatabase
        let vault: VaultID
        do throws(VaultError) {
            store = try stored { try VaultDatabase(opening: folder.database, readOnly: true) }
            if try !stored({ try store.integrityFindings() }).isEmpty {
                findings.append(.init(object: "vault.db", kind: .databaseDamaged))
            }
            vault = try VaultOpening.vaultID(of: store)
        } catch {
            return try unreadable(error)
        }
        defer { try? store.close() }
        do throws(VaultError) {
            return try look(store, vault, progress)
        } catch {
            return try unreadable(error)
        }
    }

    /// What cannot even be read is damaged; what is another version or not there is not.
    private mutating func unreadable(_ error: VaultError) throws(VaultError) -> CheckReport {
        switch error {
        case .newerFormat, .busy, .noVault: throw error
        default: findings.append(.init(object: "vault.db", kind: .databaseDamaged))
        }
        return report(entries: 0, rows: 0, withGate: false)
    }

    private mutating func look(
        _ store: VaultDatabase, _ vault: VaultID, _ progress: Vault.Progress
    ) throws(VaultError) -> CheckReport {
        let total = try stored { try store.lineCount + Table.allCases.reduce(0) { $0 + UInt64(try store.count($1)) } }
        let gate = openGate(vault)
        defer { try? gate?.rows.database.close() }
        var expected = ExpectedRows()
        var comparison = MirrorComparison(path: folder.mirror)
        let heads = HeadFiles(stateDirectory: environment.stateDirectory, vault: vault).known
        var roots: [UInt64: SHA256Digest] = [:]
        let wanted = Set(heads.map(\.size))
        let log = try LogCheck(of: store, vault: vault, gate: gate) { line, tail in
            comparison.take(line)
            progress(tail.size, total)
            if wanted.contains(tail.size) { roots[tail.size] = tail.frontier.root }
        } counted: { (entry, statement, origin) throws(VaultError) in
            if let gate { try expected.apply(entry, statement, gate.rowKey, in: origin.number) }
        }
        findings += log.findings
        compare(comparison.finish(), log.head)
        for head in heads { compare(head, log.head, roots) }
        let entries = log.head.size
        let rows = try RowCheck(store, expected, gate) { progress(entries + $0, total) }
        findings += rows.findings
        if let gate { try compareState(store, gate, log, expected) }
        return report(entries: log.head.size, rows: rows.count, withGate: gate != nil)
    }

    private mutating func openGate(_ vault: VaultID) -> Gate? {
        let place = gatePlace ?? GatePointer.folder(of: vault, environment) ?? folder.gateHere
        do throws(VaultError) {
            return try VaultOpening.gate(in: place, key: gateKey, vault: vault, readOnly: true, environment)
        } catch {
            switch error {
            case .gateMissing: break
            case .gateKeyWrong: findings.append(.init(object: "gate.key", kind: .cannotOpen))
            default: findings.append(.init(object: "gate.db", kind: .databaseDamaged))
            }
            return nil
        }
    }

    private mutating func compare(_ verdict: MirrorComparison.Verdict, _ head: Checkpoint) {
        switch verdict {
        case .differs(let line): findings.append(.init(object: "audit.jsonl entry \(line)", kind: .mirrorDiffers))
        case .longer: findings.append(.init(object: "audit.jsonl", kind: .headAhead))
        case .prefix(let lines, _) where lines < head.size:
            findings.append(.init(object: "audit.jsonl", kind: .mirrorBehind))
        case .prefix: break
        }
    }

    private mutating func compare(_ known: Checkpoint, _ head: Checkpoint, _ roots: [UInt64: SHA256Digest]) {
        if known.origin.vault == head.origin.vault, known.origin.number > head.origin.number {
            // This is what a restore left behind.
            findings.append(.init(object: "log \(known.origin.number)", kind: .headAhead))
        }
        guard known.origin == head.origin, known.size > 0 else { return }
        if known.size > head.size {
            findings.append(.init(object: "head of entry \(known.size - 1)", kind: .headAhead))
        } else if roots[known.size] != known.root {
            findings.append(.init(object: "head of entry \(known.size - 1)", kind: .headDiffers))
        }
    }

    private mutating func compareState(
        _ store: VaultDatabase, _ gate: Gate, _ log: LogCheck, _ expected: ExpectedRows
    ) throws(VaultError) {
        findings += try GateCheck(gate, expected, log.fold.gate).findings
        guard let state = log.fold.state, !log.fold.changedSinceState else { return }
        if try store.stateRoot() != state.root {
            findings.append(.init(object: "state of entry \(state.seq)", kind: .stateMismatch))
        }
    }

    private func report(entries: UInt64, rows: UInt64, withGate: Bool) -> CheckReport {
        CheckReport(
            ok: !findings.contains(where: \.isFault), findings: findings, entries: entries, rows: rows,
            withGate: withGate, opened: nil)
    }
}
