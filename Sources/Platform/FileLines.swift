/// A line of a file that grows.
package struct FileLine: Equatable, Sendable {
    /// Where its first byte lies.
    package let offset: Int
    /// Its bytes without the line end.
    package let bytes: [UInt8]
    /// False for bytes after the last line end: a line whose writing was cut off.
    package let isComplete: Bool

    package init(offset: Int, bytes: [UInt8], isComplete: Bool) {
        self.offset = offset
        self.bytes = bytes
        self.isComplete = isComplete
    }
}

/// Whether a reader wants more lines.
package enum Onward: Sendable {
    case more
    case enough
}

extension AppendFile {
    private static let blockByteCount = 65_536

    /// Reads lines from `offset` to the end, in order, holding one line and one block.
    ///
    /// - Throws: `.tooLarge` for a line of more than `lineLimit` bytes.
    package func forEachLine(
        from offset: Int = 0, lineLimit: Int, _ body: (FileLine) -> Onward
    ) throws(FileError) {
        var start = offset
        var open: [UInt8] = []
        var position = offset
        while true {
            let block = try read(at: position, count: Self.blockByteCount)
            if block.isEmpty { break }
            position += block.count
            var rest = block[...]
            while let end = rest.firstIndex(of: newline) {
                open += rest[..<end]
                try Self.check(open, lineLimit)
                if body(FileLine(offset: start, bytes: open, isComplete: true)) == .enough { return }
                start += open.count + 1
                open.removeAll(keepingCapacity: true)
                rest = rest[(end + 1)...]
            }
            open += rest
            try Self.check(open, lineLimit)
        }
        if !open.isEmpty { _ = body(FileLine(offset: start, bytes: open, isComplete: false)) }
    }

    /// Reads lines from the end to the start, last line first, holding one line and one block.
    ///
    /// - Throws: `.tooLarge` for a line of more than `lineLimit` bytes.
    package func forEachLineBackwards(lineLimit: Int, _ body: (FileLine) -> Onward) throws(FileError) {
        var open: [UInt8] = []  // what is known of the line that ends at `end`
        var end = byteCount
        var isComplete = false
        var position = byteCount
        while position > 0 {
            let start = max(0, position - Self.blockByteCount)
            var rest = try read(at: start, count: position - start)[...]
            position = start
            while let mark = rest.lastIndex(of: newline) {
                open = rest[(mark + 1)...] + open
                try Self.check(open, lineLimit)
                let line = FileLine(offset: end - open.count, bytes: open, isComplete: isComplete)
                if isComplete || !open.isEmpty, body(line) == .enough { return }
                (end, isComplete) = (line.offset - 1, true)
                open.removeAll(keepingCapacity: true)
                rest = rest[..<mark]
            }
            open = rest + open
            try Self.check(open, lineLimit)
        }
        if isComplete || !open.isEmpty { _ = body(FileLine(offset: 0, bytes: open, isComplete: isComplete)) }
    }

    /// Cuts off what follows the last line end; returns how many bytes that were. Not durable before `sync`.
    ///
    /// - Throws: `.tooLarge` if more than `lineLimit` bytes follow: that is not a torn line.
    package mutating func cutTornLine(lineLimit: Int) throws(FileError) -> Int {
        var torn = 0
        try forEachLineBackwards(lineLimit: lineLimit) { line in
            torn = line.isComplete ? 0 : line.bytes.count
            return .enough
        }
        try truncate(to: byteCount - torn)
        return torn
    }

    private static func check(_ line: [UInt8], _ limit: Int) throws(FileError) {
        guard line.count <= limit else { throw .tooLarge(byteCount: line.count, limit: limit) }
    }
}

private let newline = UInt8(ascii: "\n")
