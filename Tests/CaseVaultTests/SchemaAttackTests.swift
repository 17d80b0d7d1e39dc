import Testing
import VaultTesting

/// Guards what SQLite remembers of the tables. It compares names without regard to case: a letter of a name that was
/// changed, which one bit does, works on, and only the comparison with our own schema tells.
@Suite(.serialized) struct SchemaAttackTests {
    @Test(arguments: ["name", "tbl_name"], ["wrap", "wrap_place", "entry", "checkpoint"])
    func aLetterOfAName(column: String, object: String) async throws {
        let siege = try Siege(try await SmallHouses.shared.value)
        let attack = Attack("\(column) of \(object) in capitals", names: ["vault.db"]) {
            try RawDatabase($0.database).run([
                ("PRAGMA writable_schema = ON", []),
                ("UPDATE sqlite_schema SET \(column) = upper(\(column)) WHERE name = ?", [.text(object)]),
            ])
        }
        let problem = try await siege.problem(with: attack, alsoRead: false)
        #expect(problem == nil)
    }
}
