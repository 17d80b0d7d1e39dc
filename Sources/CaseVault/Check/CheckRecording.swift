import AuditLog
import Platform
import VaultStore

extension Vault {
    /// Looks like ``check(at:gate:gateKey:progress:)``, and writes into the log that somebody looked and how many faults
    /// there were, by the gate's own key.
    ///
    /// Nothing is written without the gate; into a copy, that is, at another place than the one that this account last
    /// opened; when something is wrong with the log itself, with the database file as a
    /// whole or with a remembered head, since whoever mends it must find it as it was; or when the vault cannot be opened
    /// or written, as on a medium that is read only. The report is the same whether it could be written or not.
    ///
    /// - Throws: `noVault`, `busy`, `newerFormat`.
    public static func checkAndRecord(
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none,
        progress: Progress = { _, _ in }
    ) async throws(VaultError) -> CheckReport {
        try await checkAndRecord(
            at: directory, gate: gate, gateKey: gateKey, waiting: wait, in: .system, progress: progress)
    }

    package static func checkAndRecord(
        at directory: String, gate: String? = nil, gateKey: String? = nil, waiting wait: LockWait = .none,
        in environment: VaultEnvironment, progress: Progress = { _, _ in }
    ) async throws(VaultError) -> CheckReport {
        let path = AbsolutePath.of(directory)
        let gate = gate.map { GateFolder(path: AbsolutePath.of($0)) }
        if (try? FileSystems.isReadOnly(path)) == true {
            // Nobody writes there: there is no lock to take and no entry to make.
            let folder = VaultFolder(path: path)
            try folder.checkExists()
            return try VaultCheck(folder: folder, gate: gate, key: gateKey, environment).run(progress)
        }
        let opening = try VaultOpening(at: path, waiting: wait, environment)
        let report = try VaultCheck(folder: opening.folder, gate: gate, key: gateKey, environment).run(progress)
        guard report.mayBeRecorded, isWorkedWith(opening.folder, environment) else { return report }
        do throws(VaultError) {
            let vault = Vault(try opening.finish(gate: gate, key: gateKey), on: VaultExecutor())
            await vault.record(report)
            await vault.close()
        } catch {
            // The report says what is wrong; that it could not be written down changes nothing in it.
        }
        return report
    }

    private static func isWorkedWith(_ folder: VaultFolder, _ environment: VaultEnvironment) -> Bool {
        guard let store = try? VaultDatabase(opening: folder.database, readOnly: true) else { return false }
        defer { try? store.close() }
        guard let vault = try? VaultOpening.vaultID(of: store) else { return false }
        return RememberedPlace.isKnown(folder.path, of: vault, environment)
    }

    private func record(_ report: CheckReport) async {
        let faults = UInt64(report.findings.count(where: \.isFault))
        var draft = EntryDraft(report.ok ? .checkOK : .checkFailed, by: .system, object: .vault)
        draft.count = faults
        if !report.ok { draft.result = .failed }
        let entry = draft
        _ = try? await change { (core, transaction) throws(VaultError) in try core.stage(entry, in: transaction) }
    }
}

extension CheckReport {
    /// Whether an entry about this may be appended: the gate is there, and every finding is about rows or about
    /// something that an opening puts right.
    var mayBeRecorded: Bool { withGate && findings.allSatisfy(\.leavesLogWhole) }
}

extension CheckReport.Finding {
    fileprivate var leavesLogWhole: Bool {
        switch kind {
        case .clockStep, .unknownAct, .mirrorBehind, .stateMismatch, .gateAhead: true
        case .hashMismatch, .contentMismatch, .missing, .unexpected, .olderRevision, .cannotOpen: !isOfLog
        // Everything else concerns the log, a file as a whole, or a head.
        default: false
        }
    }
}
