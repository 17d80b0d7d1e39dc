import Glibc

/// Which disks lie under a file system, a partition or a mapped device (/sys/block and /sys/dev/block).
struct BlockDevices: Sendable {
    /// Where /sys is; another place in tests.
    let sys: String
    let mounts: MountTable

    static var system: BlockDevices { BlockDevices(sys: "/sys", mounts: .system) }

    /// The names of the disks that hold an absolute path; empty for what lies on no block device.
    func disks(holding path: String) -> Set<String> {
        blockName(holding: path).map(disks(under:)) ?? []
    }

    /// Whether everything written to the device is encrypted below it (dm-crypt, directly or under a volume group).
    func isEncrypted(_ name: String) -> Bool {
        if KernelText.read("\(sys)/class/block/\(name)/dm/uuid")?.hasPrefix("CRYPT-") == true { return true }
        let below = lowerDevices(name)
        return !below.isEmpty && below.allSatisfy(isEncrypted)
    }

    /// The kernel's name of the block device of a file system, such as `sda2` or `dm-0`.
    func blockName(holding path: String) -> String? {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0 else { return nil }
        if let name = blockName(facts.st_dev) { return name }
        // btrfs and some others invent a device number; the mount table knows the real one.
        guard let source = mounts.mount(holding: path)?.source, source.hasPrefix("/dev/") else { return nil }
        return blockName(ofDevice: source)
    }

    /// The kernel's name of a device file, links such as /dev/mapper/NAME followed.
    func blockName(ofDevice path: String) -> String? {
        var facts = stat()
        guard unsafe stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFBLK else { return nil }
        return blockName(facts.st_rdev)
    }

    private func blockName(_ device: dev_t) -> String? {
        // makedev(3), glibc's layout of the two numbers.
        let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
        let minor = (device & 0xFF) | (device >> 12 & ~0xFF & 0xFFFF_FFFF)
        guard let real = try? FileSystems.nearestExisting("\(sys)/dev/block/\(major):\(minor)") else { return nil }
        let name = real.split(separator: "/").last.map(String.init)
        return DurableFile.exists("\(sys)/class/block/\(name ?? "")/dev") ? name : nil
    }

    func disks(under name: String) -> Set<String> {
        let below = lowerDevices(name)
        if !below.isEmpty { return below.reduce(into: []) { $0.formUnion(disks(under: $1)) } }
        guard DurableFile.exists("\(sys)/class/block/\(name)/partition"),
            let real = try? FileSystems.nearestExisting("\(sys)/class/block/\(name)")
        else { return [name] }
        return [AbsolutePath.folder(of: real).split(separator: "/").last.map(String.init) ?? name]
    }

    private func lowerDevices(_ name: String) -> [String] {
        (try? DurableFolder.names(in: "\(sys)/class/block/\(name)/slaves")) ?? []
    }
}
