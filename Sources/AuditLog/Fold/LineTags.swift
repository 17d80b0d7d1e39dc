import VaultCrypto

// What a line says of its main row stands in its statement too; the two must be one.
//
// Whoever reads the lines alone (a report, an auditor without statements) relies on `before`, `after` and `revision`. A
// signer who wrote others there than her statement has would show them one change and the vault another.
extension EntryFields {
    /// Takes over the tags of the main row; a tag of nothing stands in no line.
    package mutating func tell(of main: RowChange?) {
        before = main.flatMap { $0.oldTag == .zero ? nil : $0.oldTag }
        after = main.flatMap { $0.newTag == .zero ? nil : $0.newTag }
    }
}

extension AuditEntry {
    /// Reads the statement of a change, whose main row is its first row of vault.db.
    ///
    /// - Throws: `MalformedTuple` also when the line's tags are not those of the main row.
    func stated<S: ChangingStatement>(_: S.Type, _ bytes: [UInt8]) throws(MalformedTuple) -> S {
        let statement = try S(decoding: bytes)
        guard tells(of: statement.effects.main) else { throw .badValue(field: 0) }
        return statement
    }

    /// Reads a statement that changes no rows.
    ///
    /// - Throws: `MalformedTuple` also when the line has tags of one.
    func stated<S: Statement>(_: S.Type, _ bytes: [UInt8]) throws(MalformedTuple) -> S {
        let statement = try S(decoding: bytes)
        guard tells(of: nil) else { throw .badValue(field: 0) }
        return statement
    }

    /// Reads the statement of a grant: its wrap stands in the line alone, and the rule of rows judges it.
    func stated(_: GrantStatement.Type, _ bytes: [UInt8]) throws(MalformedTuple) -> GrantStatement {
        try GrantStatement(decoding: bytes)
    }

    private func tells(of main: RowChange?) -> Bool {
        (fields.before ?? .zero) == (main?.oldTag ?? .zero) && (fields.after ?? .zero) == (main?.newTag ?? .zero)
            && fields.before != .zero && fields.after != .zero
    }
}
