import AuditLog
import Platform

/// The whole lines of a mirror, up to a hole: a page that a power cut took is zeros, which no entry holds.
enum MirrorLines {
    private static let chunkByteCount = 1 << 20

    /// - Returns: whether there is nothing behind the last of them. Behind a hole, in a torn last line, and where reading
    ///   failed, there may be others: an error is no end.
    static func forEach(
        in file: borrowing ReadableFile, _ body: ([UInt8]) throws(VaultError) -> Void
    ) throws(VaultError) -> Bool {
        var splitter = LineSplitter()
        var offset = 0
        while true {
            guard let chunk = try? file.read(at: offset, count: chunkByteCount) else { return false }
            guard !chunk.isEmpty else { return splitter.unfinished == nil }
            offset += chunk.count
            for line in splitter.add(chunk) {
                guard !line.contains(0) else { return false }
                try body(line)
            }
        }
    }
}
