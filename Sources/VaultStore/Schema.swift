extension Table {
    /// A rowid table (values over a quarter page make WITHOUT ROWID 3 to 10 times slower) and its one index, which finds
    /// a row and covers the scan for state roots. The sealed bytes come last, so that reading the other columns touches
    /// no overflow page.
    ///
    /// The index alone would let (id, revision) occur twice with two hashes: `RowStatements` refuses that in each
    /// statement that writes, and `integrityFindings` looks for it. A second index that refuses it costs a third more
    /// for each row in a bulk import.
    var schema: [String] {
        let gen = hasGeneration ? "gen BLOB NOT NULL CHECK (length(gen) = 16), " : ""
        return [
            "CREATE TABLE \(name) (id BLOB NOT NULL CHECK (length(id) = 16), "
                + "revision INTEGER NOT NULL CHECK (revision > 0), " + gen
                + "hash BLOB NOT NULL CHECK (length(hash) = 32), "
                + "sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND \(Row.maximumSealedByteCount))) STRICT",
            "CREATE UNIQUE INDEX \(name)_place ON \(name) (id, revision, hash)",
        ]
    }
}

/// The audit log: its lines and its checkpoints, kept byte for byte.
enum LogSchema {
    static let all = [
        "CREATE TABLE entry (seq INTEGER PRIMARY KEY CHECK (seq >= 0), "
            + "line BLOB NOT NULL CHECK (length(line) BETWEEN 1 AND 1024)) STRICT",
        "CREATE TABLE checkpoint (size INTEGER PRIMARY KEY CHECK (size > 0), "
            + "note BLOB NOT NULL CHECK (length(note) > 0), frontier BLOB NOT NULL) STRICT",
    ]

    /// Since format 2: the logs that restores ended, by the number of their origin. They are read and never written
    /// again.
    static let past = [
        "CREATE TABLE past_entry (origin INTEGER NOT NULL CHECK (origin > 0), "
            + "seq INTEGER NOT NULL CHECK (seq >= 0), "
            + "line BLOB NOT NULL CHECK (length(line) BETWEEN 1 AND 1024)) STRICT",
        "CREATE UNIQUE INDEX past_entry_place ON past_entry (origin, seq)",
        "CREATE TABLE past_checkpoint (origin INTEGER NOT NULL CHECK (origin > 0), "
            + "size INTEGER NOT NULL CHECK (size > 0), note BLOB NOT NULL CHECK (length(note) > 0), "
            + "frontier BLOB NOT NULL) STRICT",
        "CREATE UNIQUE INDEX past_checkpoint_place ON past_checkpoint (origin, size)",
    ]
}

/// gate.db: a few sealed rows of each kind.
enum GateSchema {
    static let all = [
        "CREATE TABLE gate (kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 255), "
            + "id BLOB NOT NULL CHECK (length(id) = 16), step INTEGER NOT NULL CHECK (step >= 0), "
            + "hash BLOB NOT NULL CHECK (length(hash) = 32), "
            + "sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 1 AND \(Row.maximumSealedByteCount))) STRICT",
        "CREATE UNIQUE INDEX gate_place ON gate (kind, id)",
    ]
}
