import Foundation
import Testing

@testable import Platform

/// Guards what `status` says about memory on disks, against trees of /proc and /sys made by hand.
@Suite struct MachineFactsTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.folder("proc")
        try folder.folder("sys/power")
    }

    @Test(arguments: [
        ("", MachineFacts.Swap.none), ("/dev/zram0 partition 100 0 5\n", .memory),
        ("/dev/not-there partition 100 0 -2\n", .plain),
        ("/dev/zram0 partition 100 0 5\n/swap\\040file file 100 0 -2\n", .plain),
    ])
    func swap(_ areas: String, _ expected: MachineFacts.Swap) throws {
        try folder.write("Filename Type Size Used Priority\n" + areas, to: "proc/swaps")
        #expect(MachineFacts(root: folder.path).swap == expected)
    }

    @Test(arguments: [
        ("freeze mem disk", "[platform] shutdown", "/dev/none partition 1 0 -2\n", true),
        ("freeze mem", "[platform]", "/dev/none partition 1 0 -2\n", false),
        ("freeze mem disk", "[disabled]", "/dev/none partition 1 0 -2\n", false),
        ("freeze mem disk", "[platform]", "/dev/zram0 partition 1 0 -2\n", false),
        ("freeze mem disk", "[platform]", "", false),
    ])
    func hibernation(_ states: String, _ modes: String, _ areas: String, _ expected: Bool) throws {
        try folder.write(states + "\n", to: "sys/power/state")
        try folder.write(modes + "\n", to: "sys/power/disk")
        try folder.write("Filename Type Size Used Priority\n" + areas, to: "proc/swaps")
        #expect(MachineFacts(root: folder.path).canHibernate == expected)
    }

    /// A volume on a volume group on an encrypted partition of sda, and one on sdb and the encrypted one.
    @Test func devicesAreFollowedToTheirDisks() throws {
        let block = "sys/class/block"
        for name in ["sda", "sda1", "sdb", "dm-0", "dm-1", "dm-2"] { try folder.folder("\(block)/\(name)/slaves") }
        try folder.folder("sys/devices/sda/sda2")
        try folder.write("2", to: "sys/devices/sda/sda2/partition")
        try folder.link("\(block)/sda2", to: folder("sys/devices/sda/sda2"))
        try folder.folder("\(block)/dm-0/dm")
        try folder.write("CRYPT-LUKS2-0123-name\n", to: "\(block)/dm-0/dm/uuid")
        try folder.folder("\(block)/dm-0/slaves/sda2")
        try folder.folder("\(block)/dm-1/slaves/dm-0")
        try folder.folder("\(block)/dm-2/slaves/dm-0")
        try folder.folder("\(block)/dm-2/slaves/sdb")
        let devices = BlockDevices(sys: folder("sys"), mounts: MountTable(""))
        #expect(devices.disks(under: "dm-1") == ["sda"])
        #expect(devices.disks(under: "dm-2") == ["sda", "sdb"])
        #expect(devices.disks(under: "sdb") == ["sdb"])
        #expect(["dm-0", "dm-1", "dm-2", "sda2", "sdb"].map(devices.isEncrypted) == [true, true, false, false, false])
    }

    @Test func thisMachineAnswers() throws {
        let facts = MachineFacts()
        let room = try facts.room(at: folder("not/there"))
        #expect(room.free >= 0 && room.total >= room.free)
        _ = (facts.swap, facts.canHibernate, facts.isClockSynchronised)
    }
}
