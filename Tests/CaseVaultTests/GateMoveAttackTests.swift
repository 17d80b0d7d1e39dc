import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards the end of `gate move` and `init` against what lies, or was laid, in the folders of the gate: the stick is in other
/// hands, or was pulled at the wrong moment.
@Suite struct GateMoveAttackTests: GateHouse {
    /// A move that is decided: gate.db has lost its name, the copy waits at the new place.
    private func decided(_ house: TestVault) throws -> (house: TestVault, target: String) {
        let copy = try TestVault(copying: house)
        let target = copy.folder + "/stick"
        try lay(copy, target)
        try Self.files.moveItem(atPath: copy.gateDatabase, toPath: copy.gateDatabase + ".moved")
        return (copy, target)
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// Something bears the key's name at the new place: the only key stays where it is.
    @Test func anotherKeyAtTheNewPlace() async throws {
        let (house, record) = try await house()
        let (decided, target) = try decided(house)
        try Self.files.removeItem(atPath: target + "/gate-being-moved/gate.key")
        try write("x", to: target + "/gate.key")
        let key = try bytes(decided.gateKey)
        await #expect(throws: VaultError.gateKeyWrong) { try await decided.open() }
        #expect(try bytes(decided.gateKey) == key)
        try put(decided.gateKey, at: target + "/gate.key")
        try await expectWhole(decided, record, "the key is brought by hand", gate: target)

        let (waiting, stick) = try self.decided(house)
        try write("x", to: stick + "/gate.key")
        await #expect(throws: VaultError.gateMissing) { try await waiting.open() }
        #expect(try bytes(waiting.gateKey) == key && bytes(stick + "/gate-being-moved/gate.key") == key)
        try Self.files.removeItem(atPath: stick + "/gate.key")
        try await expectWhole(waiting, record, "the way is free", gate: waiting.gate)
        #expect(try names(stick) == ["gate.db", "gate.key"])
    }

    /// The stick was pulled while the gate was copied, and then prepared: the live gate and its key stay.
    @Test func aMoveThatIsNotDecided() async throws {
        let (house, record) = try await house()
        let other = try await self.house().house
        let target = house.folder + "/stick"
        try lay(house, target)
        for name in ["gate.db", "gate.key"] {
            try put(other.gate + "/" + name, at: target + "/" + name)
            try Self.files.removeItem(atPath: target + "/gate-being-moved/" + name)
        }
        let before = try [bytes(house.gateDatabase), bytes(house.gateKey)]
        await #expect(throws: VaultError.self) {
            _ = try await Vault.open(at: house.directory, gate: target, in: house.environment)
        }
        #expect(try [bytes(house.gateDatabase), bytes(house.gateKey)] == before)
        try await expectWhole(house, record, "not decided", gate: house.gate)
    }

    /// The stick is away: nothing is written into the old gate.db, of which the copy on the stick would know nothing.
    @Test func theNewPlaceIsAway() async throws {
        let (house, record) = try await house()
        let (decided, target) = try decided(house)
        let before = try bytes(decided.gateDatabase + ".moved")
        try Self.files.moveItem(atPath: target, toPath: target + "-away")
        await #expect(throws: VaultError.gateMissing) { try await decided.open() }
        #expect(try await decided.check().findings == [], "looking may")
        #expect(try bytes(decided.gateDatabase + ".moved") == before)
        try Self.files.moveItem(atPath: target + "-away", toPath: target)
        try await expectWhole(decided, record, "it is back", gate: decided.gate)
        #expect(!Self.files.fileExists(atPath: decided.gate))

        // The stick is lost for ever: under its old name gate.db is the gate again.
        let (lost, stick) = try self.decided(house)
        try Self.files.removeItem(atPath: stick)
        await #expect(throws: VaultError.gateMissing) { try await lost.open() }
        try Self.files.moveItem(atPath: lost.gateDatabase + ".moved", toPath: lost.gateDatabase)
        try await expectWhole(lost, record, "taken back by hand", gate: lost.gate)
    }

    enum Remains: CaseIterable, Sendable {
        /// Under both names, under none, under the new one without its bytes, and that alone.
        case both, none, empty, emptyAlone
    }

