import Testing
import VaultCrypto
import VaultStore
import VaultTesting

@testable import CaseVault

/// Guards the state root against a revision of a row that stands there twice: it is damage with a name, not a disk error.
@Suite struct TwiceTests {
    @Test func aRevisionThatStandsThereTwice() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        await vault.lock(ana)
        await vault.close()
        let row = try #require(try StoredState(of: house).rows(.lookup).first)
        let other = [UInt8](repeating: 0xFF, count: 32)
        try RawDatabase(house.database).run(
            "INSERT INTO lookup (id, revision, hash, sealed) VALUES (?, ?, ?, ?)", .bytes(row.id),
            .number(row.revision), .bytes(other), .bytes(row.sealed))
        let store = try VaultDatabase(opening: house.database, readOnly: true)
        #expect(throws: VaultError.damaged(.row)) { try store.stateRoot() }
        try store.close()
        let findings = try await house.check().findings
        let name = "lookup \(Hex.encode(row.id)) revision 1"
        #expect(findings.contains(.init(object: name, kind: .unexpected)))
        // The rows are all there, and those of the state once the second is left out.
        #expect(!findings.contains { $0.kind == .stateMismatch })
    }
}
