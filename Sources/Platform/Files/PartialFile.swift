/// An output that gets its name only when it is whole: until then it is called `NAME.part`.
///
/// Nothing is overwritten, no link followed. Unless `finish` succeeds it removes itself when it goes away; a program that
/// is killed leaves the `.part`, which says by its name what it is.
package struct PartialFile: ~Copyable, Sendable {
    private let folder: HeldFolder
    private let name: String
    private let descriptor: OwnedDescriptor
    private var isFinished = false

    private static let suffix = ".part"

    /// - Throws: `.exists` for anything at this place or at `NAME.part`; `.missing` or `.notFolder` for the folder.
    package init(at path: String) throws(FileError) {
        guard !DurableFile.exists(path) else { throw .exists }
        let place = try FilePath(path)
        let held = try HeldFolder(place.folder)
        descriptor = try held.create(place.name + Self.suffix)
        folder = held
        name = place.name
    }

    deinit {
        if !isFinished { try? folder.remove(name + Self.suffix) }
    }

    /// Writes at the end of what was written before.
    package func write(_ bytes: ArraySlice<UInt8>) throws(FileError) { try descriptor.write(slice: bytes) }

    /// Makes everything durable and gives the file its name.
    ///
    /// - Throws: `.exists` when something bears the name by now.
    package consuming func finish() throws(FileError) {
        try descriptor.sync()
        try folder.rename(name + Self.suffix, toNew: name)
        isFinished = true
        try folder.sync()
    }
}
