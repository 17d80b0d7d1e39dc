internal import Platform
internal import Synchronization
internal import VaultCrypto

/// The folder an export is written to: readable, outside the vault's protection, and there only when it is whole.
///
/// While it is written it is called `DIR.being-made`; what fails takes it away again. Files are new, 0600, and bear names
/// of our own making. `MANIFEST.sha256` is the list that `sha256sum -c` reads, with the words of the export as comments.
public final class ExportFolder: Sendable {
    private struct State: ~Copyable {
        var folder: FolderInMaking?
        var hashes: [(name: String, hash: SHA256Digest)] = []
    }

    private static let manifest = "MANIFEST.sha256"
    private let state: Mutex<State>

    /// Makes the folder.
    ///
    /// - Throws: `outside` with `.taken` for anything at this place or beside it as `DIR.being-made`, `.noFolder`, `.full`,
    ///   `.readOnly`, `.notPermitted`, `.inputOutput`.
    public init(at path: String) throws(VaultError) {
        do throws(FileError) { state = Mutex(State(folder: try FolderInMaking(at: path))) } catch {
            throw VaultError(outside: error)
        }
    }

    /// Refuses a place that is taken before anybody types a passphrase.
    ///
    /// - Throws: `outside(.taken)`.
    public static func check(_ path: String) throws(VaultError) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        if DurableFile.exists(path) || DurableFile.exists(path + FolderInMaking.suffix) { throw .outside(.taken) }
    }

    /// Writes a whole file.
    ///
    /// - Returns: its SHA-256 in hex.
    @discardableResult
    public func write(_ bytes: [UInt8], as name: String) throws(VaultError) -> String {
        let file = try create(name)
        try file.write(bytes[...])
        return try finish(file, name)
    }

    /// Writes an attachment, a chunk at a time.
    ///
    /// - Parameter progress: told of the bytes of each piece, from any thread.
    /// - Returns: its SHA-256 in hex.
    public func write(
        _ reading: FileReading, as name: String, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> String {
        let file = try create(name)
        try await reading.drain { bytes in
            try file.write(bytes)
            progress(bytes.count)
        }
        reading.close()
        return try finish(file, name)
    }

    /// Writes the list of all files with their hashes, makes everything durable and gives the folder its name.
    ///
    /// - Parameter comments: what the list says before the files; line ends in it are no line ends of the list.
    /// - Returns: the SHA-256 of the list, in hex.
    public func finish(comments: [String]) throws(VaultError) -> String {
        var lines = comments.map { comment in
            "# " + String(String.UnicodeScalarView(comment.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        }
        lines += state.withLock { state in state.hashes.map { "\($0.hash.hex)  \($0.name)" } }
        let hash = try write(Array(lines.map { $0 + "\n" }.joined().utf8), as: Self.manifest)
        let folder = state.withLock { state in
            let folder = state.folder.take()
            return folder
        }
        guard let folder else { throw .outside(.inputOutput) }
        do throws(FileError) { try folder.finish() } catch { throw VaultError(outside: error) }
        return hash
    }

    private func create(_ name: String) throws(VaultError) -> HashedFile {
        let made: Result<HashedFile, VaultError> = state.withLock { state in
            do throws(FileError) {
                guard let file = try state.folder?.create(name) else { return .failure(.outside(.inputOutput)) }
                return .success(HashedFile(file))
            } catch { return .failure(VaultError(outside: error)) }
        }
        return try made.get()
    }

    private func finish(_ file: HashedFile, _ name: String) throws(VaultError) -> String {
        let hash = try file.finish()
        state.withLock { $0.hashes.append((name, hash)) }
        return hash.hex
    }
}

/// A file that is hashed as it is written. One call at a time, from any thread.
private final class HashedFile: Sendable {
    private let file: GrowingFile
    private let hash = Mutex(SHA256Hash.Stream())

    init(_ file: consuming GrowingFile) { self.file = file }

    func write(_ bytes: ArraySlice<UInt8>) throws(VaultError) {
        do throws(FileError) { try file.write(bytes) } catch { throw VaultError(outside: error) }
        hash.withLock { $0.update(Array(bytes)) }
    }

    func finish() throws(VaultError) -> SHA256Digest {
        do throws(FileError) { try file.sync() } catch { throw VaultError(outside: error) }
        return hash.withLock { $0.finish() }
    }
}
