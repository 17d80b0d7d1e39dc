import CaseVault
import Foundation
import Testing
import VaultTesting

/// Guards where vault and gate may lie: on a disk of this computer, in no folder that is copied to others, gate.db as a
/// file of its own.
@Suite struct PlaceTests {
    private static func environment(of house: TestVault, network folder: String) -> VaultEnvironment {
        var environment = house.environment
        environment.isNetwork = { $0.hasPrefix(folder) }
        return environment
    }

    @Test func neitherVaultNorGateOpensOnANetwork() async throws {
        let house = try TestVault()
        try await house.create()
        for folder in [house.directory, house.gate] {
            let environment = Self.environment(of: house, network: folder)
            await #expect(throws: VaultError.unsuitableFolder(.network)) {
                _ = try await Vault.open(at: house.directory, gate: house.gate, in: environment)
            }
        }
        // Nothing was written: on the disk of this computer both open again, and nothing is to be told.
        let vault = try await house.open()
        #expect(try await vault.status().notices.contains(.folderSynchronised) == false)
        await vault.close()
    }

    @Test(arguments: ["house.vault", "gate"]) func aCopiedFolderIsToldAtEveryOpening(_ name: String) async throws {
        let house = try TestVault()
        try await house.create()
        try Data().write(to: URL(filePath: "\(house.folder)/\(name)/.stfolder"))
        for _ in 0..<2 {
            let vault = try await house.open()
            #expect(try await vault.status().notices.contains(.folderSynchronised))
            await vault.close()
        }
    }

    /// A link is followed nowhere, and is no other account's file.
    @Test(arguments: [false, true]) func somethingElseInThePlaceOfTheGate(isLink: Bool) async throws {
        let house = try TestVault()
        try await house.create()
        let (files, moved) = (FileManager.default, house.folder + "/moved.db")
        try files.moveItem(atPath: house.gateDatabase, toPath: moved)
        if isLink {
            try files.createSymbolicLink(atPath: house.gateDatabase, withDestinationPath: moved)
        } else {
            try files.createDirectory(atPath: house.gateDatabase, withIntermediateDirectories: false)
        }
        await #expect(throws: VaultError.damaged(.gateDatabase)) { _ = try await house.open() }
        #expect(try await house.check().findings.map(\.object) == ["gate.db"])
        try files.removeItem(atPath: house.gateDatabase)
        try files.moveItem(atPath: moved, toPath: house.gateDatabase)
        await (try await house.open()).close()
    }

    @Test func neitherIsMadeOnANetworkNorWhereItIsCopied() async throws {
        for kind in [VaultError.UnsuitableFolder.network, .synchronised] {
            for inGate in [false, true] {
                let house = try TestVault()
                let bad = "\(house.folder)/\(kind == .network ? "share" : "Dropbox")"
                try FileManager.default.createDirectory(atPath: bad, withIntermediateDirectories: true)
                let environment = Self.environment(of: house, network: "\(house.folder)/share")
                await #expect(throws: VaultError.unsuitableFolder(kind)) {
                    try await Vault.create(
                        at: inGate ? house.directory : bad + "/house.vault",
                        NewVault(
                            name: "Kuća", administrator: "ana", furtherRoles: [], derivation: .light,
                            gate: .directory(inGate ? bad + "/gate" : house.gate)),
                        passphrase: try Passphrase.typed("ana's long passphrase"), in: environment)
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: bad).isEmpty)
            }
        }
    }

    /// Also where nobody can tell: what answers for a mount whose server is away is the network.
    @Test(arguments: [(true, .network), (nil, .unknown)] as [(Bool?, VaultError.UnsuitableFolder)])
    func theGateMovesToNoNetwork(_ answer: Bool?, _ kind: VaultError.UnsuitableFolder) async throws {
        let house = try TestVault()
        try await house.create()
        let share = house.folder + "/share"
        var environment = house.environment
        environment.isNetwork = { $0.hasPrefix(share) ? answer : false }
        let vault = try await Vault.open(at: house.directory, gate: house.gate, in: environment)
        let session = try await vault.unlocked("ana")
        await #expect(throws: VaultError.unsuitableFolder(kind)) {
            _ = try await vault.perform(GateMoveTo(path: share), in: session)
        }
        #expect(!FileManager.default.fileExists(atPath: share))
        await vault.close()
    }

    @Test func noGateIsRestoredWhereItIsCopied() async throws {
        let house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let backup = try await house.backUp(vault)
        await vault.close()
        let machine = try house.emptyMachine()
        let bad = machine.folder + "/Nextcloud"
        try FileManager.default.createDirectory(atPath: bad, withIntermediateDirectories: true)
        #expect(throws: VaultError.unsuitableFolder(.synchronised)) {
            try Vault.restore(
                house.source(backup), to: machine.directory, gate: .directory(bad + "/gate"), login: "ana",
                passphrase: try Passphrase.typed("ana's long passphrase"), in: machine.environment)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: bad).isEmpty)
    }
}
