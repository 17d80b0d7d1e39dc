import CaseVault
import Platform
import Synchronization

/// Where the bytes of an attachment go: a new file, or standard output. One call at a time, from any thread.
final class FileOutput: Sendable {
    private enum Place: ~Copyable {
        case standardOutput
        case file(PartialFile)
        case finished
    }

    /// The reader of a pipe has left; nothing more is wanted, and that is no error.
    struct ReaderGone: Error {}

    private let place: Mutex<Place>

    /// - Parameter path: `-` for standard output.
    /// - Throws: `.usage(.outputExists)`, `.usage(.noFolder)`.
    init(_ path: String) throws(Failure) {
        if path == "-" {
            place = Mutex(.standardOutput)
            return
        }
        do throws(FileError) { place = Mutex(.file(try PartialFile(at: path))) } catch { throw Self.failure(error) }
    }

    /// Refuses a place that is taken before anybody types a passphrase.
    static func check(_ path: String) throws(Failure) {
        if path != "-", DurableFile.exists(path) || DurableFile.exists(path + ".part") { throw .usage(.outputExists) }
    }

    func write(_ bytes: ArraySlice<UInt8>) throws {
        try place.withLock { place in
            switch place {
            case .standardOutput:
                let outcome: ProcessOutput.Outcome
                do throws(FileError) { outcome = try ProcessOutput.write(slice: bytes) } catch {
                    throw Self.failure(error)
                }
                switch outcome {
                case .written: break
                case .readerGone: throw ReaderGone()
                case .stopped: throw Failure.vault(.stopped)
                }
            case .file(let file):
                do throws(FileError) { try file.write(bytes) } catch { throw Self.failure(error) }
            case .finished: break
            }
        }
    }

    /// Makes the file durable and gives it its name. Without this call it removes itself.
    func finish() throws(Failure) {
        let done = place.withLock { place in
            let done = consume place
            place = .finished
            return done
        }
        guard case .file(let file) = consume done else { return }
        do throws(FileError) { try file.finish() } catch { throw Self.failure(error) }
    }

    /// Takes the unfinished file away. A thread that wrote may hold this output a moment longer, and the program may end
    /// before it lets go.
    func discard() { place.withLock { $0 = .finished } }

    private static func failure(_ error: FileError) -> Failure {
        switch error {
        case .exists, .link: .usage(.outputExists)
        case .missing, .notFolder, .badName: .usage(.noFolder)
        case .full: .input(.outputFull)
        case .notPermitted, .notPrivate: .vault(.outside(.notPermitted))
        case .readOnly: .vault(.outside(.readOnly))
        case .notFile, .tooLarge, .otherDevice, .inputOutput: .input(.outputFailed)
        }
    }
}
