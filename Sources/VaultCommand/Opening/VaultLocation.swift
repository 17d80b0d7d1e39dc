import CaseVault
import Foundation
import Platform

/// Where the vault is: `--vault`, CASEVAULT_VAULT, what `use` remembered, or the nearest vault from here upward.
struct VaultLocation {
    let options: GlobalOptions
    let environment: EnvironmentReading
    let remembered: RememberedChoices

    /// - Throws: `.usage(.noVaultNamed)`. Whether a vault is really there is found out by opening it.
    func directory() throws(Failure) -> String {
        if let named = options.vault ?? environment[.vault] ?? remembered.vault { return named }
        guard let found = Self.upward(from: FileManager.default.currentDirectoryPath) else {
            throw .usage(.noVaultNamed)
        }
        return found
    }

    static func isVault(_ directory: String) -> Bool { DurableFile.exists("\(directory)/vault.db") }

    /// - Throws: `.vault(.noVault)`; `.vault(.noAccess)` when this account may not look.
    static func checkVault(_ directory: String) throws(Failure) {
        guard !isVault(directory) else { return }
        throw .vault(DurableFile.isHidden("\(directory)/vault.db") ? .noAccess : .noVault)
    }

    /// Whether the folder exists in which a directory is to be made. A mistyped path, or a stick that is not plugged in,
    /// must not become a new folder on the computer's own disk.
    static func hasFolder(_ path: String) -> Bool {
        // `/.` behind a name is there only for a folder.
        DurableFile.exists(URL(fileURLWithPath: path).deletingLastPathComponent().path + "/.")
    }

    /// The path from the root, without links resolved: what a person recognises.
    static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// The folder itself if it is a vault, else the one `NAME.vault` in it, else the same one folder up.
    static func upward(from folder: String) -> String? {
        var folder = folder
        while true {
            if isVault(folder) { return folder }
            let inside = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            let vaults = inside.filter { $0.hasSuffix(".vault") && isVault("\(folder)/\($0)") }
            if vaults.count == 1, let name = vaults.first { return "\(folder)/\(name)" }
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return nil }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }
}
