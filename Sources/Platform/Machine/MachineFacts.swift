import CLinux
import Glibc

/// What `status` says of the machine: where memory may be written to a disk, room, and the clock.
package struct MachineFacts: Sendable {
    /// Where /proc and /sys are: `/`, another folder in tests.
    private let root: String

    package init(root: String = "") {
        self.root = root
    }

    package enum Swap: Sendable, Equatable {
        case none
        /// Compressed memory (zram); nothing reaches a disk.
        case memory
        case encrypted
        /// At least one area on a disk without encryption, or one of which nothing is known.
        case plain
    }

    /// Where memory goes when it runs out.
    package var swap: Swap {
        guard let areas = swapAreas?.map(kind) else { return .plain }
        if areas.contains(.plain) { return .plain }
        if areas.contains(.encrypted) { return .encrypted }
        return areas.isEmpty ? .none : .memory
    }

    /// Whether the machine can write its whole memory to a disk and switch off.
    package var canHibernate: Bool {
        let states = KernelText.read("\(root)/sys/power/state")?.split(separator: " ") ?? []
        let modes = KernelText.read("\(root)/sys/power/disk") ?? ""
        return states.contains("disk") && modes != "[disabled]"
            && swapAreas?.contains { kind(of: $0) != .memory } != false
    }

    /// Whether the kernel's clock is kept right by somebody; nil if it does not say.
    package var isClockSynchronised: Bool? {
        switch casevault_clock_is_synchronised() {
        case 1: true
        case 0: DurableFile.exists("\(root)/run/systemd/timesync/synchronized")
        default: nil
        }
    }

    /// Room on a file system in bytes.
    package struct Room: Sendable, Equatable {
        /// What this user may still fill.
        package let free: Int
        package let total: Int
    }

    /// The room on the file system that holds `path`, or the nearest folder above it that exists.
    package func room(at path: String) throws(FileError) -> Room {
        let place = try FileSystems.nearestExisting(path)
        var facts = statvfs()
        try SystemCall.run { unsafe statvfs(place, &facts) }
        return Room(
            free: Self.bytes(UInt64(facts.f_bavail), UInt64(facts.f_frsize)),
            total: Self.bytes(UInt64(facts.f_blocks), UInt64(facts.f_frsize)))
    }

    /// A file system may report any number; what does not fit is very much.
    private static func bytes(_ blocks: UInt64, _ size: UInt64) -> Int {
        let (bytes, overflows) = blocks.multipliedReportingOverflow(by: size)
        return overflows ? .max : Int(clamping: bytes)
    }

    /// The first column of /proc/swaps; nil where it cannot be read.
    private var swapAreas: [String]? {
        guard let lines = KernelText.read("\(root)/proc/swaps")?.split(separator: "\n") else { return nil }
        return lines.dropFirst().compactMap { $0.split(whereSeparator: \.isWhitespace).first.map(String.init) }
    }

    private func kind(of area: String) -> Swap {
        if area.hasPrefix("/dev/zram") { return .memory }
        let devices = BlockDevices(sys: "\(root)/sys", mounts: .system)
        let name = devices.blockName(ofDevice: area) ?? devices.blockName(holding: area)
        return name.map(devices.isEncrypted) == true ? .encrypted : .plain
    }
}
