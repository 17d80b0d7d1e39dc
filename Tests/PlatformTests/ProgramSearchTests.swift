import Foundation
import Platform
import Testing

/// Guards what is run by its name alone: a file that may be run, from an absolute folder.
@Suite struct ProgramSearchTests {
    @Test func theFirstFileThatMayBeRun() throws {
        let folder = try TemporaryFolder()
        for name in ["folder", "folder/lp", "text", "program"] { try folder.folder(name) }
        for name in ["text/lp", "program/lp"] { try folder.write("", to: name) }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder("program/lp"))
        func found(_ name: String, on path: String) -> String? {
            ProgramSearch.path(of: name, EnvironmentReading([.searchPath: path]))
        }
        let path = ["folder", "text", "program"].map { folder($0) }.joined(separator: ":")
        #expect(found("lp", on: "bin::\(path)") == folder("program/lp"))
        #expect(found("lp", on: "program:\(folder("folder")):\(folder("text"))") == nil)
        #expect(found(folder("program/lp"), on: "") == folder("program/lp"))
        #expect(found("./lp", on: path) == nil && found("lq", on: path) == nil)
    }
}
