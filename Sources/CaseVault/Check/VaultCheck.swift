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
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none,
        progress: Progress = { _, _ in }
    ) async throws(VaultError) -> CheckReport {
        try await check(at: directory, gate: gate, gateKey: gateKey, waiting: wait, in: .system, progress: progress)
    }

    package static func check(
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none,
        in environment: VaultEnvironment, progress: Progress = { _, _ in }
    ) async throws(VaultError) -> CheckReport {
        let opening = try VaultOpening(at: AbsolutePath.of(directory), waiting: wait, environment)
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
    private var rollback: Rollback?

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
        case .newerFormat, .busy, .noVault, .noAccess, .stopped: throw error
        default: findings.append(.init(object: "vault.db", kind: .databaseDamaged))
        }
        return report(entries: 0, rows: 0, withGate: false)
    }

    private mutating func look(
        _ store: VaultDatabase, _ vault: VaultID, _ progress: Vault.Progress
    ) throws(VaultError) -> CheckReport {
        let total = try stored { try store.lineCount + Table.allCases.reduce(0) { $0 + UInt64(try store.count($1)) } }
        let opening = GateOpening(
            in: gatePlace ?? RememberedGate.folder(of: vault, environment) ?? folder.gateHere, of: folder, key: gateKey,
            vault: vault,
            readOnly: true, environment)
        let gate = try openGate(opening)
        defer { try? gate?.rows.database.close() }
        var expected = ExpectedRows()
        var grants = GrantCheck()
        var watch = AnchorWatch(
            HeadFiles(stateDirectory: environment.stateDirectory, vault: vault).known
                + GateHead.known(in: opening.place),
            mirror: folder.mirror)
        let log = try LogCheck(of: store, vault: vault, gate: gate) { line, tail in
            watch.take(line, tail)
            progress(tail.size, total)
        } counted: { (entry, statement, origin) throws(VaultError) in
            grants.take(entry)
            if let gate { try expected.apply(entry, statement, gate.rowKey, in: origin.number) }
        }
        findings += log.findings
        findings += grants.findings(log.fold)
        if try isAnothersLog(store, log.head.origin) {
            findings.append(.init(object: "vault.db", kind: .contentMismatch))
        }
        compare(watch.finish(log.head), log.head)
        let entries = log.head.size
        findings += expected.breaks.map { .init(object: expected.name($0), kind: .contentMismatch) }
        let rows = try RowCheck(store, expected, gate) { progress(entries + $0, total) }
        findings += rows.findings
        findings += try FileCheck(store, folder, expected.names.attachments).findings
        if let gate {
            try compareState(store, opening.settled(gate, by: log.fold.gate), log, expected)
        }
        return report(entries: log.head.size, rows: rows.count, withGate: gate != nil)
    }

    /// Whether the newest checkpoint is of another vault than the row of parameters names: its id was changed, and with a
    /// wrong id no gate opens that could tell.
    private func isAnothersLog(_ store: VaultDatabase, _ origin: Origin) throws(VaultError) -> Bool {
        guard let row = try stored({ try store.latestCheckpoint }), let note = SignedCheckpoint(bytes: row.note)
        else { return false }
        return note.checkpoint.origin != origin
    }

    private mutating func openGate(_ opening: GateOpening) throws(VaultError) -> Gate? {
        do throws(VaultError) { return try opening.open() } catch {
            switch error {
            case .gateMissing: break
            case .noAccess: throw error
            case .inputOutput where opening.isInterrupted:
                findings.append(.init(object: "gate.db", kind: .gateInterrupted))
            case .gateKeyWrong: findings.append(.init(object: "gate.key", kind: .cannotOpen))
            default: findings.append(.init(object: "gate.db", kind: .databaseDamaged))
            }
            return nil
        }
    }

    private mutating func compare(_ anchors: AnchorReport, _ head: Checkpoint) {
        rollback = anchors.rollback
        for known in anchors.ahead {
            let later = known.origin.follows(head.origin) ? "log \(known.origin.number)" : nil
            findings.append(.init(object: later ?? "head of entry \(known.size - 1)", kind: .headAhead))
        }
        for known in anchors.differing {
            findings.append(.init(object: "head of entry \(known.size - 1)", kind: .headDiffers))
        }
        switch anchors.mirror {
        case .unreadable: findings.append(.init(object: "audit.jsonl", kind: .cannotRead))
        case .differs(let line): findings.append(.init(object: "audit.jsonl entry \(line)", kind: .mirrorDiffers))
        case .longer: findings.append(.init(object: "audit.jsonl", kind: .headAhead))
        case .prefix(let lines, _) where lines < head.size:
            findings.append(.init(object: "audit.jsonl", kind: .mirrorBehind))
        case .prefix: break
        }
    }

    private mutating func compareState(
        _ store: VaultDatabase, _ gate: Gate, _ log: LogCheck, _ expected: ExpectedRows
    ) throws(VaultError) {
        findings += try GateCheck(gate, expected, log.fold).findings
        guard let state = log.fold.state, !log.fold.changedSinceState else { return }
        let root = try store.stateRoot { leaf in
            findings.append(
                .init(object: expected.names.name(leaf.table, leaf.row, leaf.revision), kind: .unexpected))
        }
        if root != state.root {
            findings.append(.init(object: "state of entry \(log.fold.localSeq(state.seq))", kind: .stateMismatch))
        }
    }

    private func report(entries: UInt64, rows: UInt64, withGate: Bool) -> CheckReport {
        CheckReport(
            ok: !findings.contains(where: \.isFault), findings: findings, entries: entries, rows: rows,
            withGate: withGate, opened: nil, rollback: rollback)
    }
}
