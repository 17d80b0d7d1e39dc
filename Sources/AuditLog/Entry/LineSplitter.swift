/// Cuts chunks of a file into lines, in memory that does not grow with what the file holds.
///
/// A line above ``EntryFormat/lineLimit`` is cut to one byte more, which makes it no entry.
package struct LineSplitter: Sendable {
    private var line: [UInt8] = []

    package init() {}

    /// The lines that end in this chunk, without their LF.
    package mutating func add(_ chunk: [UInt8]) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = chunk[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            keep(rest[..<end])
            lines.append(line)
            line = []
            rest = rest[(end + 1)...]
        }
        keep(rest)
        return lines
    }

    /// What stands behind the last LF: a torn line, unless the file ends there by rights.
    package var unfinished: [UInt8]? { line.isEmpty ? nil : line }

    private mutating func keep(_ part: ArraySlice<UInt8>) {
        line.append(contentsOf: part.prefix(EntryFormat.lineLimit + 1 - line.count))
    }
}
