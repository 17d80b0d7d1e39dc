/// Copies a file as a new one, a piece at a time, and makes it durable.
package enum DurableCopy {
    private static let pieceByteCount = 1 << 20

    /// - Throws: `.exists` for anything at the new place; what reading and writing throw, with nothing left behind.
    package static func copy(_ path: String, to newPath: String) throws(FileError) {
        let source = try ReadableFile(opening: path)
        var copy = try NewFile(at: newPath)
        var offset = 0
        while true {
            let piece = try source.read(at: offset, count: pieceByteCount)
            if piece.isEmpty { break }
            try copy.write(piece)
            offset += piece.count
        }
        try copy.finish(.durable)
    }
}
