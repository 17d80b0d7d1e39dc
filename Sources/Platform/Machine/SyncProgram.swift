import Glibc

/// A program that copies folders to other machines while they are in use.
package enum SyncProgram: String, Sendable, CaseIterable {
    case dropbox = "Dropbox"
    case nextcloud = "Nextcloud"
    case syncthing = "Syncthing"
    case oneDrive = "OneDrive"
    case googleDrive = "Google Drive"
}

extension FileSystems {
    /// The program that syncs the folder or one above it, judged by the marks these programs leave; nil if there is
    /// none. A path that does not exist yet is judged by the folders above it.
    package static func syncedFolder(_ path: String) throws(FileError) -> SyncProgram? {
        var folder = try nearestExisting(path)
        while true {
            if let program = SyncProgram(folderName: folder) ?? SyncProgram(markIn: folder) { return program }
            if folder == "/" { return nil }
            folder = AbsolutePath.folder(of: folder)
        }
    }
}

extension SyncProgram {
    /// Programs that leave no mark in the folder are known by its name.
    init?(folderName path: String) {
        guard let name = path.split(separator: "/").last else { return nil }
        switch name {
        case "Dropbox": self = .dropbox
        case "Nextcloud", "ownCloud": self = .nextcloud
        case "OneDrive": self = .oneDrive
        case "Google Drive", "GoogleDrive", "My Drive": self = .googleDrive
        default:
            // The business version puts the organisation's name behind it.
            guard name.hasPrefix("OneDrive - ") || name.hasPrefix("Dropbox (") else { return nil }
            self = name.hasPrefix("OneDrive") ? .oneDrive : .dropbox
        }
    }

    init?(markIn folder: String) {
        guard let names = try? DurableFolder.names(in: folder) else { return nil }
        for name in names {
            switch name {
            case ".dropbox.cache": self = .dropbox
            // In the home folder `.dropbox` is a folder with the program's settings, not a mark.
            case ".dropbox" where (try? DurableFile.read("\(folder)/\(name)", limit: 1 << 20)) != nil: self = .dropbox
            case ".stfolder": self = .syncthing
            case ".nextcloudsync.log", ".owncloudsync.log": self = .nextcloud
            case ".tmp.drivedownload", ".tmp.driveupload", ".grive", ".grive_state", ".gd": self = .googleDrive
            default:
                let isJournal = name.hasPrefix(".sync_") || name.hasPrefix("._sync_")
                guard isJournal && name.hasSuffix(".db") else { continue }
                self = .nextcloud
            }
            return
        }
        return nil
    }
}
