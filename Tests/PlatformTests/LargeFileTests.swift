import Foundation
import Testing

@testable import Platform

/// Guards that large files are read and written at any place, and that an output has its name only when it is whole.
@Suite struct LargeFileTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    @Test func piecesAreWrittenAtTheirPlaces() throws {
        let file = try PlacedFile(creatingAt: path("chunks"))
        try file.reserve(byteCount: 1 << 20)
        #expect(try file.byteCount() == 0)
        try file.write([4, 5, 6, 9], count: 3, at: 3)
        try file.write([1, 2, 3], count: 3, at: 0)
        file.startWriting(at: 0, count: 6)
        try file.sync()
        #expect(try file.read(at: 0, count: 10) == [1, 2, 3, 4, 5, 6])
        try file.truncate(to: 2)
        #expect(try PlacedFile(opening: path("chunks")).byteCount() == 2)
        #expect(throws: FileError.exists) { _ = try PlacedFile(creatingAt: path("chunks")) }
        let mode = try FileManager.default.attributesOfItem(atPath: path("chunks"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func aPieceIsReadIntoItsPlace() throws {
        try DurableFile.createNew(path("source"), contents: [1, 2, 3, 4, 5, 6])
        let file = try ReadableFile(opening: path("source"))
        var buffer: [UInt8] = [9, 9, 9, 9]
        #expect(try file.read(at: 2, count: 2, into: &buffer, from: 1) == 2)
        #expect(buffer == [9, 3, 4, 9])
        #expect(try file.read(at: 5, count: 4, into: &buffer) == 1)
        #expect(buffer == [6, 3, 4, 9])
        #expect(try file.read(at: 6, count: 4, into: &buffer) == 0)
    }

    @Test func linksAndFoldersAreNoChunkFiles() throws {
        _ = try PlacedFile(creatingAt: path("real"))
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: path("real"))
        try FileManager.default.createDirectory(atPath: path("folder"), withIntermediateDirectories: false)
        #expect(throws: FileError.link) { _ = try PlacedFile(opening: path("link")) }
        #expect(throws: FileError.exists) { _ = try PlacedFile(creatingAt: path("link")) }
        #expect(throws: FileError.notFile) { _ = try PlacedFile(opening: path("folder")) }
        #expect(throws: FileError.missing) { _ = try PlacedFile(opening: path("nothing")) }
    }

    @Test func anOutputHasItsNameWhenItIsWhole() throws {
        let file = try PartialFile(at: path("out"))
        try file.write([1, 2][...])
        #expect(DurableFile.exists(path("out.part")) && !DurableFile.exists(path("out")))
        try file.write([0, 3][1...])
        try file.finish()
        #expect(try DurableFile.read(path("out"), limit: 9) == [1, 2, 3])
        #expect(!DurableFile.exists(path("out.part")))
    }

    @Test func anOutputThatIsNotFinishedIsGone() throws {
        do {
            let file = try PartialFile(at: path("out"))
            try file.write([1][...])
        }
        #expect(try DurableFolder.names(in: folder.path).isEmpty)
    }

    @Test func nothingIsOverwrittenNotEvenMeanwhile() throws {
        try DurableFile.createNew(path("taken"), contents: [7])
        #expect(throws: FileError.exists) { _ = try PartialFile(at: path("taken")) }
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: path("nothing"))
        #expect(throws: FileError.exists) { _ = try PartialFile(at: path("link")) }
        try FileManager.default.createSymbolicLink(atPath: path("b.part"), withDestinationPath: path("nothing"))
        #expect(throws: FileError.exists) { _ = try PartialFile(at: path("b")) }
        let file = try PartialFile(at: path("late"))
        try file.write([1][...])
        try DurableFile.createNew(path("late"), contents: [8])
        do {
            try file.finish()
            Issue.record("overwritten")
        } catch { #expect(error == .exists) }
        #expect(try DurableFile.read(path("late"), limit: 9) == [8])
        #expect(!DurableFile.exists(path("late.part")) && !DurableFile.exists(path("nothing")))
    }

    @Test func aFileThatChangesHasAnotherStamp() throws {
        try DurableFile.createNew(path("source"), contents: [1, 2, 3])
        let file = try ReadableFile(opening: path("source"))
        let before = try file.stamp()
        #expect(try file.stamp() == before && before.byteCount == 3)
        var other = try AppendFile(opening: path("source"))
        try other.append([4])
        #expect(try file.stamp() != before)
    }

    @Test func aCopyIsWholeAndNew() throws {
        let bytes = (0..<(3 << 20) + 5).map { UInt8(truncatingIfNeeded: $0) }
        try DurableFile.createNew(path("source"), contents: bytes)
        try DurableCopy.copy(path("source"), to: path("copy"))
        #expect(try DurableFile.read(path("copy"), limit: 4 << 20) == bytes)
        #expect(throws: FileError.exists) { try DurableCopy.copy(path("source"), to: path("copy")) }
    }
}
