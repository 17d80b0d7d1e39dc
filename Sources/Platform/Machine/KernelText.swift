/// Small text files of /proc and /sys.
enum KernelText {
    /// The file's text without the white space around it, or nil if it cannot be read; at most 1 MiB.
    static func read(_ path: String) -> String? {
        guard let bytes = try? DurableFile.read(path, limit: 1 << 20, links: .followed) else { return nil }
        return String(decoding: bytes, as: UTF8.self).trimmed
    }
}
