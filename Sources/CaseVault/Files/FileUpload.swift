import AuditLog
import Dispatch
import Platform
import Synchronization
import VaultCrypto

/// The bytes of an attachment on their way into the vault, one chunk at a time.
///
/// Beside the vault's actor: sealing a chunk and writing it down waits for nobody and keeps nobody waiting, and may be
/// done by several threads at once. Nothing is read from it before ``FileFinish`` made it a record. When its session ends
/// the key is dropped, and no chunk is taken any more; what was written stays for the next ``FileBegin``.
public final class FileUpload: Sendable {
    /// How many bytes of the file each chunk but the last takes.
    public static let chunkByteCount = ChunkLayout.chunkByteCount

    /// The id of the file.
    public let id: String
    private let layout: ChunkLayout
    private let chunks: ChunkedFile
    private let file: PlacedFile
    private let randomness: Randomness
    /// Whole chunks of an interrupted upload.
    let stored: Int
    private let state: Mutex<State>

    private enum Phase {
        case open
        /// Every chunk is there; ``FileFinish`` makes it a record.
        case finishing
    }

    private struct State {
        /// What the record will hold; with it the key. Nil once it is closed, which is for ever.
        var body: FileBody?
        var phase = Phase.open
        /// Chunks being sealed and written just now.
        var underWay = 0
        /// The hash over the chunks below `next`, taken in order as they come.
        var hash = SHA256Hash.Stream()
        var next = 0
        /// Bytes of the file that are behind us, for early writing.
        var written = 0

        /// The key for one more chunk.
        mutating func begin() -> HeldSecret? {
            guard phase == .open, let body else { return nil }
            underWay += 1
            return body.key
        }
    }

    /// So much is written before the disk is asked to begin.
    private static let writeAhead = 8 << 20

    init(
        _ body: FileBody, in vault: VaultID, at file: consuming PlacedFile, _ randomness: Randomness
    ) throws(FileError) {
        (id, layout) = (body.file.hex, body.layout)
        state = Mutex(State(body: body))
        chunks = body.chunks(in: vault)
        let byteCount = try file.byteCount()
        let chunkByteCount = ChunkLayout.chunkByteCount + ChunkLayout.overhead
        stored = min(byteCount / chunkByteCount, layout.chunkCount)
        self.file = file
        self.randomness = randomness
    }

    /// How many chunks it takes; the last ones of a large file may hold filling alone.
    public var chunkCount: Int { layout.chunkCount }

    /// Which bytes of the file a chunk takes; empty for one that holds filling alone.
    public func bytes(of chunk: Int) -> Range<Int> { layout.trueRange(of: chunk) }

    /// Seals a chunk and writes it to its place. A chunk that is there and holds the same bytes stays as it is.
    ///
    /// - Parameter bytes: exactly those of ``bytes(of:)``.
    /// - Throws: `invalid(.fileChunk)`, `diskFull`, `inputOutput`, `sessionEnded`.
    public func put(_ bytes: [UInt8], at index: Int) throws(VaultError) {
        guard (0..<chunkCount).contains(index), bytes.count == self.bytes(of: index).count
        else { throw .invalid(.fileChunk) }
        var buffer = [UInt8](repeating: 0, count: layout.storedRange(of: index).count)
        buffer.replaceSubrange(ChunkedFile.pieceOffset..<ChunkedFile.pieceOffset + bytes.count, with: bytes)
        try place(&buffer, index)
        account(buffer, index)
    }

    /// Sends a whole file: reads and seals on two threads while earlier chunks are written.
    ///
    /// - Parameters:
    ///   - source: writes exactly the bytes of `range` into `buffer`, from `place` on, or throws; from any thread.
    ///   - progress: told how many bytes of the file are behind us.
    /// - Throws: what `source` throws; as ``put(_:at:)``.
    public func send(
        from source:
            @escaping @Sendable (_ range: Range<Int>, _ buffer: inout [UInt8], _ place: Int) throws -> Void,
        progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let pump = ChunkPump(0..<chunkCount) { index, buffer in
            let range = self.bytes(of: index)
            if !range.isEmpty { try source(range, &buffer, ChunkedFile.pieceOffset) }
            try self.place(&buffer, index)
            return 0..<self.layout.storedRange(of: index).count
        } take: { index, buffer, _ in
            self.account(buffer, index)
            progress(self.bytes(of: index).upperBound)
        }
        try await pump.run()
    }

    // MARK: - Chunks

