import Platform
import Testing

@Suite struct SectorFileTests {
    @Test func bytesOfTheSameLengthAreOverwritten() throws {
        let folder = try TemporaryFolder()
        let path = folder("head")
        try DurableFile.createNew(path, contents: Array("size 41".utf8))
        let file = try SectorFile(opening: path)
        #expect(try file.overwrite(Array("size 42".utf8)))
        #expect(try DurableFile.read(path, limit: 512) == Array("size 42".utf8))
    }

    @Test func anotherLengthIsLeftAlone() throws {
        let folder = try TemporaryFolder()
        let path = folder("head")
        try DurableFile.createNew(path, contents: Array("size 99".utf8))
        let file = try SectorFile(opening: path)
        #expect(try !file.overwrite(Array("size 100".utf8)))
        #expect(try DurableFile.read(path, limit: 512) == Array("size 99".utf8))
    }

    @Test func moreThanASectorLinksAndNothingAreRefused() throws {
        let folder = try TemporaryFolder()
        let path = folder("large")
        try DurableFile.createNew(path, contents: Array(repeating: 0, count: 513))
        #expect(throws: FileError.tooLarge(byteCount: 513, limit: 512)) { _ = try SectorFile(opening: path) }
        try DurableFile.createNew(folder("head"), contents: Array("size 41".utf8))
        try folder.link("link", to: folder("head"))
        #expect(throws: FileError.link) { _ = try SectorFile(opening: folder("link")) }
        #expect(throws: FileError.missing) { _ = try SectorFile(opening: folder("nothing")) }
    }
}
