import Platform

/// `audit.jsonl`: a copy of the log outside the database, appended after each commit without waiting for its disk and
/// fsynced at each checkpoint. It may lie on another disk.
final class LogMirror {
    private let path: String
    private var file: AppendFile?

    /// Opens the mirror for appending, and creates it when it is missing.
    init(path: String) {
        self.path = path
        if let opened = try? AppendFile(opening: path) {
            file = consume opened
        } else if let created = try? AppendFile(creatingAt: path) {
            file = consume created
        } else {
            file = nil
        }
    }

    /// None: nothing is written.
    init() {
        path = ""
        file = nil
    }

    /// Work goes on without a mirror; entries then carry the flag `nomirror`.
    private(set) var isWritable: Bool {
        get { file != nil }
        set { if !newValue { file = nil } }
    }

    /// Appends lines, each with its line end.
    func append(_ lines: [[UInt8]]) {
        guard !lines.isEmpty, file != nil else { return }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(lines.reduce(0) { $0 + $1.count + 1 })
        for line in lines {
            bytes += line
            bytes.append(UInt8(ascii: "\n"))
        }
        do { try file?.append(bytes) } catch { isWritable = false }
    }

    func sync() {
        do { try file?.sync() } catch { isWritable = false }
    }

    /// Cuts what a crash left of a line.
    func truncate(to byteCount: Int) {
        do { try file?.truncate(to: byteCount) } catch { isWritable = false }
    }
}
