import AuditLog
import Platform
import Synchronization
import VaultCrypto

/// An attachment, or a range of one, that was opened after its entry was durable; its bytes come from here.
///
/// Beside the vault's actor, a chunk at a time, from any thread. When its session ends the key is dropped and nothing
/// more is opened. Bytes handed out are ordinary values that nothing wipes.
public final class FileReading: Sendable {
    /// What is known of the attachment.
    public let line: AttachmentLine
    /// The bytes of the file that were asked for and are there.
    public let range: Range<Int>

    private let chunks: ChunkedFile
    private let file: ReadableFile
    private let key: Mutex<HeldSecret?>

    init(
        _ body: FileBody, _ line: AttachmentLine, range: Range<Int>, in vault: VaultID,
        from file: consuming ReadableFile
    ) {
        (self.line, self.range) = (line, range)
        chunks = body.chunks(in: vault)
        self.file = file
        key = Mutex(body.key)
    }

    /// Opens the part of the range that lies in one chunk.
    ///
    /// - Throws: `damaged(.file)` when the chunk is not what was sealed for this place; `inputOutput`; `sessionEnded`.
    public func bytes(of chunk: Int) throws(VaultError) -> [UInt8] {
        guard (0..<chunks.layout.chunkCount).contains(chunk) else { throw .invalid(.range) }
        var buffer = [UInt8](repeating: 0, count: chunks.layout.storedRange(of: chunk).count)
        return Array(buffer[try open(chunk, in: &buffer)])
    }

    /// Reads and opens a chunk in a buffer.
    ///
    /// - Returns: where in the buffer its part of the range lies.
    private func open(_ chunk: Int, in buffer: inout [UInt8]) throws(VaultError) -> Range<Int> {
        guard let key = key.withLock({ $0 }) else { throw .sessionEnded }
        let stored = chunks.layout.storedRange(of: chunk)
        let count: Int
        do throws(FileError) {
            count = try file.read(at: stored.lowerBound, count: stored.count, into: &buffer)
        } catch { throw VaultError(error) }
        guard count == stored.count else { throw .damaged(.file) }
        do {
            try key.withSecret { (key) throws(SealError) in try chunks.open(inPlace: &buffer, at: chunk, under: key) }
        } catch { throw .damaged(.file) }
        let here = chunks.layout.trueRange(of: chunk)
        let wanted = range.clamped(to: here)
        let start = ChunkedFile.pieceOffset + wanted.lowerBound - here.lowerBound
        return start..<start + wanted.count
    }

    /// The chunks that hold the range; none for an empty one.
    public var chunkRange: Range<Int> {
        guard let last = range.last else { return 0..<0 }
        return range.lowerBound / ChunkLayout.chunkByteCount..<last / ChunkLayout.chunkByteCount + 1
    }

    /// Opens the whole range in order, on two threads, while earlier bytes are written.
    ///
    /// - Parameter sink: takes the bytes in order; one call at a time, from any thread.
    /// - Throws: what `sink` throws; as ``bytes(of:)``.
    public func drain(to sink: @escaping @Sendable (ArraySlice<UInt8>) throws -> Void) async throws {
        let pump = ChunkPump(chunkRange) { index, buffer in
            try self.open(index, in: &buffer)
        } take: { _, buffer, part in
            try sink(buffer[part])
        }
        try await pump.run()
    }

    /// Opens every chunk, those of filling too, and keeps nothing.
    func examine() async throws(VaultError) {
        let pump = ChunkPump(0..<chunks.layout.chunkCount) { index, buffer in
            try self.open(index, in: &buffer)
        } take: { _, _, _ in
        }
        do { try await pump.run() } catch let error as VaultError { throw error } catch { throw .inputOutput }
    }

    /// Drops the key.
    public func close() { key.withLock { $0 = nil } }
}
