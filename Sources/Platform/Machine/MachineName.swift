import Glibc

/// The name of this computer, for the hash that tells workstations of one office apart.
package enum MachineName {
    /// As `gethostname` gives it; empty when there is none.
    package static var current: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
