import Glibc

/// The clocks of the machine, passed in so that tests can hold them still.
package struct SystemClock: Sendable {
    private let nowSource: @Sendable () -> UInt64
    private let bootSource: @Sendable () -> UInt64
    /// The kernel's random identifier of this start, as text (36 characters), or empty if the kernel gives none.
    package let bootID: String

    /// A clock made of other clocks.
    package init(
        bootID: String, now: @Sendable @escaping () -> UInt64, sinceBoot: @Sendable @escaping () -> UInt64
    ) {
        self.bootID = bootID
        self.nowSource = now
        self.bootSource = sinceBoot
    }

    /// Milliseconds since 1970-01-01 UTC, without leap seconds; 0 for a clock set before that.
    package var now: UInt64 { nowSource() }

    /// Milliseconds since the machine started, sleep included. It cannot be set and never runs backwards.
    package var sinceBoot: UInt64 { bootSource() }

    /// Milliseconds since a moment of ``sinceBoot``, 0 for one that another thread read a little later.
    package func milliseconds(since moment: UInt64) -> UInt64 {
        let now = sinceBoot
        return now > moment ? now - moment : 0
    }

    /// The clocks of this machine.
    package static var system: SystemClock {
        SystemClock(
            bootID: readBootID(),
            now: { milliseconds(of: CLOCK_REALTIME) },
            sinceBoot: { milliseconds(of: CLOCK_BOOTTIME) })
    }

    /// Lets this thread wait, whatever signals arrive.
    package static func pause(milliseconds: UInt64) {
        var left = timespec(tv_sec: Int(milliseconds / 1000), tv_nsec: Int(milliseconds % 1000) * 1_000_000)
        var rest = timespec()
        while unsafe nanosleep(&left, &rest) != 0 && errno == EINTR { left = rest }
    }

    private static func milliseconds(of clock: Int32) -> UInt64 {
        var time = timespec()
        guard unsafe clock_gettime(clock, &time) == 0, time.tv_sec >= 0 else { return 0 }
        return UInt64(time.tv_sec) * 1000 + UInt64(time.tv_nsec) / 1_000_000
    }

    private static func readBootID() -> String {
        KernelText.read("/proc/sys/kernel/random/boot_id") ?? ""
    }
}
