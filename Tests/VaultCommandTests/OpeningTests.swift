import ArgumentParser
import CaseVault
import Foundation
import Platform
import Testing

@testable import VaultCommand

/// Which language, which vault, which content: what is decided before anything is opened.
struct OpeningTests {
    @Test(
        arguments: [
            (["--lang", "sr"], nil, [:], Language.serbian), (["case", "list", "--lang=sr"], nil, [:], .serbian),
            (["--lang", "en"], Language.serbian, [.language: "sr_RS.UTF-8"], .english),
            ([], .serbian, [.language: "en_US.UTF-8"], .serbian), ([], nil, [.language: "sr_RS.UTF-8"], .serbian),
            ([], nil, [.languageAll: "C", .language: "sr_RS"], .english),
            ([], nil, [.languageMessages: "sr@latin"], .serbian),
            ([], nil, [.language: "de_DE"], .english), (["--lang", "xx"], nil, [:], .english),
        ] as [([String], Language?, [EnvironmentReading.Name: String], Language)])
    func languages(
        _ arguments: [String], _ remembered: Language?, _ environment: [EnvironmentReading.Name: String],
        _ language: Language
    ) {
        let found = Language.requested(
            by: arguments, remembered: remembered, environment: EnvironmentReading(environment))
        #expect(found == language)
    }

    @Test func theVaultIsFoundInOrder() throws {
        try withFolder { folder in
            try makeVault("\(folder)/deep/house.vault")
            try FileManager.default.createDirectory(atPath: "\(folder)/deep/work", withIntermediateDirectories: true)
            #expect(VaultLocation.upward(from: "\(folder)/deep/work") == "\(folder)/deep/house.vault")
            #expect(VaultLocation.upward(from: "\(folder)/deep/house.vault") == "\(folder)/deep/house.vault")
            #expect(VaultLocation.upward(from: folder) == nil)

            let state: [EnvironmentReading.Name: String] = [.stateHome: "\(folder)/state"]
            let remembered = RememberedChoices(EnvironmentReading(state))
            #expect(remembered.vault == nil)
            for path in ["/srv/kuća ", "/srv/a\r", "/\u{A0}/b", "/remembered"] {
                try remembered.remember(vault: path)
                #expect(remembered.vault?.utf8.elementsEqual(path.utf8) == true)
            }
            #expect(remembered.vault == "/remembered")
            #expect(try directory([], state) == "/remembered")
            #expect(try directory([], state.merging([.vault: "/variable"]) { $1 }) == "/variable")
            #expect(try directory(["--vault", "/option"], state.merging([.vault: "/variable"]) { $1 }) == "/option")
        }
    }

    /// Two vaults side by side: neither is taken.
    @Test func twoVaultsAreNotChosenBetween() throws {
        try withFolder { folder in
            try makeVault("\(folder)/one.vault")
            try makeVault("\(folder)/two.vault")
            #expect(VaultLocation.upward(from: folder) == nil)
        }
    }

    /// A stick that is not plugged in must not become a folder on the computer's own disk.
    @Test func newPlacesNeedTheFolderAboveThem() throws {
        try withFolder { folder in
            try DurableFile.createNew("\(folder)/file", contents: [])
            #expect(VaultLocation.hasFolder("\(folder)/gate"))
            #expect(!VaultLocation.hasFolder("\(folder)/stick/gate"))
            #expect(!VaultLocation.hasFolder("\(folder)/file/gate"))
        }
    }

    @Test func theLanguageIsRemembered() throws {
        try withFolder { folder in
            let remembered = RememberedChoices(EnvironmentReading([.stateHome: "\(folder)/state"]))
            #expect(remembered.language == nil)
            try remembered.remember(language: .serbian)
            #expect(remembered.language == .serbian)
        }
        #expect(throws: Failure.self) { try RememberedChoices(EnvironmentReading([:])).remember(language: .serbian) }
    }

    @Test func contentIsTextOfAtMostAMebibyte() throws {
        #expect(try ContentInput.checked(Array("č".utf8)) == Bytes(Array("č".utf8)))
        #expect(try ContentInput.checked([UInt8](repeating: 0x61, count: 1_048_576)).array.count == 1_048_576)
        for wrong in [[], [UInt8](repeating: 0x61, count: 1_048_577), [0xFF, 0xFE], [0xC4]] {
            #expect(throws: Failure.self) { try ContentInput.checked(wrong) }
        }
    }

    @Test func daysBeginAtMidnight() throws {
        #expect(try TypedArguments.start(ofDay: nil, LocalTime(.utc)) == nil)
        #expect(try TypedArguments.start(ofDay: "2026-11-21", LocalTime(.utc)) == 1_795_219_200_000)
        for wrong in ["21.11.2026", "2026-02-30", "yesterday", ""] {
            #expect(throws: Failure.self) { try TypedArguments.start(ofDay: wrong, LocalTime(.utc)) }
        }
    }

    /// A number that is not open could later be the terminal.
    @Test func descriptorsMustBeOpen() {
        #expect(DescriptorNumber(argument: "0")?.number == 0)
        for wrong in ["-1", "999", "x", ""] { #expect(DescriptorNumber(argument: wrong) == nil) }
    }

    private func directory(
        _ arguments: [String], _ environment: [EnvironmentReading.Name: String]
    ) throws -> String {
        let environment = EnvironmentReading(environment)
        return try VaultLocation(
            options: try GlobalOptions.parse(arguments), environment: environment,
            remembered: RememberedChoices(environment)
        ).directory()
    }

    private func makeVault(_ path: String) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try DurableFile.createNew("\(path)/vault.db", contents: [])
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
