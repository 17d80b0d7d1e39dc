import Foundation
import Testing

@testable import Platform

/// Guards where a vault may lie.
@Suite struct FileSystemsTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func thisDiskIsLocalAndKnown() throws {
        #expect(try !FileSystems.isNetwork(folder("not/there/yet")))
        #expect(try FileSystems.sameDevice(folder.path, folder("not/there")))
        #expect(try !FileSystems.sameDevice(folder.path, "/proc"))
        #expect(throws: FileError.notFolder) {
            try folder.write("", to: "file")
            return try FileSystems.isNetwork(folder("file/x"))
        }
    }

    @Test func aFolderThatIsWrittenToIsNotReadOnly() throws {
        #expect(try !FileSystems.isReadOnly(folder.path))
        #expect(try !FileSystems.isReadOnly(folder("not/there/yet")))
        #expect(throws: FileError.self) { try FileSystems.isReadOnly("") }
    }

    @Test(arguments: [
        ("fuse.sshfs", false), ("fuse.rclone", false), ("virtiofs", false), ("fuse", false), (nil, false),
        ("fuseblk", true), ("fuse.gocryptfs", true),
    ])
    func fuseIsRemoteUnlessKnown(_ type: String?, _ isLocal: Bool) {
        #expect(FileSystems.isLocalFuse(type) == isLocal)
    }

    @Test func mountsAreReadWithTheirEscapes() {
        let table = MountTable(
            """
            22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
            30 22 0:40 / /home/a/my\\040stick rw - fuse.sshfs host:/x rw
            31 22 0:41 / /home rw shared:1 master:2 - btrfs /dev/mapper/home rw
            32 31 0:42 / /home rw - ext4 /dev/sdb1 rw
            broken line
            33 22 0:43 / /short rw
            """)
        #expect(table.mounts.count == 4)
        #expect(table.type(holding: "/home/a/my stick/vault") == "fuse.sshfs")
        #expect(table.type(holding: "/home/a/my stickers") == "ext4")
        #expect(table.mount(holding: "/home")?.source == "/dev/sdb1")
        #expect(table.type(holding: "/homes") == "ext4")
        #expect(table.mount(holding: "/")?.source == "/dev/sda2")
    }

    @Test(
        arguments: [
            ("Dropbox", nil, SyncProgram.dropbox), ("Dropbox (Office)", nil, .dropbox),
            ("OneDrive - House", nil, .oneDrive),
            ("OneDrive", nil, .oneDrive), ("Google Drive", nil, .googleDrive), ("Nextcloud", nil, .nextcloud),
            ("plain", ".stfolder", .syncthing), ("plain", ".dropbox.cache", .dropbox), ("plain", ".dropbox", .dropbox),
            ("plain", ".sync_1a2b.db", .nextcloud), ("plain", "._sync_1a2b.db", .nextcloud),
            ("plain", ".owncloudsync.log", .nextcloud), ("plain", ".tmp.driveupload", .googleDrive),
            ("plain", ".sync_notes.txt", nil), ("plain", "dropbox", nil), ("OneDriver", nil, nil),
        ] as [(String, String?, SyncProgram?)])
    func syncedFoldersAreKnownByTheirMarks(_ name: String, _ mark: String?, _ program: SyncProgram?) throws {
        try folder.folder("\(name)/a/b")
        if let mark { try folder.write("", to: "\(name)/\(mark)") }
        #expect(try FileSystems.syncedFolder(folder("\(name)/a/b/house.vault")) == program)
        #expect(try FileSystems.syncedFolder(folder(name)) == program)
    }

    /// The program's settings lie in `~/.dropbox`; the home folder is not synced because of them.
    @Test func settingsOfDropboxAreNoMark() throws {
        try folder.folder("home/.dropbox")
        #expect(try FileSystems.syncedFolder(folder("home")) == nil)
    }

    @Test func linksAreFollowedToTheSyncedFolder() throws {
        try folder.folder("Dropbox/vaults")
        try folder.link("short", to: folder("Dropbox/vaults"))
        #expect(try FileSystems.syncedFolder(folder("short/house.vault")) == .dropbox)
    }
}
