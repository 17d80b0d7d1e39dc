import Platform
import VaultCrypto

/// Copies whole files and hashes them, a piece at a time.
enum FileCopy {
    private static let pieceByteCount = 1 << 20

    /// Copies a file to a new, durable one.
    ///
    /// - Returns: the hash of what was read.
    /// - Throws: `.badBackup(.fileMissing)` when there is nothing to copy; `.inputOutput` where it is read, `.outside` where
    ///   it is written, `.stopped`. Then the new file is gone.
    static func copy(
        _ path: String, to newPath: String, progress: (_ bytes: UInt64) -> Void = { _ in }
    ) throws(VaultError) -> SHA256Digest {
        try copied {
            var target = try onTarget { () throws(FileError) in try NewFile(at: newPath) }
            let hash = try read(path) { (bytes) throws in
                try onTarget { () throws(FileError) in try target.write(bytes) }
                progress(UInt64(bytes.count))
            }
            do throws(FileError) { try target.finish(.durable) } catch { throw VaultError(outside: error) }
            return hash
        }
    }

    /// What goes wrong where is written to is told of that disk.
    private static func onTarget<R: ~Copyable>(_ body: () throws(FileError) -> R) throws(VaultError) -> R {
        do { return try body() } catch { throw VaultError(outside: error) }
    }

    /// The hash of a file of a backup as its disk holds it.
    ///
    /// - Throws: `.badBackup(.fileMissing)`, `.outside(.inputOutput)`, `.stopped`.
    static func hash(
        of path: String, progress: (_ bytes: UInt64) -> Void = { _ in }
    ) throws(VaultError) -> SHA256Digest {
        do {
            return try copied { try read(path) { bytes in progress(UInt64(bytes.count)) } }
        } catch {
            guard [.inputOutput, .noAccess].contains(error) else { throw error }
            throw .outside(.inputOutput)
        }
    }

    static func byteCount(_ path: String) -> UInt64 {
        guard let file = try? ReadableFile(opening: path), let count = try? file.byteCount() else { return 0 }
        return UInt64(count)
    }

    private static func copied(_ body: () throws -> SHA256Digest) throws(VaultError) -> SHA256Digest {
        do { return try body() } catch FileError.missing {
            throw .badBackup(.fileMissing)
        } catch let error as FileError {
            throw VaultError(error)
        } catch let error as VaultError {
            throw error
        } catch {
            throw .inputOutput
        }
    }

    private static func read(_ path: String, _ body: ([UInt8]) throws -> Void) throws -> SHA256Digest {
        let file = try ReadableFile(opening: path)
        file.forgetCache()
        var hash = SHA256Hash.Stream()
        var offset = 0
        while true {
            let bytes = try file.read(at: offset, count: pieceByteCount)
            if bytes.isEmpty { return hash.finish() }
            try Stopping.check()
            hash.update(bytes)
            try body(bytes)
            offset += bytes.count
        }
    }
}
