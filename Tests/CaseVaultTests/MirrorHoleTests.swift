import AuditLog
import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// Guards that a power cut, which takes some pages of the mirror and leaves later ones, makes no other history.
@Suite struct MirrorHoleTests {
    private static let lines = ["one", "two", "three", "four"].map { Array($0.utf8) }
    private static let whole = Array("one\ntwo\nthree\nfour\n".utf8)

    private func verdict(_ mirror: [UInt8]) throws -> MirrorComparison.Verdict {
        let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
        try Data(mirror).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        var comparison = MirrorComparison(path: path)
        for line in Self.lines { comparison.take(line) }
        return comparison.finish()
    }

    /// Every stretch of the mirror as zeros, whole and cut anywhere behind it.
    @Test func everyHole() throws {
        let starts = [0, 4, 8, 14]
        for start in Self.whole.indices {
            for end in start + 1...Self.whole.count {
                var mirror = Self.whole
                for index in start..<end { mirror[index] = 0 }
                let line = try #require(starts.lastIndex { $0 <= start })
                for cut in [mirror.count, end, start + 1] {
                    #expect(
                        try verdict(Array(mirror.prefix(cut))) == .prefix(lines: UInt64(line), bytes: starts[line]),
                        "\(start)..<\(end), cut at \(cut)")
                }
            }
        }
    }

    @Test func whatDiffersBesideAHole() throws {
        var mirror = Self.whole
        mirror[0] = 0
        mirror[15] = UInt8(ascii: "x")
        #expect(try verdict(mirror) == .differs(at: 3))
        #expect(try verdict(Array(mirror.prefix(16))) == .differs(at: 3))
        mirror = Self.whole + Array("five\n".utf8)
        mirror[5] = 0
        #expect(try verdict(mirror) == .longer(log: 4, lines: 5, last: Array("five".utf8)))
    }

    /// A line of the greatest length that the log does not have is counted, wherever a reading of the mirror ends in it.
    @Test(arguments: [0, 1, 512, EntryFormat.lineLimit])
    func longLineBeyondTheLog(_ read: Int) throws {
        // It begins so many bytes before the end of the second reading of 64 KiB.
        let count = (2 << 16) - Self.whole.count - read
        var filling = Array((count.isMultiple(of: 2) ? "" : "xx\n").utf8)
        while filling.count < count { filling += Array("x\n".utf8) }
        let long = [UInt8](repeating: UInt8(ascii: "y"), count: EntryFormat.lineLimit)
        #expect(
            try verdict(Self.whole + filling + long + Array("\n".utf8))
                == .longer(log: 4, lines: UInt64(4 + count / 2 + 1), last: long))
    }

    /// The vault opens, and the mirror is whole again.
    @Test func theVaultOpens() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        let whole = try Data(contentsOf: URL(fileURLWithPath: copy.mirror))
        var bytes = whole
        for index in bytes.count - 900..<bytes.count - 300 { bytes[index] = 0 }
        try bytes.write(to: URL(fileURLWithPath: copy.mirror))
        let vault = try await copy.open()
        await vault.close()
        let mended = try Data(contentsOf: URL(fileURLWithPath: copy.mirror))
        #expect(mended.starts(with: whole))
        #expect(try await copy.check().ok)
    }
}
