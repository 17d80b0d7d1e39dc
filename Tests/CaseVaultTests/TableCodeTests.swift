import Foundation
import Testing
import VaultTesting

@testable import AuditLog
@testable import CaseVault
@testable import VaultStore

/// Guards that a code of a table means one table everywhere: the log and the store do not see each other, so each has a
/// list.
@Suite struct TableCodeTests {
    /// Tables of which no statement names a row.
    private static let unnamed: Set<Table> = [.invitation, .assignment, .policy, .statement]

    /// The log's list as its source has it, so that a code added there is compared too.
    private static func codes() throws -> [String: UInt8] {
        let source = PublishedVectors.repository.appending(path: "Sources/AuditLog/State/TableCode.swift")
        let found = try String(contentsOf: source, encoding: .utf8).matches(of: /static let (\w+): UInt8 = (\d+)\n/)
        return Dictionary(uniqueKeysWithValues: found.compactMap { code in UInt8(code.2).map { (String(code.1), $0) } })
    }

    @Test func theLogAndTheStoreMeanTheSameTables() throws {
        var codes = try Self.codes()
        #expect(codes.removeValue(forKey: "firstOfGate") == TableCode.firstOfGate)
        let named = Table.allCases.filter { !Self.unnamed.contains($0) }
        #expect(codes == Dictionary(uniqueKeysWithValues: named.map { (String(describing: $0), $0.rawValue) }))
        #expect(Table.allCases.allSatisfy { $0.rawValue < TableCode.firstOfGate })
    }

    @Test func theGatesTablesAreItsKinds() {
        #expect(GateKind.allCases.map(\.rawValue) == Array(65...71))
        #expect(
            GateKind.allCases.map { String(describing: $0) } == [
                "master", "systemSeed", "logSeed", "generation", "tagKey", "person", "tombstone",
            ])
        #expect(
            GateKind.allCases.map(\.rawValue) == [
                TableCode.gateMaster, TableCode.gateSystemSeed, TableCode.gateLogSeed, TableCode.gateGeneration,
                TableCode.gateTagKey, TableCode.gatePerson, TableCode.gateTombstone,
            ])
        #expect(TableCode.gateTables == Set(65...71))
        #expect(GateKind.allCases.allSatisfy { $0.rawValue >= TableCode.firstOfGate })
    }

    /// What the attacks on a vault's files call them, typed a second time.
    @Test func theAttacksMeanTheSameTables() {
        #expect(RowTable.allCases.map(\.rawValue) == Table.allCases.map { String(describing: $0) })
        #expect(RowTable.allCases.map(\.code) == Table.allCases.map(\.rawValue))
        #expect(RowTable.allCases.map(\.hasGeneration) == Table.allCases.map(\.hasGeneration))
    }
}
