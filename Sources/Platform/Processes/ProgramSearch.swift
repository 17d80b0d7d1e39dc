import Foundation

/// Where a program of this computer lies.
package enum ProgramSearch {
    /// The first file of this name on PATH that may be run, of its absolute folders alone; a name with a slash stands for
    /// itself, if it is absolute.
    package static func path(of name: String, _ environment: EnvironmentReading) -> String? {
        let folders = (environment[.searchPath] ?? "/usr/bin:/bin").split(separator: ":").filter { $0.hasPrefix("/") }
        let candidates = name.contains("/") ? [name] : folders.map { "\($0)/\(name)" }
        return candidates.first { $0.hasPrefix("/") && isProgram($0) }
    }

    /// A folder that may be entered is none.
    private static func isProgram(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            && FileManager.default.isExecutableFile(atPath: path)
    }
}
