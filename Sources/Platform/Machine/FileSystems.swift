import CLinux
import Glibc

/// What kind of place a path is.
package enum FileSystems {
    /// Whether the path, or the nearest folder above it that exists, lies on a file system whose files other machines
    /// change, or that cannot be trusted with locks and fsync. Of FUSE (SSHFS, WebDAV, rclone) every one counts that is not known
    /// to be local.
    package static func isNetwork(_ path: String) throws(FileError) -> Bool {
        let place = try nearestExisting(path)
        var type: UInt64 = 0
        try SystemCall.run { unsafe casevault_file_system_type(place, &type) }
        return type == fuseType ? !isLocalFuse(MountTable.system.type(holding: place)) : networkTypes.contains(type)
    }

    /// Whether the path lies on FAT or exFAT, where nothing joins the changes that belong together; true where nobody can tell.
    package static func isFAT(_ path: String) -> Bool {
        var type: UInt64 = 0
        guard let place = try? nearestExisting(path), unsafe casevault_file_system_type(place, &type) == 0 else {
            return true
        }
        return fatTypes.contains(type)
    }

    /// Whether both paths are the same, or lead to one file or folder, links followed.
    package static func isSamePlace(_ first: String, _ second: String) -> Bool {
        first == second || isSameFile(first, second)
    }

    /// Whether both paths lead to one file or folder, links followed.
    package static func isSameFile(_ first: String, _ second: String) -> Bool {
        var facts = (stat(), stat())
        guard unsafe !(first + second).utf8.contains(0) && stat(first, &facts.0) == 0 && stat(second, &facts.1) == 0
        else { return false }
        return facts.0.st_dev == facts.1.st_dev && facts.0.st_ino == facts.1.st_ino
    }

    /// Whether both paths lie on the same disk: the same file system, or file systems on parts of one disk.
    package static func sameDevice(_ first: String, _ second: String) throws(FileError) -> Bool {
        let places = (try nearestExisting(first), try nearestExisting(second))
        if try device(of: places.0) == device(of: places.1) { return true }
        let disks = (BlockDevices.system.disks(holding: places.0), BlockDevices.system.disks(holding: places.1))
        return !disks.0.isDisjoint(with: disks.1)
    }

    /// FUSE programs whose files lie on a local disk. Others are taken for remote.
    static func isLocalFuse(_ type: String?) -> Bool {
        let local: Set<String> = [
            "fuseblk", "fuse.ntfs-3g", "fuse.exfat", "fuse.gocryptfs", "fuse.cryfs", "fuse.encfs", "fuse.securefs",
            "fuse.veracrypt", "fuse.mergerfs", "fuse.bindfs", "fuse.fuse-overlayfs",
        ]
        return type.map(local.contains) ?? false
    }

    /// The path without symbolic links, of the nearest folder that exists.
    package static func nearestExisting(_ path: String) throws(FileError) -> String {
        try FilePath.check(path)
        var place = path.withoutSlashAtEnd
        while true {
            if let real = unsafe realpath(place, nil) {
                defer { unsafe free(real) }
                return unsafe String(cString: real)
            }
            guard errno == ENOENT, place != "/", place != "." else { throw .current }
            place = AbsolutePath.folder(of: place)
        }
    }

    private static func device(of path: String) throws(FileError) -> dev_t {
        var facts = stat()
        try SystemCall.run { unsafe stat(path, &facts) }
        return facts.st_dev
    }
}

/// linux/magic.h
private let fatTypes: Set<UInt64> = [0x4D44, 0x2011_BAB0]

private let fuseType: UInt64 = 0x6573_5546

/// linux/magic.h, and for what is not in it the header of the file system.
private let networkTypes: Set<UInt64> = [
    // NFS, SMB, NCP
    0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x564C,
    // AFS, Coda, Ceph, 9p
    0x5346_414F, 0x6B41_4653, 0x7375_7245, 0x00C3_6400, 0x0102_1997,
    // Clusters: OCFS2, GFS2, Lustre, GPFS, PanFS and the like
    0x7461_636F, 0x0116_1970, 0x0BD0_0BD0, 0x4750_4653, 0xAAD7_AAEA, 0x1983_0326,
    // A folder of the host of a virtual machine
    0x786F_4256,
]
