import AuditLog
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards what is remembered of a row, and what a file full of strange rows costs.
@Suite struct VerifiedRowTests {
    /// The hash column is anybody's to write: a row with that of another, whose author was verified, is not taken for it.
    @Test func aRowWithTheHashOfAVerifiedOneIsRefused() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        let names = try (read: house.record("Krivična prijava, ispravljena"), altered: house.record("Savet, dopunjen"))
        let rows = try (row(names.read, of: copy), row(names.altered, of: copy))
        try RawDatabase(copy.database).run(
            "UPDATE record SET hash = ? WHERE rowid = ?", .bytes(rows.0.hash), .number(rows.1.number))
        let vault = try await copy.open()
        let mira = try await vault.unlocked("mira", of: house)
        #expect(try await vault.show(names.read, in: mira).text == "Krivična prijava, ispravljena")
        await #expect(throws: VaultError.damaged(.record)) { _ = try await vault.show(names.altered, in: mira) }
        await vault.close()
    }

    private func row(_ name: String, of copy: TestVault) throws -> RawRow {
        let id = try GateThief(copy).recordID(of: try RecordReference(name)).bytes
        let rows = try StoredState(of: copy).rows(.record).filter { $0.id == id }
        return try #require(rows.max { $0.revision < $1.revision })
    }

    /// However many rows stand where none should, what is expected is looked through once.
    @Test func strangeRowsAreToldApartInOnePass() {
        let rows = (0..<200).map { _ in VaultCrypto.RowID.random(.system) }
        var strange = UnexpectedRows()
        for row in rows {
            for revision in UInt64(1)...5 { strange.add(.init(table: 1, row: row, revision: revision)) }
        }
        var passes = 0
        let expected = rows.prefix(100).map { RowPlace(table: 1, row: $0, revision: 4) }
        let told = strange.told(
            apart: AnySequence {
                passes += 1
                return expected.makeIterator()
            })
        #expect(passes == 1)
        #expect(told.count == 1000)
        for (place, kind) in told {
            let wasReplaced = place.revision < 4 && expected.contains { $0.row == place.row }
            #expect(kind == (wasReplaced ? .olderRevision : .unexpected))
        }
    }
}
