import Foundation

/// An editor that is known to keep no copy of what it edits when it is told not to.
///
/// The list is short on purpose: of any other program it is not known what it writes beside the file, into a temporary
/// folder, a history or a network. What each is told:
///
/// - nano: `-R` (restricted: no backup, no other file is read or written), `-I` (no settings of the account).
/// - vim: no swap file (`-n`), no viminfo (`-i NONE`), no settings or plug-ins (`-u NONE`), no shell (`-Z`), no undo file,
///   no backup.
package struct EditorProgram: Sendable, Equatable {
    enum Kind: Sendable { case nano, vim }

    /// Which editor a person has chosen, or has.
    package enum Choice: Sendable, Equatable {
        case known(EditorProgram)
        /// The variable names a program that is not known, or is not there.
        case refused(variable: String)
        /// No variable is set and no nano is there.
        case none
    }

    let path: String
    let kind: Kind

    /// VISUAL, EDITOR, else nano. Only the program's name is taken from a variable, no options.
    package static func choice(_ environment: EnvironmentReading) -> Choice {
        for name in [EnvironmentReading.Name.visual, .editor] {
            guard let word = environment[name]?.split(separator: " ").first else { continue }
            guard let program = find(String(word), environment) else { return .refused(variable: name.rawValue) }
            return .known(program)
        }
        return find("nano", environment).map { .known($0) } ?? .none
    }

    /// The program behind a name: links are followed, so that `vi` is what it really is.
    private static func find(_ name: String, _ environment: EnvironmentReading) -> EditorProgram? {
        guard let found = ProgramSearch.path(of: name, environment) else { return nil }
        let path = URL(fileURLWithPath: found).resolvingSymlinksInPath().path
        return kind(of: String(path.split(separator: "/").last ?? "")).map { EditorProgram(path: path, kind: $0) }
    }

    private static func kind(of name: String) -> Kind? {
        switch name {
        case "nano", "rnano", "nano-tiny": .nano
        case "vim", "rvim", "vim.basic", "vim.tiny", "vim.nox", "vim.gtk", "vim.gtk3", "vim.motif": .vim
        default: nil
        }
    }

    func words(editing file: String) -> [String] {
        switch kind {
        case .nano: ["nano", "-R", "-I", file]
        case .vim:
            // A small vim does not know every option: what it does not know it does not do.
            ["vim", "-N", "-u", "NONE", "-U", "NONE", "-i", "NONE", "-n", "-Z", "-X"]
                + Self.vimSettings.flatMap { ["--cmd", "silent! set \($0)"] }
                // A text with bytes that are no text is made read only, and then could not be mended.
                + ["-c", "silent! set noreadonly", file]
        }
    }

    /// The keys by which it saves what it holds, from whatever it is doing.
    var savingKeys: [UInt8] {
        switch kind {
        // Ctrl-C leaves a question, Ctrl-S saves without one.
        case .nano: [0x03, 0x03, 0x13]
        // Ctrl-\ Ctrl-N leads to the normal mode from every other.
        case .vim: [0x1C, 0x0E] + Array(":silent! write!\r".utf8)
        }
    }

    private static let vimSettings = [
        "noundofile", "nobackup nowritebackup noswapfile nomodeline", "viminfo=", "encoding=utf-8",
        // Bytes that are no text stay what they are: in another encoding what she types next could not be written.
        "fileencodings=",
        "backspace=indent,eol,start linebreak",
    ]
}