    /// Seals the bytes in the buffer and writes them; afterwards it holds what stands in the file.
    private func place(_ buffer: inout [UInt8], _ index: Int) throws(VaultError) {
        guard let key = state.withLock({ $0.begin() }) else { throw .sessionEnded }
        defer { state.withLock { $0.underWay -= 1 } }
        if index < stored, try keep(&buffer, index, key) { return }
        // What is written over is no longer what the hash took, however this ends.
        state.withLock { if index < $0.next { ($0.hash, $0.next) = (SHA256Hash.Stream(), 0) } }
        let nonce = SealNonce.random(randomness)
        key.withSecret { chunks.seal(inPlace: &buffer, at: index, under: $0, nonce: nonce) }
        let range = layout.storedRange(of: index)
        do { try file.write(buffer, count: range.count, at: range.lowerBound) } catch { throw VaultError(error) }
    }

    /// Takes the chunk that an interrupted upload left at this place, if it opens and holds the bytes in the buffer.
    private func keep(_ buffer: inout [UInt8], _ index: Int, _ key: HeldSecret) throws(VaultError) -> Bool {
        let sealed: [UInt8]
        do { sealed = try read(index) } catch { throw VaultError(error) }
        var opened = sealed
        do {
            try key.withSecret { (key) throws(SealError) in try chunks.open(inPlace: &opened, at: index, under: key) }
        } catch { return false }
        let part = ChunkedFile.pieceOffset..<ChunkedFile.pieceOffset + bytes(of: index).count
        guard opened[part] == buffer[part] else { return false }
        buffer.replaceSubrange(0..<sealed.count, with: sealed)
        return true
    }

    private func read(_ index: Int) throws(FileError) -> [UInt8] {
        let range = layout.storedRange(of: index)
        return try file.read(at: range.lowerBound, count: range.count)
    }

    /// Hashes a stored chunk if it is the next; one that comes again makes the hash begin anew.
    private func account(_ buffer: [UInt8], _ index: Int) {
        let range = layout.storedRange(of: index)
        let due: Range<Int>? = state.withLock { state in
            if index < state.next { (state.hash, state.next) = (SHA256Hash.Stream(), 0) }
            if index == state.next {
                state.hash.update(buffer, count: range.count)
                state.next += 1
            }
            guard range.upperBound - state.written >= Self.writeAhead else { return nil }
            defer { state.written = range.upperBound }
            return state.written..<range.upperBound
        }
        if let due { file.startWriting(at: due.lowerBound, count: due.count) }
    }

    // MARK: - Ends

    /// Makes the chunk file durable and says its hash; from here on no chunk is taken, unless it goes on.
    ///
    /// - Throws: `.invalid(.fileIncomplete)` unless the file is as long as it must be and every chunk was sent;
    ///   `.sessionEnded`.
    func complete() async throws(VaultError) -> FileBody {
        let result: Result<FileBody, VaultError> = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                do throws(VaultError) { continuation.resume(returning: .success(try self.completed())) } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    private func completed() throws(VaultError) -> FileBody {
        let body = try beginFinishing()
        do throws(VaultError) {
            let whole = try whole(body)
            // Its session may have ended meanwhile.
            guard state.withLock({ $0.body != nil }) else { throw .sessionEnded }
            return whole
        } catch {
            goOn()
            throw error
        }
    }

    private func beginFinishing() throws(VaultError) -> FileBody {
        let (body, isQuiet) = state.withLock { state in
            let isQuiet = state.phase == .open && state.underWay == 0
            if isQuiet { state.phase = .finishing }
            return (state.body, isQuiet)
        }
        guard let body else { throw .sessionEnded }
        guard isQuiet else { throw .invalid(.fileIncomplete) }
        return body
    }

    /// It has become no record: chunks are taken again, unless it was closed meanwhile.
    func goOn() { state.withLock { $0.phase = .open } }

    private func whole(_ begun: FileBody) throws(VaultError) -> FileBody {
        var body = begun
        do throws(FileError) {
            guard try file.byteCount() >= layout.storedByteCount else { throw FileError.missing }
            // What an earlier upload of another length left behind the end.
            try file.truncate(to: layout.storedByteCount)
            body.hash = try hashed(under: body.key)
            try file.sync()
        } catch .missing {
            throw .invalid(.fileIncomplete)
        } catch {
            throw VaultError(error)
        }
        return body
    }

    /// The hash over all chunks; those that came out of order are read again.
    private func hashed(under key: HeldSecret) throws(FileError) -> SHA256Digest {
        var (hash, next) = state.withLock { ($0.hash, $0.next) }
        while next < chunkCount {
            let sealed = try read(next)
            let opened = try? key.withSecret { (key) throws(SealError) in
                try chunks.open(sealed, at: next, under: key)
            }
            // A hole that was never written opens as little as a torn chunk.
            guard opened != nil else { throw .missing }
            hash.update(sealed)
            next += 1
        }
        return hash.finish()
    }

    /// Takes no chunk any more, and drops the key.
    func close() { state.withLock { $0.body = nil } }
}
