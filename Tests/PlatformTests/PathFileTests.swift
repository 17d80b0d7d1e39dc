import Platform
import Testing

/// Guards the small files that say where something lies: a file that a power cut emptied, or that somebody changed, names no
/// place at all.
@Suite struct PathFileTests {
    @Test(arguments: [
        ("/srv/house.vault\n", "/srv/house.vault", true), ("/srv/house.vault", "/srv/house.vault", false),
        ("/srv/kuća \r\n", "/srv/kuća \r", true), ("/a\nb\n", "/a\nb", true), ("/a\n\n", "/a\n", true),
        ("/\n", "/", true),
    ])
    func names(_ text: String, _ path: String, isWhole: Bool) throws {
        let file = try #require(PathFile(Array(text.utf8)))
        #expect(file.path.utf8.elementsEqual(path.utf8) && file.isWhole == isWhole)
    }

    @Test(arguments: ["", "\n", "srv/house.vault\n", "./house.vault\n", " /srv\n", "\u{FEFF}/srv\n", "/srv\0/house\n"])
    func namesNothing(_ text: String) {
        #expect(PathFile(Array(text.utf8)) == nil)
    }

    @Test func noText() {
        #expect(PathFile([UInt8(ascii: "/"), 0xC4, UInt8(ascii: "\n")]) == nil)
    }

    @Test func isReadAsWritten() throws {
        let folder = try TemporaryFolder()
        #expect(PathFile(reading: folder("none")) == nil)
        let longest = "/" + String(repeating: "a", count: AbsolutePath.byteLimit - 2)
        for path in ["/srv/Сигурна кућа", "/srv/שלום", longest] {
            try DurableFile.replace(folder("place"), contents: PathFile.contents(path), durability: .eventual)
            #expect(PathFile(reading: folder("place"))?.path == path)
        }
        try DurableFile.replace(folder("place"), contents: PathFile.contents(longest + "a"), durability: .eventual)
        #expect(PathFile(reading: folder("place")) == nil)
        try folder.link("link", to: folder("place"))
        #expect(PathFile(reading: folder("link")) == nil)
    }
}
