import AuditLog
import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// Guards the order of acts that touch more than the two files: the entry first, then the bytes; and whose disk it was.
@Suite struct EntryBeforeActTests {
    private func begun(_ house: FileHouse) async throws -> String {
        let data = sample(2 * FileUpload.chunkByteCount)
        return try await house.with("mira") { vault, session in
            let begun = try await vault.perform(try house.begin(data), in: session)
            let upload = try await vault.upload(begun.upload, in: session)
            try upload.put(Array(data[upload.bytes(of: 0)]), at: 0)
            return begun.upload
        }
    }

    /// The entry cannot be made, because the row is not there: the chunks stay as they are.
    @Test func chunksGoAfterTheirEntry() async throws {
        let house = try await FileHouse()
        let id = try await begun(house)
        let path = "\(house.files)/\(id)"
        let before = try Data(contentsOf: URL(filePath: path))
        try RawDatabase(house.house.database).run("DELETE FROM file")
        await #expect(throws: VaultError.self) {
            try await house.with("mira") { try await $0.perform(FileDiscard(upload: id), in: $1) }
        }
        #expect(try Data(contentsOf: URL(filePath: path)) == before && !before.isEmpty)
    }

    @Test func aFileThatNothingKnowsGoesWithAnEntry() async throws {
        let house = try await FileHouse()
        let id = String(repeating: "ab", count: 16)
        try Data([1, 2, 3]).write(to: URL(filePath: "\(house.files)/\(id)"))
        let count = try await house.with("ana") { vault, session in
            let before = try await vault.lines("draft.save").count
            _ = try await vault.perform(FileDiscard(upload: id), in: session)
            return try await vault.lines("draft.save").count - before
        }
        #expect(count == 1 && house.chunkFiles.isEmpty)
        #expect(try await house.house.check().findings == [])
        #expect(try await house.with("ana") { vault, _ in try await vault.verifyLog().verdict } == .ok)
    }

    /// An officer with a conflict in its case does not give a colleague's upload up.
    @Test func aConflictStopsAnOfficerHereToo() async throws {
        let house = try await FileHouse()
        let id = try await begun(house)
        try await house.with("ana") {
            _ = try await $0.perform(ConflictDeclare(case: house.reference, login: nil, lastHolder: .goesOn), in: $1)
        }
        await #expect(throws: VaultError.notPermitted) {
            try await house.with("ana") { try await $0.perform(FileDiscard(upload: id), in: $1) }
        }
        #expect(house.chunkFiles == [id])
    }

    /// A folder of the kernel's takes nothing, whoever asks.
    @Test func theOtherDiskIsNamed() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        await #expect(throws: VaultError.outside(.notPermitted)) {
            _ = try await vault.backup(.vault, to: "/sys", together: true)
        }
        #expect(throws: VaultError.outside(.notPermitted)) { _ = try ExportFolder(at: "/sys/export") }
        #expect(throws: VaultError.outside(.notPermitted)) {
            _ = try FileCopy.copy(house.database, to: "/sys/vault.db")
        }
        await vault.close()
    }

    @Test func aMirrorThatFailsIsInTheLogAndNotRemembered() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        await #expect(throws: VaultError.self) { try await vault.mirrorGate(to: "/sys", together: true) }
        let results = try await vault.lines("backup.gate").map { $0.text("result") ?? "" }
        #expect(results == ["intent", "failed"])
        let names = try FileManager.default.subpathsOfDirectory(atPath: house.folder + "/state")
        #expect(!names.contains { $0.hasSuffix(".gate-mirror") })
        let stick = house.folder + "/stick"
        try FileManager.default.createDirectory(atPath: stick, withIntermediateDirectories: true)
        try await vault.mirrorGate(to: stick, together: true)
        let after = try await vault.lines("backup.gate").map { $0.text("result") ?? "" }
        #expect(after.suffix(2) == ["intent", "ok"])
        await vault.close()
        #expect(try await house.check().findings == [])
    }
}
