import AuditLog
import CaseVault
import Foundation
import VaultCrypto
import VaultTesting

/// Someone who can write vault.db, knows one passphrase, and builds entries with a program of her own.
struct Forger {
    let files: TestVault
    let thief: GateThief
    /// The log as everybody folds it.
    private(set) var fold: LogFold
    private(set) var tail: LogTail
    private let newest: AuditEntry

    /// - Parameter files: closed.
    init(_ files: TestVault) throws {
        self.files = files
        let thief = try GateThief(files)
        self.thief = thief
        guard let origin = Origin(vault: thief.vault, number: 1) else { throw NothingToForge() }
        fold = LogFold(vault: thief.vault)
        tail = LogTail(origin: origin)
        let statements = try StoredState(of: files).rows(.statement).reduce(into: [:]) { $0[$1.id] = $1 }
        var newest: AuditEntry?
        for row in try RawDatabase(files.database).rows("SELECT line FROM entry ORDER BY seq") {
            guard let line = row[0].bytes else { throw NothingToForge() }
            let entry = try AuditEntry(parsing: line)
            let statement = try statements[thief.lookup("statement", entry.seq).bytes].map { try thief.open($0) }
            guard fold.apply(entry, statement: statement) == nil else { throw NothingToForge() }
            tail = tail.advanced(by: line)
            newest = entry
        }
        guard let newest else { throw NothingToForge() }
        self.newest = newest
    }

    /// Appends an entry to database and mirror, with its statement; nothing about it is wrong but who made it.
    ///
    /// - Returns: what `check` calls it.
    @discardableResult
    mutating func append(
        _ act: Act, as role: RoleCode?, by key: StolenKey, named id: KeyID? = nil, object: EntryObject = .none,
        why: PurposeCode? = nil, ref: UInt64 = 0, result: ResultCode? = nil, flags: EntryFlags = [],
        revision: UInt64 = 0, count: UInt64 = 0,
        _ statement: (any AuditLog.Statement)? = nil
    ) throws -> String {
        let bytes = statement?.tuple.bytes
        var fields = newest.fields
        fields = EntryFields(
            time: fields.time, boot: fields.boot, mono: fields.mono, act: .known(act), by: id ?? key.id, role: role,
            peer: fields.peer, object: object, revision: revision, count: count, why: why,
            ref: ref,
            result: result ?? (why == nil ? .ok : .intent), flags: flags, data: bytes.map { SHA256Hash.hash($0) })
        // Whoever forges an entry tells of it as the program would.
        if act != .grantGive { fields.tell(of: (statement as? any ChangingStatement)?.effects.main) }
        if let record = statement as? RecordStatement { fields.revision = record.revision }
        let appended = try tail.appending(fields) { key.sign($0) }
        let seq = appended.entry.seq
        try RawDatabase(files.database).run(
            "INSERT INTO entry (seq, line) VALUES (?, ?)", .number(Int64(seq)), .bytes(appended.line))
        if let bytes { try insert(bytes, as: .statement, thief.lookup("statement", seq)) }
        let mirror = try FileHandle(forWritingTo: URL(fileURLWithPath: files.mirror))
        try mirror.seekToEnd()
        try mirror.write(contentsOf: Data(appended.line + [10]))
        try mirror.close()
        tail = appended.tail
        return "entry \(seq)"
    }

    /// Puts a row under the row key into a table.
    func insert(_ bytes: [UInt8], as table: RowTable, _ id: RowID) throws {
        let sealed = thief.seal(bytes, as: table, id)
        try RawDatabase(files.database).run(
            "INSERT INTO \(table.rawValue) (id, revision, hash, sealed) VALUES (?, 1, ?, ?)", .bytes(id.bytes),
            .bytes(SHA256Hash.hash(sealed).bytes), .bytes(sealed))
    }

    /// The newest generation of a compartment of a case.
    func generation(_ compartment: CompartmentCode, of reference: CaseReference) throws -> GenerationFold {
        guard let found = fold.cases[try thief.caseID(reference)], let id = found.newest[.shared(compartment)],
            let generation = fold.generations[id]
        else { throw NothingToForge() }
        return generation
    }

    func member(_ login: String) throws -> Member {
        guard let member = fold.members[try thief.person(login)] else { throw NothingToForge() }
        return member
    }
}

/// The house is not as a forgery expects it.
struct NothingToForge: Error {}
