import Glibc

/// What changes about a file when somebody writes into it: to notice that it grew, shrank or was edited while it was read.
package struct FileStamp: Hashable, Sendable {
    package let byteCount: Int
    private let device: UInt64
    private let node: UInt64
    private let seconds: Int
    private let nanoseconds: Int

    init(_ facts: stat) {
        (byteCount, device, node) = (Int(facts.st_size), UInt64(facts.st_dev), UInt64(facts.st_ino))
        (seconds, nanoseconds) = (facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
    }
}
