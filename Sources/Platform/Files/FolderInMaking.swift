import Glibc

/// A new folder that gets its name only when everything in it is there: until then it is called `NAME.being-made`.
///
/// Mode 0700, its files 0600, whatever the umask. It is held open: whoever exchanges it meanwhile redirects nothing.
/// Unless `finish` succeeds it removes itself, with the files it made; a program that is killed leaves `NAME.being-made`,
/// which says by its name what it is.
package struct FolderInMaking: ~Copyable, Sendable {
    private let parent: HeldFolder
    private let folder: HeldFolder
    private let name: String
    private var files: [String] = []
    private var isFinished = false

    package static let suffix = ".being-made"

    /// - Throws: `.exists` for anything at this place or at `NAME.being-made`; `.missing`, `.notFolder` for the folder
    ///   above; `.full`, `.readOnly`, `.notPermitted`.
    package init(at path: String) throws(FileError) {
        let place = try FilePath(path.withoutSlashAtEnd)
        guard !DurableFile.exists(path.withoutSlashAtEnd) else { throw .exists }
        let parent = try HeldFolder(place.folder)
        folder = try parent.createFolder(place.name + Self.suffix)
        name = place.name
        self.parent = parent
    }

    deinit {
        guard !isFinished else { return }
        for file in files { try? folder.remove(file) }
        try? parent.removeFolder(name + Self.suffix)
    }

    /// A new file in it, written from its beginning.
    ///
    /// - Throws: `.badName` for anything but letters, digits, dots, hyphens and underscores, or a dot first; `.exists`.
    package mutating func create(_ file: String) throws(FileError) -> GrowingFile {
        guard Self.isPlain(file) else { throw .badName }
        let made = GrowingFile(try folder.create(file))
        files.append(file)
        return made
    }

    /// Makes the names durable and gives the folder its own.
    ///
    /// - Throws: `.exists` when something bears it by now.
    package consuming func finish() throws(FileError) {
        try folder.sync()
        try parent.rename(name + Self.suffix, toNew: name)
        isFinished = true
        try parent.sync()
    }

    private static func isPlain(_ name: String) -> Bool {
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        return allowed && (1...255).contains(name.utf8.count) && !name.hasPrefix(".")
    }
}

/// A file that is being written in a folder in the making.
package struct GrowingFile: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor

    fileprivate init(_ descriptor: consuming OwnedDescriptor) { self.descriptor = descriptor }

    /// Writes at the end of what was written before.
    package func write(_ bytes: ArraySlice<UInt8>) throws(FileError) { try descriptor.write(slice: bytes) }

    /// Makes its bytes durable.
    package func sync() throws(FileError) { try descriptor.sync() }
}

extension HeldFolder {
    /// Creates a folder that did not exist inside this one, mode 0700 whatever the umask, and holds it.
    fileprivate borrowing func createFolder(_ name: String) throws(FileError) -> HeldFolder {
        try makeFolder(name)
        return try folder(name)
    }
}
