import Platform
import Testing

/// Guards the mirror of the audit log: lines come back in both directions, and a torn end is recognised.
@Suite struct AppendFileTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func createsOnceAndGrows() throws {
        var log = try AppendFile(creatingAt: folder("log"))
        try log.append(Array("a\n".utf8))
        try log.append(Array("b\n".utf8))
        try log.sync()
        #expect(log.byteCount == 4)
        #expect(try folder.mode("log") == 0o600)
        #expect(throws: FileError.exists) { try AppendFile(creatingAt: folder("log")).byteCount }
        #expect(throws: FileError.missing) { try AppendFile(opening: folder("none")).byteCount }
    }

    static let texts: [String] = [
        "", "\n", "\n\n", "a", "a\n", "a\nb", "a\n\nb\n", "\na", String(repeating: "x", count: 65_536),
        String(repeating: "x", count: 65_535) + "\n", String(repeating: "x", count: 65_536) + "\ny\n",
        String(repeating: "line\n", count: 40_000) + "torn",
        (0..<300).map { String(repeating: "é", count: $0 * 7) }.joined(separator: "\n"),
    ]

    /// The model: the text split at line ends; a last piece that is not empty is incomplete.
    private func expected(_ text: String) -> [FileLine] {
        var lines: [FileLine] = []
        var offset = 0
        let pieces = Array(text.utf8).split(separator: 10, omittingEmptySubsequences: false)
        for (index, piece) in pieces.enumerated() {
            let isLast = index == pieces.count - 1
            if isLast && piece.isEmpty { break }
            lines.append(FileLine(offset: offset, bytes: Array(piece), isComplete: !isLast))
            offset += piece.count + 1
        }
        return lines
    }

    @Test(arguments: texts.indices)
    func bothDirectionsAgreeWithTheModel(_ index: Int) throws {
        let text = Self.texts[index]
        try folder.write(text, to: "log")
        let log = try AppendFile(opening: folder("log"))
        var forwards: [FileLine] = []
        var backwards: [FileLine] = []
        try log.forEachLine(lineLimit: 70_000) { line in
            forwards.append(line)
            return .more
        }
        try log.forEachLineBackwards(lineLimit: 70_000) { line in
            backwards.append(line)
            return .more
        }
        #expect(forwards == expected(text))
        #expect(backwards == expected(text).reversed())
    }

    @Test func readersStopWhenTheyHaveEnough() throws {
        try folder.write("one\ntwo\nthree\n", to: "log")
        let log = try AppendFile(opening: folder("log"))
        var seen: [String] = []
        try log.forEachLine(from: 4, lineLimit: 10) { line in
            seen.append(String(decoding: line.bytes, as: UTF8.self))
            return .enough
        }
        try log.forEachLineBackwards(lineLimit: 10) { line in
            seen.append(String(decoding: line.bytes, as: UTF8.self))
            return .enough
        }
        #expect(seen == ["two", "three"])
    }

    @Test func longLinesAreRefused() throws {
        try folder.write("short\n12345678901\n", to: "log")
        let log = try AppendFile(opening: folder("log"))
        let error = FileError.tooLarge(byteCount: 11, limit: 10)
        #expect(throws: error) { try log.forEachLine(lineLimit: 10) { _ in .more } }
        #expect(throws: error) { try log.forEachLineBackwards(lineLimit: 10) { _ in .more } }
    }

    @Test(arguments: [
        ("whole\n", "whole\n", 0), ("whole\ntorn", "whole\n", 4), ("torn", "", 4), ("", "", 0), ("a\n\n", "a\n\n", 0),
    ])
    func aTornLineIsCutOff(_ before: String, _ after: String, _ torn: Int) throws {
        try folder.write(before, to: "log")
        var log = try AppendFile(opening: folder("log"))
        #expect(try log.cutTornLine(lineLimit: 100) == torn)
        try log.append(Array("next\n".utf8))
        #expect(try folder.text("log") == after + "next\n")
    }
}
