import Testing
import VaultTesting

/// Guards what SQLite remembers of the tables. It compares names without regard to case: a letter of a name that was
/// changed, or a name that became a blob, which one bit does, works on, and only the comparison with our own schema tells.
@Suite(.serialized) struct SchemaAttackTests {
    @Test(arguments: ["wrap", "wrap_place", "entry", "checkpoint"])
    func whatANameIs(object: String) async throws {
        for column in ["name", "tbl_name"] {
            try await expectNamed("\(column) = upper(\(column))", of: object)
        }
        for column in ["type", "name", "tbl_name", "sql"] {
            try await expectNamed("\(column) = CAST(\(column) AS BLOB)", of: object)
        }
    }

    private func expectNamed(_ change: String, of object: String) async throws {
        let siege = try Siege(try await SmallHouses.shared.value)
        let attack = Attack("\(change) of \(object)", names: ["vault.db"]) {
            try RawDatabase($0.database).run([
                ("PRAGMA writable_schema = ON", []),
                ("UPDATE sqlite_schema SET \(change) WHERE name = ?", [.text(object)]),
            ])
        }
        let problem = try await siege.problem(with: attack, alsoRead: false)
        #expect(problem == nil)
    }
}
