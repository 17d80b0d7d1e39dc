import Foundation
import Glibc
import Platform
import Testing

/// Guards every place where the program writes a file: nothing is followed, overwritten or left half-written.
@Suite struct DurableFileTests {
    let folder: TemporaryFolder
    let bytes = Array("content".utf8)

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func newFileHoldsItsContentsForItsOwnerOnly() throws {
        try DurableFile.createNew(folder("new"), contents: bytes)
        #expect(try DurableFile.read(folder("new"), limit: 100) == bytes)
        #expect(try folder.mode("new") == 0o600)
        #expect(try folder.names() == ["new"])
    }

    /// What stands at an output path, and what must happen.
    enum Hostile: String, CaseIterable {
        case file, folder, linkToFile, linkToNothing, linkToFolder, pipe

        func build(_ place: TemporaryFolder) throws {
            try place.write("old", to: "other")
            switch self {
            case .file: try place.write("old", to: "out")
            case .folder: try place.folder("out")
            case .linkToFile: try place.link("out", to: place("other"))
            case .linkToNothing: try place.link("out", to: place("nothing"))
            case .linkToFolder: try place.link("out", to: place.path)
            case .pipe: #expect(unsafe mkfifo(place("out"), 0o600) == 0)
            }
        }
    }

    @Test(arguments: Hostile.allCases)
    func createNewTakesNoOccupiedPlace(_ hostile: Hostile) throws {
        try hostile.build(folder)
        let before = try folder.names()
        #expect(throws: FileError.exists) { try DurableFile.createNew(folder("out"), contents: bytes) }
        #expect(try folder.names() == before)
        #expect(try folder.text("other") == "old")
    }

    @Test(arguments: [
        (Hostile.folder, FileError.notFile), (.linkToFile, .link), (.linkToNothing, .link), (.linkToFolder, .link),
        (.pipe, .notFile),
    ])
    func readAndAppendTakeOnlyRegularFiles(_ hostile: Hostile, _ error: FileError) throws {
        try hostile.build(folder)
        #expect(throws: error) { try DurableFile.read(folder("out"), limit: 100) }
        #expect(throws: error) { try AppendFile(opening: folder("out")).byteCount }
        #expect(throws: error) { try ReadableFile(opening: folder("out")).byteCount() }
        #expect(try folder.text("other") == "old")
    }

    @Test func aPersonsOwnLinkMayBeReadWhenAsked() throws {
        try Hostile.linkToFile.build(folder)
        #expect(try DurableFile.read(folder("out"), limit: 3, links: .followed) == Array("old".utf8))
    }

    @Test(arguments: [
        ("missing/out", FileError.missing), ("file/out", .notFolder), ("", .badName), (".", .badName),
        ("..", .badName), ("out/", .badName), ("a\0b", .badName), (String(repeating: "n", count: 300), .badName),
    ])
    func unusablePathsAreNamed(_ name: String, _ error: FileError) throws {
        try folder.write("", to: "file")
        let path = name.isEmpty ? "" : folder(name)
        #expect(throws: error) { try DurableFile.createNew(path, contents: bytes) }
        #expect(throws: error) { try DurableFile.replace(path, contents: bytes, durability: .durable) }
        #expect(try folder.names() == ["file"])
    }

    @Test func replaceSwapsTheWholeFile() throws {
        try folder.write("a much longer text than the new one", to: "out")
        try DurableFile.replace(folder("out"), contents: bytes, durability: .durable)
        #expect(try folder.text("out") == "content")
        #expect(try folder.mode("out") == 0o600)
        try DurableFile.replace(folder("fresh"), contents: bytes, durability: .eventual)
        #expect(try folder.names() == ["fresh", "out"])
    }

    @Test func replaceTakesTheLinksPlaceAndLeavesItsTarget() throws {
        try Hostile.linkToFile.build(folder)
        try DurableFile.replace(folder("out"), contents: bytes, durability: .durable)
        #expect(try folder.text("other") == "old")
        #expect(try DurableFile.read(folder("out"), limit: 100) == bytes)
    }

    @Test func replaceOfAFolderLeavesNothingBehind() throws {
        try folder.folder("out/inside")
        #expect(throws: FileError.notFile) {
            try DurableFile.replace(folder("out"), contents: bytes, durability: .durable)
        }
        #expect(try folder.names() == ["out"])
    }

    @Test func readAsksForNoMoreThanItsLimit() throws {
        try DurableFile.createNew(folder("new"), contents: bytes)
        #expect(try DurableFile.read(folder("new"), limit: 7).count == 7)
        #expect(throws: FileError.tooLarge(byteCount: 7, limit: 6)) { try DurableFile.read(folder("new"), limit: 6) }
        #expect(throws: FileError.missing) { try DurableFile.read(folder("none"), limit: 6) }
    }

    @Test func aFileThatIsNotFinishedDisappears() throws {
        do {
            var file = try NewFile(at: folder("part"))
            try file.write([1, 2, 3])
            #expect(try folder.names() == ["part"])
        }
        #expect(try folder.names() == [])
        var file = try NewFile(at: folder("whole"))
        try file.write([1, 2])
        try file.write([3])
        try file.finish(.durable)
        #expect(try DurableFile.read(folder("whole"), limit: 9) == [1, 2, 3])
    }

    @Test func removesOnce() throws {
        try folder.write("old", to: "key")
        try DurableFile.remove(folder("key"), durability: .durable)
        #expect(!DurableFile.exists(folder("key")))
        #expect(throws: FileError.missing) { try DurableFile.remove(folder("key"), durability: .durable) }
    }

    /// In a process of its own: the umask belongs to the process.
    @Test func umaskOfNothingChangesNothing() async throws {
        let path = folder.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            _ = umask(0)
            try DurableFile.createNew("\(path)/new", contents: [1])
            try DurableFile.replace("\(path)/replaced", contents: [1], durability: .durable)
            try DurableFolder.createNew("\(path)/folder")
            _ = try LockFile.acquire(at: "\(path)/lock", program: "test")
        }
        for (name, mode) in [("new", 0o600), ("replaced", 0o600), ("folder", 0o700), ("lock", 0o600)] {
            #expect(try folder.mode(name) == mode, "\(name)")
        }
    }

    /// A limit on the file size stands for a full disk: the write stops in the middle.
    @Test func aFullDiskLeavesWhatWasThere() async throws {
        try folder.write("whole line\n", to: "log")
        try folder.write("old", to: "replaced")
        let path = folder.path
        await #expect(processExitsWith: .success) { [path = path as String] in
            ProcessStart.harden()
            var limit = rlimit(rlim_cur: 100, rlim_max: 100)
            #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            let big = [UInt8](repeating: 65, count: 1000)
            #expect(throws: FileError.full) { try DurableFile.createNew("\(path)/new", contents: big) }
            #expect(throws: FileError.full) {
                try DurableFile.replace("\(path)/replaced", contents: big, durability: .durable)
            }
            var log = try AppendFile(opening: "\(path)/log")
            let error = #expect(throws: FileError.self) { try log.append(big) }
            #expect(error == .full)
            #expect(log.byteCount == 11)
            try log.append(Array("next\n".utf8))
        }
        #expect(try folder.names() == ["log", "replaced"])
        #expect(try folder.text("log") == "whole line\nnext\n")
        #expect(try folder.text("replaced") == "old")
    }
}
