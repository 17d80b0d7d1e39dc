import Platform
import Testing

@Suite struct DurableFolderTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func newFolderIsPrivate() throws {
        try DurableFolder.createNew(folder("vault"))
        #expect(try folder.mode("vault") == 0o700)
        #expect(try DurableFolder.isPrivate(folder("vault")))
        #expect(throws: FileError.exists) { try DurableFolder.createNew(folder("vault/")) }
    }

    @Test func foldersAboveAreCreatedToo() throws {
        try DurableFolder.createAll(folder("a/b/c/"))
        try DurableFolder.createAll(folder("a/b/c"))
        #expect(try folder.mode("a/b") == 0o700)
        try folder.write("", to: "file")
        #expect(throws: FileError.notFolder) { try DurableFolder.createAll(folder("file")) }
        #expect(throws: FileError.notFolder) { try DurableFolder.createAll(folder("file/x")) }
    }

    @Test func namesAreSortedByBytes() throws {
        for name in ["b", "a", "Ž", ".hidden", "Z"] { try folder.write("", to: name) }
        #expect(try DurableFolder.names(in: folder.path) == [".hidden", "Z", "a", "b", "Ž"])
        #expect(throws: FileError.missing) { try DurableFolder.names(in: folder("none")) }
    }

    @Test func onlyAnEmptyFolderIsRemoved() throws {
        try folder.folder("full/inside")
        #expect(throws: FileError.exists) { try DurableFolder.removeEmpty(folder("full")) }
        try DurableFolder.removeEmpty(folder("full/inside"))
        try DurableFolder.removeEmpty(folder("full"))
        #expect(try folder.names() == [])
    }
}

/// Guards where the program keeps its state, and that it keeps it from others.
@Suite struct StateDirectoryTests {
    @Test(
        arguments: [
            (["XDG_STATE_HOME": "/state", "HOME": "/home/a"], "/state/casevault"),
            (["XDG_STATE_HOME": "relative", "HOME": "/home/a"], "/home/a/.local/state/casevault"),
            (["XDG_STATE_HOME": "", "HOME": "/home/a/"], "/home/a/.local/state/casevault"),
            (["HOME": "relative"], nil), ([:], nil),
        ] as [([String: String], String?)])
    func followsTheSpecification(_ variables: [String: String], _ expected: String?) {
        #expect(StateDirectory.path(environment(variables)) == expected)
    }

    @Test func isCreatedPrivateAndRefusedWhenShared() throws {
        let folder = try TemporaryFolder()
        let home = environment(["HOME": folder.path])
        #expect(try StateDirectory.open(home) == folder(".local/state/casevault"))
        #expect(try folder.mode(".local/state/casevault") == 0o700)
        #expect(try StateDirectory.open(home) == folder(".local/state/casevault"))
        try folder.setMode(0o777, of: ".local/state/casevault")
        #expect(throws: FileError.notPrivate) { try StateDirectory.open(home) }
        #expect(throws: FileError.missing) { try StateDirectory.open(environment([:])) }
    }

    private func environment(_ variables: [String: String]) -> EnvironmentReading {
        let pairs = variables.compactMap { name, value in EnvironmentReading.Name(rawValue: name).map { ($0, value) } }
        return EnvironmentReading(Dictionary(uniqueKeysWithValues: pairs))
    }
}
