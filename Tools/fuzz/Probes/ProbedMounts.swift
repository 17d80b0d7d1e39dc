import Platform

/// The mounts of the machine, some of whose names whoever brings a stick chooses. What is read, written as the kernel writes
/// it, is read as the same.
enum ProbedMounts: ProbedParser {
    static var seeds: [[UInt8]] {
        [
            "22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw\n",
            "30 22 0:40 / /media/a/my\\040stick rw - vfat /dev/sdb1 rw\n",
            "31 22 0:41 / /m\\134\\011\\012 rw - fuse.x y\\040z rw\n",
            "32 31 0:42 / /home rw\n33 32 0:43 / \\303\\251\\377\\777\\08 rw a:1 b:2 - nfs4 host:/x rw,vers=4\n",
        ].map { Array($0.utf8) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let mounts = MountTable(String(decoding: bytes, as: UTF8.self)).mounts
        guard !mounts.isEmpty else { return .refused }
        guard mounts.count <= 1 + bytes.count(where: { $0 == 10 }) else { return .broken(.tooLarge) }
        let written = mounts.map { mount in
            "1 1 0:1 / \(escaped(mount.point)) rw - \(mount.type) \(escaped(mount.source)) rw\n"
        }
        return MountTable(written.joined()).mounts == mounts ? .accepted : .broken(.notStable)
    }

    /// Every byte that is no plain character as three octal digits.
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            if (0x21...0x7E).contains(byte), byte != UInt8(ascii: "\\") { return String(UnicodeScalar(byte)) }
            let digits = String(byte, radix: 8)
            return "\\" + String(repeating: "0", count: 3 - digits.count) + digits
        }.joined()
    }
}
