import CaseVault
import Foundation
import Testing
import VaultTesting

@Suite("Attachments and what was begun come back with a backup")
struct RestoredFileTests {
    @Test("A whole file opens after a restore, a new one is added, a file begun before goes on")
    func restored() async throws {
        let files = try await FileHouse()
        let (data, later) = (sample(200_000), sample(90_000))
        let file = try await files.add(data)
        let begun = try await files.with("mira") { vault, session in
            try await vault.perform(try files.begin(later, name: "snimak.pdf"), in: session).upload
        }
        let vault = try await files.house.open()
        let backup = try await files.house.backUp(vault)
        await vault.close()

        let machine = try files.house.emptyMachine()
        try machine.restore(files.house.source(backup))
        #expect(try await machine.check().findings.map(\.kind) == [.uploadUnfinished])
        let restored = try await machine.open()
        let mira = try await restored.unlocked("mira")
        #expect(try await restored.get(file, in: mira) == data)
        let resumed = try await restored.perform(try files.begin(later, name: "snimak.pdf"), in: mira)
        #expect(resumed.upload == begun)
        let finished = try await restored.add(later, try files.begin(later, name: "snimak.pdf"), in: mira)
        #expect(try await restored.get(finished, in: mira) == later)
        #expect(try await restored.verifyLog().verdict == .ok)
        await restored.close()
        #expect(try await machine.check().findings == [])
    }
}
