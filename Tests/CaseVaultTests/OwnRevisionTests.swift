import CaseVault
import Testing
import VaultTesting

/// Guards the right `own`: it opens what she wrote, revision by revision, and nothing that another made of it.
@Suite struct OwnRevisionTests {
    @Test func aRecordThatAnotherRewroteIsHersOnlyAsSheWroteIt() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        let vault = try await copy.open()
        let hana = try await vault.unlocked("hana", of: house)
        let record = try house.record("Зове ноћу")
        #expect(try await vault.show(record, in: hana).text == "Зове ноћу")
        try await vault.edit(record, replacing: 1, "Зове дању", in: try await vault.unlocked("lena", of: house))
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(record, in: hana) }
        await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(record, revision: 2, in: hana) }
        #expect(try await vault.show(record, revision: 1, in: hana).text == "Зове ноћу")
        for revision in [UInt64(1), 2] {
            await #expect(throws: VaultError.notPermitted) {
                try await vault.edit(record, replacing: revision, "Зове увек", in: hana)
            }
        }
        let purpose = try Purpose.named("court")
        let history = try await vault.perform(
            RecordHistory(record: try RecordReference(record), purpose: purpose), in: hana)
        #expect(history.map(\.revision) == [1])
        let list = try await vault.perform(
            RecordList(case: house.cases[0], compartment: nil, purpose: purpose), in: hana)
        #expect(!list.contains { $0.record == record })
        await vault.close()
        #expect(try await copy.check().findings == [])
    }
}
