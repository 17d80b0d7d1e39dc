import Platform
import Testing

/// Guards the mirror of the audit log, which grows and is cut where a crash left half a line.
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

    @Test func isCutAndGrowsAgain() throws {
        try folder.write("whole\ntorn", to: "log")
        var log = try AppendFile(opening: folder("log"))
        #expect(throws: FileError.tooLarge(byteCount: 11, limit: 10)) { try log.truncate(to: 11) }
        try log.truncate(to: 6)
        try log.append(Array("next\n".utf8))
        #expect(try folder.text("log") == "whole\nnext\n")
    }
}
