import Glibc

/// The mounts of the machine (proc(5), /proc/self/mountinfo).
package struct MountTable: Sendable {
    package struct Mount: Equatable, Sendable {
        package let point: String
        package let type: String
        package let source: String
    }

    package let mounts: [Mount]

    static var system: MountTable { MountTable(KernelText.read("/proc/self/mountinfo") ?? "") }

    /// Lines of the form `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`.
    package init(_ text: String) {
        mounts = text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 2 else { return nil }
            return Mount(
                point: Self.unescaped(fields[4]), type: String(fields[dash + 1]),
                source: Self.unescaped(fields[dash + 2]))
        }
    }

    /// The mount that holds an absolute path without links; of several at one point, the last.
    func mount(holding path: String) -> Mount? {
        mounts.filter { $0.point == "/" || path == $0.point || path.hasPrefix($0.point + "/") }
            .enumerated().max { ($0.element.point.utf8.count, $0.offset) < ($1.element.point.utf8.count, $1.offset) }?
            .element
    }

    func type(holding path: String) -> String? { mount(holding: path)?.type }

    /// Spaces, tabs, line ends and backslashes are written as `\040` and so on.
    private static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3).map { $0 &- 48 }
            if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ $0 < 8 }), digits[0] < 4 {
                bytes.append(digits[0] << 6 | digits[1] << 3 | digits[2])
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
