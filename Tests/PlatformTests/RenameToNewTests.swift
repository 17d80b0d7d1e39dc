import Foundation
import Testing

@testable import Platform

/// Renaming to a name that nothing bears, also where a file system cannot do that in one call.
@Suite struct RenameToNewTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.folder("made")
        try folder.write("text", to: "made/1.txt")
        try folder.write("text", to: "file")
    }

    private func rename(_ old: String, _ new: String, looking: Bool) throws(FileError) {
        let held = try HeldFolder(folder.path)
        if looking { try held.renameAfterLook(old, toNew: new) } else { try held.rename(old, toNew: new) }
    }

    @Test(arguments: [false, true]) func whatIsFree(looking: Bool) throws {
        try rename("made", "out", looking: looking)
        try rename("file", "out.txt", looking: looking)
        #expect(try folder.names() == ["out", "out.txt"] && folder.text("out/1.txt") == "text")
    }

    @Test(arguments: [false, true]) func whatIsTaken(looking: Bool) throws {
        try folder.write("mine", to: "taken")
        try folder.folder("empty")
        try folder.link("dangling", to: "nowhere")
        let names = try folder.names()
        for old in ["made", "file"] {
            for new in ["taken", "empty", "dangling"] {
                #expect(throws: FileError.exists, "\(old) to \(new)") { try rename(old, new, looking: looking) }
            }
        }
        #expect(try folder.names() == names && folder.text("taken") == "mine")
    }
}