    /// Where no journal joins what belongs to a rename, a power cut leaves any of these.
    @Test(arguments: ["gate.key", "gate.db"], Remains.allCases)
    func aPowerCutInTheMiddleOfARename(file: String, remains: Remains) async throws {
        let (house, record) = try await house()
        let (decided, target) = try decided(house)
        let waiting = target + "/gate-being-moved/"
        if file == "gate.db" { try Self.files.moveItem(atPath: waiting + "gate.key", toPath: target + "/gate.key") }
        switch remains {
        case .both: try put(waiting + file, at: target + "/" + file)
        case .none: break
        case .empty, .emptyAlone: try write("", to: target + "/" + file)
        }
        let isLost = [.none, .emptyAlone].contains(remains)
        if isLost { try Self.files.removeItem(atPath: waiting + file) }
        try await expectWhole(decided, record, "the rest is done", gate: decided.gate)
        if isLost, file == "gate.db" {
            #expect(try names(decided.gate) == ["gate.db", "gate.key"])
            #expect(!Self.files.fileExists(atPath: target))
        } else {
            #expect(try names(target) == ["gate.db", "gate.key"])
            #expect(!Self.files.fileExists(atPath: decided.gate))
        }
    }

    /// Her second copy of the key, laid beside what a move that was cut off left on the stick, stays.
    @Test func aCopyOfTheKeyOnTheStick() async throws {
        let (house, record) = try await house()
        let target = house.folder + "/stick"
        try lay(house, target)
        try put(house.gateKey, at: target + "/gate.key")
        try await expectWhole(house, record, "not decided", gate: house.gate)
        #expect(try names(target) == ["gate.key"])
        #expect(try names(house.gate) == ["gate.db", "gate.key"])
    }

    /// The stick is mounted under another path today, or the old folder is reached by another one.
    @Test(arguments: [true, false])
    func anotherPathToTheSamePlace(isStick: Bool) async throws {
        let (house, record) = try await house()
        let (decided, target) = try decided(house)
        var place = target
        if isStick {
            place += "-elsewhere"
            try Self.files.moveItem(atPath: target, toPath: place)
        } else {
            let link = decided.folder + "/link"
            try Self.files.createSymbolicLink(atPath: link, withDestinationPath: decided.folder)
            try write("\(link)/gate\n", to: target + "/gate-being-moved/from")
        }
        try await expectWhole(decided, record, "found", gate: place)
        #expect(try names(place) == ["gate.db", "gate.key"])
    }

