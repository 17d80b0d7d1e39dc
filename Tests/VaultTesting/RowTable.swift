import VaultCrypto

/// The tables of rows in vault.db with their codes, typed a second time: both are part of the format.
package enum RowTable: String, CaseIterable, Sendable {
    case person, invitation, assignment, policy, parameters, identity, keyring, lookup, generation, wrap, record
    case statement, file, draft, searchIndex

    package var code: UInt8 { UInt8((Self.allCases.firstIndex(of: self) ?? 0) + 1) }

    package var hasGeneration: Bool { self == .record || self == .generation || self == .file }

    /// rowid, id, revision, hash, sealed, and gen where there is one.
    package var query: String {
        "SELECT rowid, id, revision, hash, sealed\(hasGeneration ? ", gen" : "") FROM \"\(rawValue)\" ORDER BY rowid"
    }
}

/// A row of such a table.
package struct RawRow: Hashable, Sendable {
    package let table: RowTable
    package let number: Int64
    package let id: [UInt8]
    package let revision: Int64
    package let hash: [UInt8]
    package let sealed: [UInt8]
    package let generation: [UInt8]?

    package init?(_ table: RowTable, _ values: [RawValue]) {
        guard values.count >= 5, let number = values[0].number, let id = values[1].bytes,
            let revision = values[2].number, let hash = values[3].bytes, let sealed = values[4].bytes
        else { return nil }
        self.table = table
        (self.number, self.id, self.revision, self.hash, self.sealed) = (number, id, revision, hash, sealed)
        generation = values.count > 5 ? values[5].bytes : nil
    }

    package var place: Place { Place(table: table, id: id, revision: revision) }

    package struct Place: Hashable, Sendable {
        package let table: RowTable
        package let id: [UInt8]
        package let revision: Int64

        package init(table: RowTable, id: [UInt8], revision: Int64) {
            (self.table, self.id, self.revision) = (table, id, revision)
        }
    }
}

extension StoredState {
    package func rows(_ table: RowTable) -> [RawRow] { (vault[table.rawValue] ?? []).compactMap { RawRow(table, $0) } }

    package var rows: [RawRow] { RowTable.allCases.flatMap(rows) }
}

/// A row of gate.db.
package struct RawGateRow: Hashable, Sendable {
    package let number: Int64
    package let kind: Int64
    package let id: [UInt8]
    package let step: Int64
    package let hash: [UInt8]
    package let sealed: [UInt8]

    package init?(_ values: [RawValue]) {
        guard values.count == 6, let number = values[0].number, let kind = values[1].number, let id = values[2].bytes,
            let step = values[3].number, let hash = values[4].bytes, let sealed = values[5].bytes
        else { return nil }
        (self.number, self.kind, self.id, self.step, self.hash, self.sealed) = (number, kind, id, step, hash, sealed)
    }

    package var name: String { "gate row kind \(kind) \(Hex.encode(id))" }

    /// What `check` may call it. The rows of the genesis are in no entry: for them the root of the whole file.
    package var names: Set<String> { named(id) }

    package func named(_ id: [UInt8]) -> Set<String> {
        let own: Set<String> = ["gate row \(Hex.encode(id))"]
        return step <= 1 ? own.union(["gate.db", "gate.key"]) : own
    }
}
