import Foundation

/// A database and what SQLite lays beside it, by their names.
package struct DatabaseFiles: Sendable {
    package let database: String

    package init(_ database: String) { self.database = database }

    /// The write-ahead log: commits that were not moved into the database yet.
    package var log: String { database + "-wal" }
    /// The index of the log. We keep it in memory; another program may have laid one.
    package var logIndex: String { database + "-shm" }
    /// The rollback journal: what stood in the database before a change that did not come to its end.
    package var journal: String { database + "-journal" }

    /// All of them, the database first.
    package var names: [String] { [database, log, logIndex, journal] }

    /// Those from which SQLite takes more than stands in the database, or puts back what stood there.
    package var logs: [String] { [log, journal] }

    /// Whether a log or journal with something in it lies beside the database: then SQLite reads more than that file.
    ///
    /// A link counts, whatever it leads to: SQLite follows none.
    package var hasLog: Bool {
        logs.contains { name in
            let attributes = try? FileManager.default.attributesOfItem(atPath: name)
            return (attributes?[.size] as? Int ?? 0) > 0
        }
    }
}
