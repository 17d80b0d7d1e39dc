import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards `gate move`: whatever lies in the two directories after an interruption, the vault opens and has lost nothing.
@Suite struct GateMoveTests: GateHouse {
    @Test func theGateGoesAndNothingStays() async throws {
        let (house, record) = try await house()
        let moved = try await move(house, to: house.folder + "/stick/gate")
        #expect(moved.withKey)
        #expect(!Self.files.fileExists(atPath: house.gate))
        #expect(try names(moved.path) == ["gate.db", "gate.key"])
        try await expectWhole(house, record, "moved")
        await #expect(throws: VaultError.gateMissing) { try await house.open() }
    }

    @Test func whereSomethingIsNothingGoes() async throws {
        let (house, record) = try await house()
        for name in ["gate.db", "gate.key", "gate-being-moved"] {
            let place = house.folder + "/taken-\(name)"
            try Self.files.createDirectory(atPath: place, withIntermediateDirectories: true)
            if name == "gate-being-moved" {
                try Self.files.createDirectory(atPath: place + "/" + name, withIntermediateDirectories: true)
                try Data("nečije".utf8).write(to: URL(fileURLWithPath: place + "/\(name)/gate.db"))
            } else {
                try Data("nečije".utf8).write(to: URL(fileURLWithPath: place + "/" + name))
            }
            await #expect(throws: VaultError.self) { try await move(house, to: place) }
            #expect(try names(place) == [name])
        }
        try Self.files.createDirectory(atPath: house.folder + "/Dropbox", withIntermediateDirectories: true)
        await #expect(throws: VaultError.unsuitableFolder(.synchronised)) {
            try await move(house, to: house.folder + "/Dropbox/gate")
        }
        try await expectWhole(house, record, "refused", gate: house.gate)
        #expect(try names(house.gate) == ["gate.db", "gate.key"])
    }

    /// Every moment of a move, made by hand from the note of each directory and the copy.
    @Test func interruptedMoves() async throws {
        let (house, record) = try await house()
        let text = { (value: String) in Data(value.utf8) }

        let copying = try TestVault(copying: house)
        let target = copying.folder + "/stick"
        try lay(copying, target)
        try Self.files.removeItem(atPath: target + "/gate-being-moved/gate.key")
        try await expectWhole(copying, record, "while it copies", gate: copying.gate)
        #expect(try names(copying.gate) == ["gate.db", "gate.key"])
        #expect(!Self.files.fileExists(atPath: target))

        for isAtNewPlace in [false, true] {
            let decided = try TestVault(copying: house)
            let target = decided.folder + "/stick"
            try lay(decided, target)
            try Self.files.moveItem(atPath: decided.gateDatabase, toPath: decided.gateDatabase + ".moved")
            #expect(try await decided.check().findings == [])
            try await expectWhole(
                decided, record, "decided", gate: isAtNewPlace ? target : decided.gate)
            #expect(try names(target) == ["gate.db", "gate.key"])
            #expect(!Self.files.fileExists(atPath: decided.gate))
        }

        // Another gate.db stands at the new place: then the old one is not ours to delete.
        let other = try await self.house().house
        let mixed = try TestVault(copying: house)
        try lay(mixed, mixed.folder + "/stick")
        try Self.files.moveItem(atPath: mixed.gateDatabase, toPath: mixed.gateDatabase + ".moved")
        try put(other.gateDatabase, at: mixed.folder + "/stick/gate.db")
        await #expect(throws: VaultError.self) { try await mixed.open() }
        #expect(Self.files.fileExists(atPath: mixed.gateDatabase + ".moved"))

        // A mark that names a gate which went nowhere takes nothing away there.
        let marked = try TestVault(copying: house)
        let named = try TestVault(copying: house)
        try Self.files.createDirectory(
            atPath: marked.gate + "/gate-being-moved", withIntermediateDirectories: true)
        try text("\(named.gate)\n").write(to: URL(fileURLWithPath: marked.gate + "/gate-being-moved/from"))
        try await expectWhole(marked, record, "marked", gate: marked.gate)
        #expect(try names(named.gate) == ["gate.db", "gate.key"])

        // A note that leads to what another gate is moving takes nothing away there.
        let planted = try TestVault(copying: house)
        try lay(other, other.folder + "/stick")
        try text(other.folder + "/stick\n").write(to: URL(fileURLWithPath: planted.gate + "/gate.moving"))
        try await expectWhole(planted, record, "planted", gate: planted.gate)
        #expect(try names(other.folder + "/stick/gate-being-moved") == ["from", "gate.db", "gate.key"])
    }

    /// What the kill points showed: each of these left a vault without its gate, or a second key, or a folder for ever.
    @Test func nothingStaysAndNothingIsForgotten() async throws {
        let (house, record) = try await house()

        // The new place cannot be noted down: the old place keeps leading to it, without its key.
        let state = house.folder + "/state"
        let pointers = try Self.files.subpathsOfDirectory(atPath: state).filter { $0.hasSuffix(".gate") }
        let pointer = state + "/" + (try #require(pointers.first))
        let saved = try Data(contentsOf: URL(fileURLWithPath: pointer))
        try Self.files.removeItem(atPath: pointer)
        try Self.files.createDirectory(atPath: pointer + "/x", withIntermediateDirectories: true)
        _ = try await move(house, to: house.folder + "/stick/gate")
        #expect(try names(house.gate) == ["gate.moving"])
        try Self.files.removeItem(atPath: pointer)
        try saved.write(to: URL(fileURLWithPath: pointer))
        try await expectWhole(house, record, "not noted down")
        #expect(!Self.files.fileExists(atPath: house.gate))
        #expect(try names(house.folder + "/stick/gate") == ["gate.db", "gate.key"])

        // A mark that was being written; then the folder that a finished move left.
        let torn = try await self.house().house
        let stick = torn.folder + "/stick"
        try lay(torn, stick)
        for name in ["gate.db", "gate.key"] { try Self.files.removeItem(atPath: stick + "/gate-being-moved/\(name)") }
        try Data().write(to: URL(fileURLWithPath: stick + "/gate-being-moved/from"))
        await (try await torn.open()).close()
        #expect(!Self.files.fileExists(atPath: stick))
        #expect(try names(torn.gate) == ["gate.db", "gate.key"])
        try Self.files.createDirectory(atPath: torn.gate + "/gate-being-moved", withIntermediateDirectories: false)
        await (try await torn.open()).close()
        #expect(try names(torn.gate) == ["gate.db", "gate.key"])
    }
}
