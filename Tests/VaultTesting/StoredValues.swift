import VaultCrypto

/// Every value that stood in a database file, and what a report calls the things whose values differ now.
struct StoredValues: Sendable {
    private let file: String
    private let whole: [String: [[RawValue]]]
    private let names: ObjectsOfRows

    init(of path: String, _ names: ObjectsOfRows) throws {
        file = path.split(separator: "/").last.map(String.init) ?? path
        whole = try RawDatabase(path).dump()
        self.names = names
    }

    /// What a report may name when the file is as it is now: the objects of rows that differ, or the file.
    ///
    /// - Returns: nil if every stored value is what it was.
    func namesOfChanges(in path: String) -> Set<String>? {
        guard let now = try? RawDatabase(path).dump() else { return [file] }
        let changed = Set(whole.keys).union(now.keys).filter { whole[$0] != now[$0] }
        guard !changed.isEmpty else { return nil }
        return changed.reduce(into: [file]) { found, query in
            let rows = (Set(whole[query] ?? []), Set(now[query] ?? []))
            for row in rows.0.symmetricDifference(rows.1) { found.formUnion(names.names(row, of: query)) }
        }
    }
}

/// What a report calls each row of either file.
struct ObjectsOfRows: Sendable {
    private let rows: RowNames

    init(_ rows: RowNames) { self.rows = rows }

    /// - Parameter query: from ``RawDatabase/dump()``, which names the table.
    func names(_ row: [RawValue], of query: String) -> Set<String> {
        let name = query.split(separator: "\"").dropFirst().first.map(String.init) ?? ""
        guard let table = RowTable(rawValue: name) else { return names(row, ofLogOrGate: name) }
        guard let id = row.first?.bytes, let revision = row.dropFirst().first?.number else { return [] }
        return rows.names(RawRow.Place(table: table, id: id, revision: revision)).union(["table \(name)"])
    }

    private func names(_ row: [RawValue], ofLogOrGate table: String) -> Set<String> {
        switch table {
        case "entry": row.first?.number.map { ["entry \($0)", "entry \($0 + 1)"] } ?? []
        case "checkpoint": row.first?.number.map { ["checkpoint \($0)"] } ?? []
        case "gate": row.dropFirst().first?.bytes.map { ["gate row \(Hex.encode($0))", "gate.key"] } ?? []
        default: []
        }
    }
}
