import Glibc

/// The account of the operating system under which this process runs.
package enum UnixAccount {
    /// The account's name, or nil if the system knows none for the id.
    package static var name: String? {
        var entry = unsafe passwd()
        var buffer = [CChar](repeating: 0, count: 16_384)
        var found: UnsafeMutablePointer<passwd>? = nil
        let code = unsafe getpwuid_r(getuid(), &entry, &buffer, buffer.count, &found)
        guard code == 0, unsafe found != nil, let name = unsafe entry.pw_name else { return nil }
        return unsafe String(cString: name)
    }
}
