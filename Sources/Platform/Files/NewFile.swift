import Glibc

/// A file being written for the first time. Until `finish` returns it removes itself when it goes away.
package struct NewFile: ~Copyable, Sendable {
    private let folder: HeldFolder
    private let name: String
    private let descriptor: OwnedDescriptor
    private var isFinished = false

    /// Creates a file that did not exist, mode 0600.
    ///
    /// - Throws: `.exists` for anything at this place, a dangling link included; `.missing` or `.notFolder` for the
    ///   folder.
    package init(at path: String) throws(FileError) {
        let place = try FilePath(path)
        try self.init(named: place.name, in: place.folder)
    }

    init(named name: String, in folder: String) throws(FileError) {
        let held = try HeldFolder(folder)
        self.descriptor = try held.create(name)
        self.folder = held
        self.name = name
    }

    /// For a writer or reader that must not pass the bytes through ordinary memory.
    package var descriptorNumber: Int32 { descriptor.number }

    deinit {
        if !isFinished { try? folder.remove(name) }
    }

    /// Writes at the end of what was written before.
    package mutating func write(_ bytes: some Collection<UInt8>) throws(FileError) {
        try descriptor.write(bytes)
    }

    /// Keeps the file. Without this call, or if it throws, the file is removed.
    package consuming func finish(_ durability: Durability) throws(FileError) {
        if durability == .durable {
            try descriptor.sync()
            try folder.sync()
        }
        isFinished = true
    }
}
