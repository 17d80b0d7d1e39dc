import GRDB

// A restore ends the log that was backed up and begins the next one. The ended log stays in tables of its own: its seqs
// begin at 0 as those of every log do, and nothing appends to it.

private enum PastStatements {
    static let origins = "SELECT DISTINCT origin FROM past_entry ORDER BY origin"
    static let lines = "SELECT seq, line FROM past_entry WHERE origin = ? ORDER BY seq"
    static let count = "SELECT count(*) FROM past_entry"
    static let checkpoints = "SELECT size, note, frontier FROM past_checkpoint WHERE origin = ? ORDER BY size"
    static let close = [
        "INSERT INTO past_entry (origin, seq, line) SELECT ?, seq, line FROM entry",
        "INSERT INTO past_checkpoint (origin, size, note, frontier) SELECT ?, size, note, frontier FROM checkpoint",
    ]
    static let clear = ["DELETE FROM entry", "DELETE FROM checkpoint"]
}

extension VaultDatabase {
    /// The numbers of the logs that restores ended, ascending.
    package var pastOrigins: [UInt64] {
        get throws(StoreError) {
            try connection.read { try $0.all(PastStatements.origins) { try $0.number(0) } }
        }
    }

    /// How many lines the ended logs have together.
    package var pastLineCount: UInt64 {
        get throws(StoreError) {
            try connection.read { database in
                try database.first(PastStatements.count) { try $0.number(0) } ?? 0
            }
        }
    }

    /// Hands the lines of an ended log on to `body`, in order. `body` may read, not write.
    ///
    /// - Throws: what `body` throws, or `StoreError`.
    package func forEachPastLine(of origin: UInt64, _ body: (UInt64, [UInt8]) throws -> Void) throws {
        try connection.stream { database in
            try database.forEach(PastStatements.lines, [.number(origin)]) { row in
                try body(try row.number(0), try row.bytes(1))
            }
        }
    }

    /// The checkpoints of an ended log, oldest first.
    package func pastCheckpoints(of origin: UInt64) throws(StoreError) -> [StoredCheckpoint] {
        try connection.read { database in
            try database.all(PastStatements.checkpoints, [.number(origin)]) { try StoredCheckpoint($0) }
        }
    }
}

extension StoreTransaction {
    /// Ends the log: its lines and checkpoints are kept under this number, and the next entry has seq 0 again.
    ///
    /// - Throws: `.conflict` when there is an ended log of this number.
    package func endLog(as origin: UInt64) throws(StoreError) {
        for statement in PastStatements.close { _ = try connection.write(statement, [.number(origin)], in: number) }
        for statement in PastStatements.clear { _ = try connection.write(statement, [], in: number) }
    }
}
