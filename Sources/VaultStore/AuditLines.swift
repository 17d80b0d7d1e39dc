import GRDB

/// A checkpoint as it is kept: the signed note and the tree's frontier, opaque here.
package struct StoredCheckpoint: Hashable, Sendable {
    /// How many entries it covers, at least 1.
    package let size: UInt64
    package let note: [UInt8]
    package let frontier: [UInt8]

    package init(size: UInt64, note: [UInt8], frontier: [UInt8]) {
        self.size = size
        self.note = note
        self.frontier = frontier
    }
}

enum LogStatements {
    /// A line out of turn becomes NULL, which the column refuses.
    static let insertEntry =
        "INSERT INTO entry (seq, line) "
        + "VALUES (?1, iif(?1 = (SELECT coalesce(max(seq) + 1, 0) FROM entry), ?2, NULL))"
    static let line = "SELECT line FROM entry WHERE seq = ?"
    static let lines = "SELECT seq, line FROM entry WHERE seq >= ? ORDER BY seq"
    static let size = "SELECT coalesce(max(seq) + 1, 0) FROM entry"
    static let insertCheckpoint = "INSERT INTO checkpoint (size, note, frontier) VALUES (?, ?, ?)"
    static let latestCheckpoint = "SELECT size, note, frontier FROM checkpoint ORDER BY size DESC LIMIT 1"
    static let checkpoints = "SELECT size, note, frontier FROM checkpoint ORDER BY size"
}

extension VaultDatabase {
    /// The bytes of a line, without its line end.
    package func line(_ seq: UInt64) throws(StoreError) -> [UInt8]? {
        try connection.read { database in
            try database.first(LogStatements.line, [.number(seq)]) { try $0.bytes(0) }
        }
    }

    /// Hands the lines from `seq` on to `body`, in order, holding one at a time. `body` may read, not write.
    ///
    /// - Throws: what `body` throws, or `StoreError`.
    package func forEachLine(from seq: UInt64 = 0, _ body: (UInt64, [UInt8]) throws -> Void) throws {
        try connection.stream { database in
            try database.forEach(LogStatements.lines, [.number(seq)]) { row in
                try body(try row.number(0), try row.bytes(1))
            }
        }
    }

    /// How many lines the log has: one more than the last `seq`. That none is missing is for the log's verifier to say.
    package var lineCount: UInt64 {
        get throws(StoreError) {
            try connection.read { database in
                try database.first(LogStatements.size) { try $0.number(0) } ?? 0
            }
        }
    }

    package var latestCheckpoint: StoredCheckpoint? {
        get throws(StoreError) {
            try connection.read { database in
                try database.first(LogStatements.latestCheckpoint) { try StoredCheckpoint($0) }
            }
        }
    }

    /// Every checkpoint, oldest first.
    package var checkpoints: [StoredCheckpoint] {
        get throws(StoreError) {
            try connection.read { try $0.all(LogStatements.checkpoints) { try StoredCheckpoint($0) } }
        }
    }
}

extension StoredCheckpoint {
    init(_ row: borrowing Columns) throws(StoreError) {
        self.init(size: try row.number(0), note: try row.bytes(1), frontier: try row.bytes(2))
    }
}
