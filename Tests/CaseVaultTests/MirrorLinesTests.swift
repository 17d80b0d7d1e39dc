import Foundation
import Platform
import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog
@testable import CaseVault

/// Guards what a restore takes for known: an error is no end, and what cannot be read is not empty.
@Suite final class MirrorLinesTests {
    private let folder = NSTemporaryDirectory() + "mirror-\(UUID().uuidString)"

    init() throws { try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func lines(of path: String) throws -> (lines: [String], isWhole: Bool) {
        var lines: [String] = []
        let file = try ReadableFile(opening: path)
        let isWhole = try MirrorLines.forEach(in: file) { (line) throws(VaultError) in
            lines.append(String(decoding: line, as: UTF8.self))
        }
        return (lines, isWhole)
    }

    @Test(arguments: [
        ("", 0, true), ("a\n", 1, true), ("a\nb\n", 2, true), ("a\nb", 1, false), ("a\n\0\0\nb\n", 1, false),
        ("\0", 0, false),
    ])
    func ends(_ text: String, _ count: Int, _ isWhole: Bool) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/mirror"))
        let found = try lines(of: folder + "/mirror")
        #expect(found.lines.count == count && found.isWhole == isWhole)
    }

    /// Linux answers EIO to whoever reads this file from its beginning (proc(5)).
    @Test func aFileThatCannotBeRead() throws {
        let found = try lines(of: "/proc/self/mem")
        #expect(found.lines == [] && !found.isWhole)
    }

    /// Whoever copied the list with another system put CR before its ends, or a mark before it all: it closes what it closed,
    /// and is kept when something is added.
    @Test(arguments: [
        ("", "\r\n"), ("\u{FEFF}", "\r\n"), ("\u{FEFF}", "\n"), ("", "\r\r\n"), ("", " \t\r\n"), ("", "\r"),
    ])
    func aListThatWasCopied(_ mark: String, _ end: String) throws {
        let lines = (1...3).map {
            ErasureList.Line(GenerationID(high: $0, low: 7).hex, erasedAt: 0, isRecord: $0 == 2)
        }
        let list = ErasureList(VaultFolder(path: folder))
        try list.write(lines)
        let path = folder + "/erased"
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        try Data((mark + text.replacing("\n", with: end)).utf8).write(to: URL(fileURLWithPath: path))
        #expect(list.lines == lines)
        let listed = try #require(ListedErasures(beside: folder + "/audit.jsonl"))
        #expect(listed.isThere && listed.generations.count == 2 && listed.records.count == 1)
        list.add(Self.one)
        #expect(list.lines == lines + [Self.line])
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count { $0 == 13 || $0 > 127 } == 0)
    }

    @Test func withoutItsLastEnd() throws {
        let list = ErasureList(VaultFolder(path: folder))
        let first = ErasureList.Line(GenerationID(high: 1, low: 7).hex, erasedAt: 0, isRecord: true)
        try Data(first.bytes).write(to: URL(fileURLWithPath: folder + "/erased"))
        #expect(list.lines == [first])
        list.add(Self.one)
        #expect(list.lines == [first, Self.line])
    }

    private static var one: ErasureFold {
        var fold = ErasureFold()
        fold.tombstones[.zero] = TombstoneFold(seq: 9, step: 1)
        return fold
    }

    private static let line = ErasureList.Line(GenerationID.zero.hex, erasedAt: 9, isRecord: false)

    /// What a line named that was spoilt nobody knows: so it is not said that all erasures are known, and it stays.
    @Test(arguments: [
        Array("?0000000000000000000000000000001 4".utf8), Array("0000".utf8), line.bytes.map { $0 | 0x80 },
        line.bytes.dropLast(2),
        line.bytes + line.bytes, line.bytes + Array(" recor".utf8),
    ])
    func aSpoiltLine(_ line: [UInt8]) throws {
        let list = ErasureList(VaultFolder(path: folder))
        let path = folder + "/erased"
        let text = Self.line.bytes + [10] + line + [10] + Self.line.bytes + [10]
        try Data(text).write(to: URL(fileURLWithPath: path))
        #expect(list.lines?.first == Self.line)
        let listed = try #require(ListedErasures(beside: folder + "/audit.jsonl"))
        #expect(!listed.isThere && listed.generations == [.zero])
        var fold = Self.one
        fold.tombstones[GenerationID(high: 1, low: 1)] = TombstoneFold(seq: 11, step: 1)
        list.add(fold)
        let kept = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(Array(kept) == text + Array("\(GenerationID(high: 1, low: 1).hex) 11\n".utf8))
    }

    /// Longer than any that we write, so it is not read: it is neither empty nor written over.
    @Test func aListThatCannotBeRead() throws {
        let path = folder + "/erased"
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(ErasureList(VaultFolder(path: folder)).lines == [])
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        try file.truncate(atOffset: (64 << 20) + 1)
        try file.close()
        #expect(ErasureList(VaultFolder(path: folder)).lines == nil)
        #expect(ListedErasures(beside: folder + "/audit.jsonl") == nil)
        try FileManager.default.removeItem(atPath: path)
        #expect(ErasureList(VaultFolder(path: folder)).lines == [])
        #expect(ListedErasures(beside: folder + "/audit.jsonl")?.isThere == false)
        #expect(ListedErasures(beside: folder + "/nowhere/audit.jsonl")?.isThere == false)
    }
}
