import Glibc

/// Why a file or folder could not be used. It carries no path: the caller knows which one, and the path may be private.
package enum FileError: Error, Equatable, Sendable {
    /// There is something at this place already; nothing was overwritten.
    case exists
    case missing
    /// A symbolic link where none is followed.
    case link
    /// A folder, device, socket or pipe where a file is needed.
    case notFile
    case notFolder
    /// The folder can be changed by others, or belongs to someone else.
    case notPrivate
    case notPermitted
    case readOnly
    case full
    /// An empty name, `.`, `..`, a name that is too long, or a zero byte inside.
    case badName
    case tooLarge(byteCount: Int, limit: Int)
    /// The two places lie on different file systems.
    case otherDevice
    /// The disk or the kernel reported an error; after one during sync the file may or may not be durable.
    case inputOutput(code: Int32)

    /// The error that stands in `errno`.
    static var current: FileError { FileError(code: errno) }

    /// - Parameter code: an `errno`.
    package init(code: Int32) {
        self =
            switch code {
            case EEXIST, ENOTEMPTY: .exists
            case ENOENT: .missing
            case ELOOP: .link
            case EISDIR, ENXIO: .notFile
            case ENOTDIR: .notFolder
            case EACCES, EPERM: .notPermitted
            case EROFS: .readOnly
            case ENOSPC, EDQUOT, EFBIG: .full
            case ENAMETOOLONG: .badName
            case EXDEV: .otherDevice
            default: .inputOutput(code: code)
            }
    }
}
