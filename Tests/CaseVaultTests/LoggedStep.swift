import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog

/// The log up to an entry, and what that entry says.
struct LoggedStep {
    var fold: LogFold
    let tail: LogTail
    let entry: AuditEntry
    let statement: [UInt8]

    /// What the fold says of this statement in the entry's place.
    func problem(_ statement: some AuditLog.Statement, by key: KeyID? = nil, as role: RoleCode? = nil) throws
        -> FoldProblem?
    {
        let old = entry.fields
        var fields = EntryFields(
            time: old.time, boot: old.boot, mono: old.mono, act: old.act, by: key ?? old.by,
            role: role ?? old.role, peer: old.peer, object: old.object, count: old.count, result: old.result,
            flags: old.flags, data: SHA256Hash.hash(statement.tuple))
        fields.tell(of: (statement as? any ChangingStatement)?.effects.main)
        var next = fold
        let zero = try #require(Signature(bytes: [UInt8](repeating: 0, count: 64)))
        return next.apply(try tail.appending(fields) { _ in zero }.entry, statement: statement.tuple.bytes)
    }

    /// Every entry of an act that has a statement, in a closed vault.
    static func all(in files: TestVault, _ act: Act) throws -> [Self] {
        var steps: [Self] = []
        try replay(files) { step, statement in
            guard step.entry.fields.act.act == act, let statement else { return }
            steps.append(Self(fold: step.fold, tail: step.tail, entry: step.entry, statement: statement))
        }
        return steps
    }

    /// Folds the log of a closed vault, and shows each entry with the log before it.
    ///
    /// - Returns: the fold of the whole log.
    @discardableResult static func replay(
        _ files: TestVault,
        _ body: (_ before: (fold: LogFold, tail: LogTail, entry: AuditEntry), _ statement: [UInt8]?) throws -> Void,
        after: (inout LogFold, AuditEntry) throws -> Void = { _, _ in }
    ) throws -> LogFold {
        let thief = try GateThief(files)
        let origin = try #require(Origin(vault: thief.vault, number: 1))
        var (fold, tail) = (LogFold(vault: thief.vault), LogTail(origin: origin))
        let statements = try StoredState(of: files).rows(.statement).reduce(into: [:]) { $0[$1.id] = $1 }
        for row in try RawDatabase(files.database).rows("SELECT line FROM entry ORDER BY seq") {
            let line = try #require(row[0].bytes)
            let entry = try AuditEntry(parsing: line)
            let statement = try statements[thief.lookup("statement", entry.seq).bytes].map { try thief.open($0) }
            try body((fold, tail, entry), statement)
            #expect(fold.apply(entry, statement: statement) == nil)
            tail = tail.advanced(by: line)
            try after(&fold, entry)
        }
        return fold
    }
}
