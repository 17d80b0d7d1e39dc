import Foundation
import Platform
import Testing

/// A folder that is there whole or not at all, and whose files nobody can redirect.
@Suite struct FolderInMakingTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func itBearsItsNameOnlyWhenItIsWhole() throws {
        var made = try FolderInMaking(at: folder("out/"))
        #expect(try folder.names() == ["out.being-made"])
        let file = try made.create("3.txt")
        try file.write(Array("text".utf8)[...])
        try file.sync()
        try made.finish()
        #expect(try folder.names() == ["out"] && folder.text("out/3.txt") == "text")
        #expect(try folder.mode("out") == 0o700 && folder.mode("out/3.txt") == 0o600)
    }

    @Test func unfinishedItIsGone() throws {
        do {
            var made = try FolderInMaking(at: folder("out"))
            _ = try made.create("1.bin")
        }
        #expect(try folder.names() == [])
    }

    /// What somebody else laid into it stays, and the name says what it is.
    @Test func whatIsNotOursStays() throws {
        do {
            var made = try FolderInMaking(at: folder("out"))
            _ = try made.create("1.bin")
            try folder.write("x", to: "out.being-made/theirs")
        }
        #expect(try folder.names() == ["out.being-made"])
    }

    @Test func nothingIsOverwrittenOrFollowed() throws {
        try folder.folder("taken")
        try folder.link("dangling", to: "nowhere")
        try folder.folder("half.being-made")
        try folder.link("linked.being-made", to: folder.path)
        for name in ["taken", "dangling", "half", "linked"] {
            #expect(throws: FileError.exists, "\(name)") { _ = try FolderInMaking(at: folder(name)).finish() }
        }
        #expect(throws: FileError.missing) { _ = try FolderInMaking(at: folder("none/out")).finish() }
        #expect(!folder.isThere("nowhere"))
    }

    /// Somebody watches the folder above and lays links where the next files will be.
    @Test func aLinkInTheNameOfAFile() throws {
        try folder.write("mine", to: "precious")
        var made = try FolderInMaking(at: folder("out"))
        try folder.link("out.being-made/1.txt", to: folder("precious"))
        var refused: FileError?
        do { _ = try made.create("1.txt") } catch { refused = error }
        #expect(refused == .exists)
        #expect(try folder.text("precious") == "mine")
    }

    /// The folder is exchanged for a link while it is written: the files go where they were going.
    @Test func theFolderIsHeld() throws {
        try folder.folder("trap")
        var made = try FolderInMaking(at: folder("out"))
        try FileManager.default.moveItem(atPath: folder("out.being-made"), toPath: folder("moved"))
        try folder.link("out.being-made", to: folder("trap"))
        _ = try made.create("1.txt")
        #expect(try folder.names("trap") == [] && folder.names("moved") == ["1.txt"])
    }

    @Test(arguments: ["", ".", "..", "../x", "a/b", "/etc/passwd", "a\u{0}b", ".hidden", "a\nb", "ž", "a b"])
    func namesAreOurOwn(_ name: String) throws {
        var made = try FolderInMaking(at: folder("out"))
        var refused: FileError?
        do { _ = try made.create(name) } catch { refused = error }
        #expect(refused == .badName)
    }

    @Test func somebodyTakesTheNameMeanwhile() throws {
        var made = try FolderInMaking(at: folder("out"))
        _ = try made.create("1.txt")
        try folder.folder("out")
        var refused: FileError?
        do { try made.finish() } catch { refused = error }
        #expect(refused == .exists)
        #expect(try folder.names() == ["out"] && folder.names("out") == [])
    }
}

extension TemporaryFolder {
    fileprivate func names(_ name: String) throws -> [String] { try DurableFolder.names(in: self(name)) }
    fileprivate func isThere(_ name: String) -> Bool { DurableFile.exists(self(name)) }
}
