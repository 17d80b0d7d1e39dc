import AuditLog
import VaultCrypto
import VaultStore

/// Reads the log from its first line, those that restores ended before it: grammar, chain, the signatures from a size
/// on, and the fold.
struct LogReplay {
    private(set) var fold: LogFold
    private(set) var tail: LogTail
    private(set) var lastTime: UInt64 = 0
    /// Where the newest entry of each act of ``SoughtActs`` stands in the current log.
    private(set) var newestSeqs: [Act: UInt64] = [:]
    private let rowKey: RowKey

    /// - Throws: `.damaged(.genesis)` for an id that names no log.
    init(rowKey: RowKey) throws(VaultError) {
        fold = LogFold(vault: rowKey.vault)
        tail = LogTail(origin: try Origins.origin(rowKey.vault, 1))
        self.rowKey = rowKey
    }

    /// Reads every line; of the ended logs first, whose heads the restores state that follow them.
    ///
    /// Ctrl-C does not end it: a text that she was writing when it came is kept by an opening that follows, and what was
    /// undone is made again by it.
    ///
    /// - Parameters:
    ///   - trusted: signatures of entries below this size are covered by a checkpoint and not verified again.
    ///   - each: sees every line, with the tail after it.
    /// - Throws: `.damaged(.log)` at the first line that is no entry or breaks the chain; `.damaged(.signature)`.
    mutating func run(
        over store: VaultDatabase, trusting trusted: UInt64,
        each: (_ line: [UInt8], _ tail: LogTail, _ time: UInt64) throws(VaultError) -> Void
    ) throws(VaultError) {
        do {
            for past in try Origins.past(of: store) {
                try read(store, past, trusting: trusted > 0 ? .max : 0)
                fold.begin(after: tail.checkpoint)
                newestSeqs = [:]
                tail = LogTail(origin: try Origins.origin(rowKey.vault, past + 1))
            }
            try read(store, nil, trusting: trusted, each)
        } catch let error as VaultError {
            throw error
        } catch let error as StoreError {
            throw VaultError(error, in: .log)
        } catch {
            throw .damaged(.log)
        }
    }

    /// Reads one log: an ended one, or the current one.
    private mutating func read(
        _ store: VaultDatabase, _ past: UInt64?, trusting trusted: UInt64,
        _ each: ([UInt8], LogTail, UInt64) throws(VaultError) -> Void = { (_, _, _) throws(VaultError) in }
    ) throws {
        var lines = LinePreparation(of: tail.origin)
        func turn() throws {
            // Only of what no checkpoint covers.
            let keys = lines.last.map { $0 >= trusted } == true ? fold.verifyingKeys : [:]
            for next in lines.turn({ id, seq in seq < trusted ? .notAsked : keys[id].map { .valid($0) } ?? .notAsked })
            {
                // Look-ups go by the column, which nobody signed.
                guard next.seq == tail.size else { throw VaultError.damaged(.log) }
                try take(next.line, store, isTrusted: tail.size < trusted)
                try each(next.line.line, tail, lastTime)
            }
        }
        func add(_ seq: UInt64, _ line: [UInt8]) throws { if lines.add(seq, line) { try turn() } }
        try store.batch {
            do {
                if let past { try store.forEachPastLine(of: past, add) } else { try store.forEachLine(add) }
            } catch let error as StoreError {
                // What is wrong with the lines before it is told first.
                while !lines.isEmpty { try turn() }
                throw error
            }
            while !lines.isEmpty { try turn() }
        }
    }

    private mutating func take(_ line: PreparedLine, _ store: VaultDatabase, isTrusted: Bool) throws(VaultError) {
        guard case .success(let entry) = line.entry else { throw .damaged(.log) }
        guard entry.seq == tail.size, entry.prev == tail.prev else { throw .damaged(.log) }
        let statement = try Self.statement(of: entry, in: tail.origin, store, rowKey)
        if !isTrusted {
            guard let key = fold.verifyingKey(for: entry, statement: statement),
                line.isSigned(entry, by: key, after: tail.origin.signaturePrefix)
            else { throw .damaged(.signature) }
        }
        switch fold.apply(entry, statement: statement) {
        case nil: break
        // Without its statement an entry that takes something away would not be followed: open nothing.
        case .statementMissing, .statementWrong: throw .damaged(.statement)
        // An entry that its signer had no right to make changes nothing; `check` names it.
        case .notPermitted: break
        }
        tail.advance(by: line.leafHash)
        lastTime = entry.time
        if let act = SoughtActs.act(of: entry) { newestSeqs[act] = entry.seq }
    }

    /// The statement an entry commits to; nil when it has none, or its row is missing or does not open.
    ///
    /// A statement's row stands under the seq of its entry; its revision is the number of the origin.
    static func statement(
        of entry: AuditEntry, in origin: Origin, _ store: VaultDatabase, _ rowKey: RowKey
    ) throws(VaultError) -> [UInt8]? {
        guard entry.fields.data != nil else { return nil }
        let id = StoredID(rowKey.lookup(.statement, entry.seq))
        let row = try stored { try store.row(.statement, id, revision: origin.number) }
        return row.flatMap { try? rowKey.open($0) }
    }
}

extension VaultCore {
    /// Makes the fold again from what is durable, after work was undone that it had followed.
    func refold() throws(VaultError) {
        var replay = try LogReplay(rowKey: gate.rowKey)
        try replay.run(over: store, trusting: .max) { (_, _, _) throws(VaultError) in }
        fold = replay.fold
        tail = replay.tail
        // Its versions count anew.
        for session in sessions.values { session.scope = nil }
        (lastTime, newestSeqs) = (replay.lastTime, replay.newestSeqs)
    }
}
