import CSQLite
import Foundation
import GRDB

extension Connection {
    /// Makes a new file of the format, readable by its owner alone, with its schema in one transaction.
    ///
    /// - Throws: `.alreadyExists`, `.cannotOpen` (the folder), `.full`, `.inputOutput`, `.syncFailed`.
    static func create(_ format: FileFormat, at path: String) throws(StoreError) -> Connection {
        try makeEmptyFile(path)
        do {
            return try open(format, name: guardedName(path), mode: .create, hasLog: false)
        } catch {
            // The file is ours and nobody's data; if it cannot be removed, the error below is still the one to report.
            try? FileManager.default.removeItem(atPath: path)
            throw StoreError(error)
        }
    }

    /// Opens an existing file of the format.
    ///
    /// One of an older version is only read; for writing it has to be upgraded first.
    ///
    /// - Throws: `.cannotOpen`, `.notAVault`, `.newerFormat`, `.olderFormat`, `.damaged`, `.locked`, `.settingRefused`,
    ///   `.inputOutput`.
    static func open(_ format: FileFormat, at path: String, readOnly: Bool) throws(StoreError) -> Connection {
        try openExisting(format, at: path, mode: readOnly ? .readOnly : .write)
    }

    /// Opens a file of this version or an older one and leads it to this version. The caller has made a backup.
    ///
    /// - Throws: as `open`, and `.full`, `.syncFailed`; a step that failed is undone, those before it stay.
    static func upgrade(_ format: FileFormat, at path: String) throws(StoreError) -> Connection {
        let connection = try openExisting(format, at: path, mode: .upgrade)
        // Older programs look at the header of the file first.
        _ = try connection.checkpoint(.truncate)
        return connection
    }

    private enum Mode { case create, write, upgrade, readOnly }

    private static func openExisting(
        _ format: FileFormat, at path: String, mode: Mode
    ) throws(StoreError) -> Connection {
        try format.accept(FileHeader(path: path), older: mode != .write)
        do {
            let hasLog = DatabaseFiles(path).hasLog
            let name = mode == .readOnly ? readOnlyName(path, hasLog: hasLog) : guardedName(path)
            return try open(format, name: name, mode: mode, hasLog: hasLog)
        } catch {
            // The header is SQLite's and ours, so what SQLite does not recognise further on is damage.
            let error = StoreError(error)
            throw error == .notAVault ? .damaged : error
        }
    }

    private static func open(
        _ format: FileFormat, name: String, mode: Mode, hasLog: Bool
    ) throws -> Connection {
        guard casevault_sqlite_guard() == ResultCode.SQLITE_OK.rawValue else { throw StoreError.cannotOpen }
        var configuration = Configuration()
        configuration.readonly = mode == .readOnly
        // A failed ROLLBACK is reported, not trapped on.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            // Until the file is known to be ours, closing must not move a log into it.
            try harden(database, keepsLog: mode == .readOnly || hasLog)
            try format.prepare(database, readOnly: mode == .readOnly)
            if mode == .create { try format.makeSchema(on: database) }
            if mode == .upgrade { try format.upgrade(database) }
            let isOlder = try mode == .readOnly && format.readsOlder(database)
            if !isOlder { try format.check(database, readOnly: mode == .readOnly) }
            if mode != .readOnly { try harden(database, keepsLog: false) }
        }
        return Connection(try DatabaseQueue(path: name, configuration: configuration))
    }

    /// Whether closing leaves the write-ahead log as it is. Closing moves as much of it into the file as fits together,
    /// and removes the rest.
    func keepLogOnClose(_ keeps: Bool) throws(StoreError) {
        try read { database in try Self.harden(database, keepsLog: keeps) }
    }

    private static func harden(_ database: Database, keepsLog: Bool) throws {
        guard let connection = unsafe database.sqliteConnection else { throw StoreError.cannotOpen }
        // Unsafe because the handle is a pointer: it is GRDB's, open for the length of this call, and C keeps no copy.
        let code = unsafe casevault_sqlite_harden(connection, keepsLog ? 1 : 0)
        guard code == ResultCode.SQLITE_OK.rawValue else { throw StoreError.settingRefused(.defensive) }
    }

    private static func makeEmptyFile(_ path: String) throws(StoreError) {
        do {
            try Data().write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch let error as CocoaError where error.code == .fileWriteFileExists {
            throw .alreadyExists
        } catch {
            throw .cannotOpen
        }
    }

    /// A name under which SQLite opens the file through our VFS, which follows no journal to another file.
    private static func guardedName(_ path: String) -> String { uri(path) + "?vfs=\(CASEVAULT_SQLITE_VFS)" }

    private static func uri(_ path: String) -> String {
        "file:" + URL(fileURLWithPath: path).path.utf8.map(escaped).joined()
    }

    /// A name under which SQLite neither makes nor alters a file beside the database.
    ///
    /// Without a log or journal the file alone is the whole database: `immutable`. With a log (a copy of a vault whose
    /// process died) it is read through a VFS that takes no locks, with the index of the log in memory; with a journal
    /// that VFS refuses, where `immutable` would show half a transaction. Neither notices a writer, so the caller holds
    /// the vault's lock or has a copy.
    private static func readOnlyName(_ path: String, hasLog: Bool) -> String {
        uri(path) + (hasLog ? "?vfs=unix-none" : "?immutable=1")
    }

    private static func escaped(_ byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "/"):
            String(UnicodeScalar(byte))
        default: "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
    }
}
