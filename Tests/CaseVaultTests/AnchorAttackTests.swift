import CaseVault
import Foundation
import SeededNumbers
import Testing
import VaultTesting

/// Guards what stands outside vault.db: the mirror, and the heads this account remembers.
@Suite(.serialized) struct AnchorAttackTests {
    @Test func theMirrorCutOrChanged() async throws {
        let house = try await SmallHouses.shared.value
        let siege = try Besieging(house, readEvery: 6)
        let mirror = try KeptFiles(of: house.vault).contents(of: house.vault.mirror)
        var dice = Dice.rolled
        func changed(_ description: String, _ bytes: [UInt8]) -> Attack {
            Attack("mirror " + description, names: ["audit.jsonl"]) {
                try Data(bytes).write(to: URL(fileURLWithPath: $0.mirror))
            }
        }
        let cuts = (0..<12).map { _ in Int.random(in: 1..<mirror.count, using: &dice) } + [mirror.count - 1, 0]
        let flips = (0..<30).map { _ in
            (Int.random(in: 0..<mirror.count, using: &dice), Int.random(in: 0..<8, using: &dice))
        }
        var attacks = cuts.map { changed("cut at \($0)", Array(mirror.prefix($0))) }
        attacks += flips.map { place, bit in
            var bytes = mirror
            bytes[place] ^= 1 << UInt8(bit)
            return changed("bit \(bit) of \(place)", bytes)
        }
        let last = (mirror.dropLast().lastIndex(of: 10) ?? 0) + 1
        attacks.append(changed("doubled", mirror + mirror))
        attacks.append(changed("with its last line again", mirror + mirror[last...]))
        attacks.append(changed("begun late", Array(mirror[last...])))
        attacks.append(
            Attack("mirror gone", names: ["audit.jsonl"]) { try FileManager.default.removeItem(atPath: $0.mirror) })
        try await siege.run(attacks)
    }

    /// The heads of this account say that the log was longer, or was another: `check` names them, opening refuses.
    @Test func headsAheadOrOfAnotherLog() async throws {
        let house = try await SmallHouses.shared.value
        let whole = try TestVault(copying: house.vault)
        let head = try #require(try files(of: whole, named: "head").first)
        let lines = try String(contentsOfFile: head, encoding: .utf8).split(separator: "\n").map(String.init)
        let size = try #require(UInt64(lines[1]))
        let cases: [(change: [String], object: String, damage: VaultError.Damage)] = [
            ([lines[0], "\(size + 1)", lines[2]], "head of entry \(size)", .headBehind),
            ([lines[0], "\(size + 1_000_000)", lines[2]], "head of entry \(size + 999_999)", .headBehind),
            (
                [lines[0], "\(size)", String(repeating: "A", count: 43) + "="], "head of entry \(size - 1)",
                .headDiffers
            ),
            ([lines[0], "\(size - 2)", lines[2]], "head of entry \(size - 3)", .headDiffers),
        ]
        for (change, object, damage) in cases {
            let copy = try TestVault(copying: house.vault)
            let head = try #require(try files(of: copy, named: "head").first)
            try Data((change.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: head))
            let report = try await copy.check()
            #expect(report.findings.contains { $0.object == object }, "\(change)")
            #expect(!report.ok)
            await #expect(throws: VaultError.damaged(damage), "\(change)") { _ = try await copy.open() }
        }
    }

    /// A person's own head counts as the account's does.
    @Test func thePersonsOwnHeadAhead() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        let head = try #require(try files(of: copy, named: "head").first)
        let own = try #require(
            try FileManager.default.contentsOfDirectory(atPath: (head as NSString).deletingLastPathComponent)
                .first { $0.count == 32 })
        var lines = try String(contentsOfFile: head, encoding: .utf8).split(separator: "\n").map(String.init)
        // Without the line that hashes them, as an earlier version wrote it.
        lines = [lines[0], "5000", lines[2]]
        let path = (head as NSString).deletingLastPathComponent + "/" + own
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(fileURLWithPath: path))
        await #expect(throws: VaultError.damaged(.headBehind)) { _ = try await copy.open() }
        #expect(try await copy.check().findings.map(\.object).contains("head of entry 4999"))
    }

    private func files(of vault: TestVault, named name: String) throws -> [String] {
        let state = vault.folder + "/state"
        return try FileManager.default.subpathsOfDirectory(atPath: state)
            .filter { ($0 as NSString).lastPathComponent == name }.map { state + "/" + $0 }
    }
}