    /// Two paths lead to one folder: what would go is what has come.
    @Test func oneFolderUnderTwoNames() async throws {
        let (house, record) = try await house()
        let stick = house.folder + "/stick"
        try Self.files.createSymbolicLink(atPath: stick, withDestinationPath: house.gate)
        await #expect(throws: VaultError.alreadyExists) { try await move(house, to: stick) }
        try await expectWhole(house, record, "refused", gate: house.gate)
        let copy = try TestVault(copying: house)
        let link = copy.folder + "/link"
        try Self.files.createSymbolicLink(atPath: link, withDestinationPath: copy.gate)
        try lay(copy, link)
        try Self.files.moveItem(atPath: copy.gateDatabase, toPath: copy.gateDatabase + ".moved")
        await #expect(throws: VaultError.gateMissing) {
            try await Vault.open(at: copy.directory, gate: copy.gate, in: copy.environment)
        }
        #expect(Self.files.fileExists(atPath: copy.gateKey))
        #expect(Self.files.fileExists(atPath: copy.gateDatabase + ".moved"))
    }

    /// A folder of ours that is a link leads to somebody else's gate: nothing of it is taken.
    @Test(arguments: ["gate-being-made", "gate-being-moved"])
    func aLinkToAnotherGate(name: String) async throws {
        let (house, _) = try await house()
        let other = try await self.house().house
        let before = try names(other.gate)
        if name == "gate-being-moved" {
            try write("\(house.gate)\n", to: other.gate + "/from")
            try write("\(house.gate)\n", to: house.gate + "/gate.moving")
            try Self.files.moveItem(atPath: house.gateDatabase, toPath: house.gateDatabase + ".moved")
        } else {
            try Self.files.removeItem(atPath: house.gateDatabase)
        }
        try Self.files.createSymbolicLink(atPath: house.gate + "/" + name, withDestinationPath: other.gate)
        await #expect(throws: VaultError.gateMissing) { try await house.open() }
        #expect(try names(other.gate).filter { $0 != "from" } == before)
        #expect(try await other.check().findings == [])
    }

    /// A mark alone names any folder it likes.
    @Test func anEmptyFolderThatAMarkNames() async throws {
        let (house, record) = try await house()
        let empty = house.folder + "/empty"
        for folder in [empty, house.gate + "/gate-being-moved"] {
            try Self.files.createDirectory(atPath: folder, withIntermediateDirectories: false)
        }
        try write("\(empty)\n", to: house.gate + "/gate-being-moved/from")
        try await expectWhole(house, record, "a mark", gate: house.gate)
        #expect(Self.files.fileExists(atPath: empty))
    }

    /// The opening that finishes a move compares what the stick remembers, and goes on remembering it.
    @Test func theHeadGoesAlong() async throws {
        let (house, record) = try await house()
        let older = try TestVault(copying: house)
        let vault = try await house.open()
        _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: try await vault.unlocked("ana"))
        await vault.close()
        let (decided, target) = try decided(house)
        #expect(Self.files.fileExists(atPath: decided.gate + "/head"))
        try Self.files.removeItem(atPath: decided.directory)
        try Self.files.copyItem(atPath: older.directory, toPath: decided.directory)
        try Self.files.removeItem(atPath: decided.folder + "/state")
        await #expect(throws: VaultError.damaged(.headBehind)) {
            try await Vault.open(at: decided.directory, gate: decided.gate, in: decided.environment)
        }
        try Self.files.removeItem(atPath: decided.directory)
        try Self.files.copyItem(atPath: house.directory, toPath: decided.directory)
        try await expectWhole(decided, record, "the newest again", gate: target)
        #expect(Self.files.fileExists(atPath: target + "/head"))
    }

    /// Moves both files back to where `init` builds them, with something at the key's place that keeps them there.
    private func keepWaiting(_ house: TestVault) throws -> String {
        let waiting = house.gate + "/gate-being-made"
        try Self.files.createDirectory(atPath: waiting, withIntermediateDirectories: false)
        for name in ["gate.db", "gate.key"] {
            try Self.files.moveItem(atPath: house.gate + "/" + name, toPath: waiting + "/" + name)
        }
        try Self.files.createSymbolicLink(atPath: house.gateKey, withDestinationPath: "nowhere")
        return waiting
    }

    /// While a gate waits, a change would leave its new half in one folder and the old in the other.
    @Test func noChangeWhileAGateWaits() async throws {
        let (house, record) = try await house()
        let waiting = try keepWaiting(house)
        await #expect(throws: VaultError.gateUnfinished) { try await rotate(house) }
        await #expect(throws: VaultError.gateUnfinished) { try await move(house, to: house.folder + "/stick") }
        #expect(try names(waiting) == ["gate.db", "gate.key"])
        try Self.files.removeItem(atPath: house.gateKey)
        try await expectWhole(house, record, "the way is free", gate: house.gate)
        #expect(!Self.files.fileExists(atPath: waiting))
    }

    /// SQLite plays a journal back beside the file for which it was made, and nowhere else.
    @Test func aJournalThatWaits() async throws {
        let (house, record) = try await house()
        let waiting = try keepWaiting(house)
        try Self.files.removeItem(atPath: house.gateKey)
        let (cut, journal) = (house.folder + "/cut", house.folder + "/journal")
        try RawDatabase(waiting + "/gate.db").interrupted(by: "UPDATE gate SET step = step + 1") { file, log in
            try put(file, at: cut)
            try put(log, at: journal)
        }
        try put(cut, at: waiting + "/gate.db")
        try put(journal, at: waiting + "/gate.db-journal")
        for what in ["played back where it is", "moved"] {
            try await expectWhole(house, record, what, gate: house.gate)
        }
        #expect(try names(house.gate) == ["gate.db", "gate.key"])
    }

    /// A journal that waits for a gate.db would be played back into the one that comes there.
    @Test(arguments: ["gate.db-journal", "gate.db-wal"])
    func aJournalAtTheNewPlace(name: String) async throws {
        let (house, record) = try await house()
        let stick = house.folder + "/stick"
        try Self.files.createDirectory(atPath: stick, withIntermediateDirectories: false)
        try write("something", to: stick + "/" + name)
        await #expect(throws: VaultError.alreadyExists) { try await move(house, to: stick) }
        try await expectWhole(house, record, "not moved", gate: house.gate)
        let new = NewVault(
            name: "Kuća", administrator: "ana", furtherRoles: [], derivation: .light, gate: .directory(stick))
        await #expect(throws: VaultError.alreadyExists) {
            _ = try await Vault.create(
                at: house.folder + "/other.vault", new, passphrase: try Passphrase.typed("ana's long passphrase"),
                in: house.environment)
        }
        #expect(try names(stick) == [name])
    }
}
