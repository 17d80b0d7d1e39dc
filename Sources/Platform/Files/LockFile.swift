import Glibc

/// The process that holds a lock, as it wrote itself into the lock file. Another writer of the file could lie.
package struct LockHolder: Equatable, Sendable {
    package let processID: Int32
    /// The program's name: letters, digits, `-`, `.` and `_`.
    package let program: String

    package init(processID: Int32, program: String) {
        self.processID = processID
        self.program = program
    }
}

package enum LockError: Error, Equatable, Sendable {
    /// Another process (or another opening in this one) has the lock; nil while it has not written itself down.
    case held(by: LockHolder?)
    case file(FileError)
}

/// An exclusive lock on a file, held until the value goes away or the process ends, however it ends.
///
/// The file stays; only the lock counts (flock), so nothing stale can remain. It contains the holder's process id and
/// program name for the message to whoever comes second.
package struct LockFile: ~Copyable, Sendable {
    private let descriptor: OwnedDescriptor

    /// Takes the lock, trying again for at most `seconds` (0: once).
    ///
    /// - Parameters:
    ///   - begins: called once, when a second has passed, with the seconds that are left.
    ///   - goesOn: asked once a second from then on; `false` ends the waiting.
    ///   - folder: whether the folder of the file may be a link. The file itself never.
    /// - Throws: `.held` when the waiting is over; `.file` if the file cannot be opened, `.file(.link)` for a link,
    ///   `.file(.notFolder)` for a refused link to a folder.
    package static func acquire(
        at path: String, program: String, waiting seconds: Double = 0, begins: (Double) -> Void = { _ in },
        goesOn: () -> Bool = { true }, folder: LinkRule = .followed
    ) throws(LockError) -> LockFile {
        let start = SystemClock.system.sinceBoot
        var asked = 0.0
        while true {
            if let lock = try attempt(path, program, folder) { return lock }
            let waited = Double(SystemClock.system.milliseconds(since: start)) / 1000
            if waited >= seconds { throw .held(by: holder(at: path)) }
            if waited >= asked + 1 {
                if asked == 0 { begins(seconds - waited) }
                asked = waited
                guard goesOn() else { throw .held(by: holder(at: path)) }
            }
            usleep(20_000)
        }
    }

    /// Who holds the lock now, or nil if nobody does or nobody says so. Only for a message: it may change at once.
    package static func holder(at path: String) -> LockHolder? {
        guard let bytes = try? DurableFile.read(path, limit: 256) else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard lines.count == 2, let processID = Int32(lines[0]), processID > 0 else { return nil }
        return LockHolder(processID: processID, program: plain(lines[1]))
    }

    private init(_ descriptor: consuming OwnedDescriptor) {
        self.descriptor = descriptor
    }

    deinit {
        // So that nobody is told of a holder that has gone. Closing alone would not do: a child between fork and exec
        // has the descriptor too.
        try? descriptor.truncate(to: 0)
        _ = flock(descriptor.number, LOCK_UN)
    }

    /// Whether the file at `path` is still the locked one: somebody may have removed or replaced it meanwhile.
    package borrowing func isAt(_ path: String) -> Bool {
        do throws(FileError) {
            let place = try FilePath(path)
            let current = try HeldFolder(place.folder).open(place.name, flags: O_RDONLY).facts()
            let mine = try descriptor.facts()
            return current.st_ino == mine.st_ino && current.st_dev == mine.st_dev
        } catch { return false }
    }

    private static func attempt(
        _ path: String, _ program: String, _ rule: LinkRule
    ) throws(LockError) -> LockFile? {
        do {
            let place = try FilePath(path)
            let folder = try HeldFolder(place.folder, links: rule)
            let file = try folder.open(place.name, flags: O_RDWR | O_CREAT)
            guard try isLocked(file) else { return nil }
            // The file may have been replaced between opening and locking; then this lock guards nothing.
            let current = try folder.open(place.name, flags: O_RDONLY).facts()
            let mine = try file.facts()
            guard current.st_ino == mine.st_ino, current.st_dev == mine.st_dev else { return nil }
            // The lock counts, not what is written: on a full disk nobody can say who holds it, and it is held.
            try? file.truncate(to: 0)
            try? file.write(Array("\(getpid())\n\(plain(program))\n".utf8))
            return LockFile(file)
        } catch {
            throw .file(error)
        }
    }

    private static func isLocked(_ file: borrowing OwnedDescriptor) throws(FileError) -> Bool {
        while flock(file.number, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR { throw .current }
        }
        return true
    }

    private static func plain(_ name: some StringProtocol) -> String {
        let allowed = name.unicodeScalars.filter { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "-._".contains(String(scalar)))
        }
        return String(String.UnicodeScalarView(allowed.prefix(32)))
    }
}
