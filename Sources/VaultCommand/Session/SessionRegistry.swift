import CaseVault
import Foundation
import Platform

/// The sessions of this account that hold keys, as files in its state directory: so that `lock --all` finds them.
///
/// A file is named after the process and holds when it started, this start of the machine, and the vault's directory: no
/// secret, and nothing of a client. It is there exactly while the session is unlocked; what a killed process left behind
/// names nobody, because its start differs from that of any process that bears its number later.
struct SessionRegistry {
    private let folder: String?

    /// More than the longest path of Linux and two short lines before it: what is longer is no such file.
    private static let byteLimit = 8_192

    init(_ environment: EnvironmentReading) {
        folder = StateDirectory.path(environment).map { "\($0)/sessions" }
    }

    /// One session that may hold keys.
    struct Entry: Equatable {
        let process: ProcessName
        let bootID: String
        let directory: String

        var text: String { "\(process.start)\n\(bootID)\n\(directory)\n" }

        init(process: ProcessName, bootID: String, directory: String) {
            (self.process, self.bootID, self.directory) = (process, bootID, directory)
        }

        /// Reads a file of this name; nil for anything but what `text` gives.
        init?(name: String, text: String) {
            // By scalars, since a path may end in CR; and it may hold a line's end itself.
            let lines = text.unicodeScalars.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
                .map { String($0) }
            guard lines.count == 3, let id = Int32(name), id > 0, String(id) == name, let start = UInt64(lines[0]),
                String(start) == lines[0], lines[2].unicodeScalars.last == "\n"
            else { return nil }
            self.init(
                process: ProcessName(id: id, start: start), bootID: lines[1],
                directory: String(lines[2].unicodeScalars.dropLast()))
        }
    }

    /// A session of this process holds keys of the vault from now on.
    ///
    /// - Returns: whether `lock --all` will find it.
    func enter(_ directory: String) -> Bool {
        guard let folder, let own = ProcessName.own else { return false }
        let entry = Entry(
            process: own, bootID: SystemClock.system.bootID, directory: Self.canonical(directory))
        do {
            try DurableFolder.createAll(folder)
            try DurableFile.replace(
                "\(folder)/\(own.id)", contents: Array(entry.text.utf8), durability: .eventual)
            return true
        } catch { return false }
    }

    /// It holds none any more.
    func leave() {
        guard let folder, let own = ProcessName.own else { return }
        // A file that stays names a process that no longer is, or one that has no keys.
        try? DurableFile.remove("\(folder)/\(own.id)", durability: .eventual)
    }

    /// The running sessions of a vault; files of processes that are gone are removed.
    ///
    /// - Throws: when nobody can tell: whoever asks believes that none is left.
    func sessions(of directory: String) throws(FileError) -> [Entry] {
        guard let folder else { return [] }
        let names: [String]
        do throws(FileError) { names = try DurableFolder.names(in: folder) } catch .missing { return [] }
        let place = Self.canonical(directory)
        var found: [Entry] = []
        for name in names where Int32(name) != nil {
            guard let entry = try entry(folder, name) else { continue }
            if entry.bootID == SystemClock.system.bootID, entry.process.isRunning {
                if entry.directory == place { found.append(entry) }
            } else {
                try? DurableFile.remove("\(folder)/\(name)", durability: .eventual)
            }
        }
        return found
    }

    /// What a file says; nil when it is gone meanwhile, or none of ours.
    private func entry(_ folder: String, _ name: String) throws(FileError) -> Entry? {
        do throws(FileError) {
            let bytes = try DurableFile.read("\(folder)/\(name)", limit: Self.byteLimit)
            return String(validating: bytes, as: UTF8.self).flatMap { Entry(name: name, text: $0) }
        } catch .missing, .tooLarge, .notFile, .link { return nil }
    }

    /// The same directory by whatever path it was named.
    private static func canonical(_ directory: String) -> String {
        URL(fileURLWithPath: VaultLocation.absolute(directory)).resolvingSymlinksInPath().path
    }
}
