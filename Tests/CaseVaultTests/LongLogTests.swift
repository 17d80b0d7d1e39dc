import CaseVault
import Testing
import VaultTesting

/// Guards a log of several chunks of `LinePreparation`: behind the first three of them signatures are checked ahead.
@Suite(.serialized) struct LongLogTests {
    @Test func linesFarBehind() async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["lena": "case-lead", "mira": "case-lead"])
        for login in ["lena", "mira"] {
            let lead = try await vault.unlocked(login)
            let reference = try await vault.newCase(lead: login, in: lead)
            let record = try await vault.write("Zapis", to: "core", of: reference, in: lead).record
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<420 { group.addTask { _ = try await vault.show(record, in: lead) } }
                try await group.waitForAll()
            }
            // In the middle of a chunk she works no more.
            guard login == "lena" else { continue }
            _ = try await vault.perform(StaffSuspend(login: login, lastHolder: .goesOn), in: ana)
        }
        await vault.close()
        #expect(try await house.check().findings == [])
        let verdict = try await house.with("mira") { vault, _ in try await vault.verifyLog().verdict }
        #expect(verdict == .ok)

        let lines = try RawDatabase(house.database).rows("SELECT line FROM entry ORDER BY seq")
        try #require(lines.count > 840)
        for seq in [300, 512, 600, 800] {
            guard case .bytes(var line) = lines[seq][0] else { throw RawValueError.notBytes }
            // A character of the signature, before the last ones, whose bits need not all count.
            let place = line.count - 20
            line[place] = line[place] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            for isCovered in [true, false] {
                let copy = try TestVault(copying: house)
                let database = RawDatabase(copy.database)
                try database.run("UPDATE entry SET line = ? WHERE seq = ?", .bytes(line), .number(Int64(seq)))
                if !isCovered { try database.run("DELETE FROM checkpoint WHERE size > 256") }
                // Under a checkpoint the next line's link tells, else the signature itself.
                await #expect(throws: VaultError.damaged(isCovered ? .log : .signature), "entry \(seq)") {
                    _ = try await copy.open()
                }
                let found = try await copy.check().findings.map(\.object)
                #expect(found.contains("entry \(seq)"), "entry \(seq), covered: \(isCovered)")
            }
        }
    }

    private enum RawValueError: Error { case notBytes }
}
