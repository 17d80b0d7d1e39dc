import GRDB

extension VaultDatabase {
    /// The newest revision of a row.
    package func row(_ table: Table, _ id: RowID) throws(StoreError) -> Row? {
        try connection.read { database in
            try database.first(RowStatements.of(table).latest, [.id(id)]) { try Row($0, of: table, id) }
        }
    }

    /// Where the newest revision of a row stands; its sealed bytes are not read.
    package func place(_ table: Table, _ id: RowID) throws(StoreError) -> Row.Place? {
        try connection.read { database in
            try database.first(RowStatements.of(table).latestPlace, [.id(id)]) { row in
                Row.Place(
                    id: id, revision: try row.number(0), generation: table.hasGeneration ? try row.rowID(1) : nil)
            }
        }
    }

    package func row(_ table: Table, _ id: RowID, revision: UInt64) throws(StoreError) -> Row? {
        try connection.read { database in
            try database.first(RowStatements.of(table).exact, [.id(id), .number(revision)]) {
                try Row($0, of: table, id)
            }
        }
    }

    /// Every revision of a row, oldest first.
    package func rows(_ table: Table, _ id: RowID) throws(StoreError) -> [Row] {
        try connection.read { database in
            try database.all(RowStatements.of(table).revisions, [.id(id)]) { try Row($0, of: table, id) }
        }
    }

    /// Hands every row of a table to `body`, ordered by id and revision, holding one at a time. `body` may read, not write.
    ///
    /// - Throws: what `body` throws, or `StoreError`.
    package func forEachRow(of table: Table, _ body: (Row) throws -> Void) throws {
        try connection.stream { database in
            try database.forEach(RowStatements.of(table).all) { try body(try Row($0, of: table)) }
        }
    }

    /// Hands the place and hash of every row of a table to `body`, ordered by id and revision, from an index, without
    /// reading the sealed bytes.
    ///
    /// - Throws: what `body` throws, or `StoreError`.
    package func forEachDigest(of table: Table, _ body: (Row.Digest) throws -> Void) throws {
        try connection.stream { database in
            try database.forEach(RowStatements.of(table).digests) { try body(try Row.Digest($0, of: table)) }
        }
    }

    /// The same over all tables, in the order of their codes.
    package func forEachDigest(_ body: (Row.Digest) throws -> Void) throws {
        for table in Table.allCases { try forEachDigest(of: table, body) }
    }

    package func exists(_ table: Table, _ id: RowID) throws(StoreError) -> Bool {
        try connection.read { database in
            try database.first(RowStatements.of(table).exists, [.id(id)]) { try $0.number(0) == 1 } ?? false
        }
    }

    /// How many rows a table has, every revision counted.
    package func count(_ table: Table) throws(StoreError) -> Int {
        try connection.read { database in
            try database.first(RowStatements.of(table).count) { Int(try $0.number(0)) } ?? 0
        }
    }
}

extension Row {
    /// - Parameter id: of the row, when the statement asked for it.
    /// - Throws: `StoreError.damaged` when a column holds what the schema does not allow.
    fileprivate init(_ row: borrowing Columns, of table: Table, _ id: RowID? = nil) throws(StoreError) {
        let place = if let id { id } else { try row.rowID(0) }
        self.init(
            table: table, id: place, revision: try row.number(1),
            generation: table.hasGeneration ? try row.rowID(4) : nil,
            sealed: try row.bytes(3), hash: try row.rowHash(2))
    }
}

extension Row.Digest {
    fileprivate init(_ row: borrowing Columns, of table: Table) throws(StoreError) {
        self.init(table: table, id: try row.rowID(0), revision: try row.number(1), hash: try row.rowHash(2))
    }
}
