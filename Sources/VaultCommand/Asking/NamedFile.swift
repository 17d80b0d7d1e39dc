import Platform

/// A file that a person names on the command line, read whole. A link is followed.
enum NamedFile {
    /// - Parameter tooLarge: what it is when it has more bytes than the limit.
    /// - Throws: as ``InputText/init(reading:)`` says.
    static func read(_ path: String, limit: Int, else tooLarge: Failure) throws(Failure) -> [UInt8] {
        do throws(FileError) { return try DurableFile.read(path, limit: limit, links: .followed) } catch .tooLarge {
            throw tooLarge
        } catch {
            throw .input(InputText(reading: error))
        }
    }
}

extension InputText {
    /// Why a file that a person named cannot be read: `notRegular` for folders, pipes and devices, `sourceDisk` when the disk
    /// fails, else `notReadable`.
    init(reading error: FileError) {
        switch error {
        case .notFile: self = .notRegular
        case .inputOutput: self = .sourceDisk
        default: self = .notReadable
        }
    }
}
