import Glibc

/// The folder for what the program remembers of this person on this computer: never secrets, never content.
package enum StateDirectory {
    /// `$XDG_STATE_HOME/casevault`, or `~/.local/state/casevault`; nil without a usable home folder.
    ///
    /// A relative path in the variable counts as unset (XDG Base Directory Specification 0.8).
    package static func path(_ environment: EnvironmentReading) -> String? {
        if let state = environment[.stateHome], state.hasPrefix("/") { return join(state, "casevault") }
        guard let home = environment[.home], home.hasPrefix("/") else { return nil }
        return join(home, ".local/state/casevault")
    }

    /// The folder, created with mode 0700 if it was missing, with those above it.
    ///
    /// - Throws: `.missing` without a usable home folder; `.notPrivate` if it belongs to someone else or others can
    ///   write into it; `.notPermitted` or `.readOnly` if nobody can.
    package static func open(_ environment: EnvironmentReading) throws(FileError) -> String {
        guard let path = path(environment) else { throw .missing }
        try DurableFolder.createAll(path)
        guard try DurableFolder.isPrivate(path) else { throw .notPrivate }
        guard unsafe access(path, W_OK) == 0 else { throw FileError(code: errno) }
        return path
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}
