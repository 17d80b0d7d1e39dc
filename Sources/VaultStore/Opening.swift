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
            return try open(format, at: path, name: absolute(path), mode: .create)
        } catch {
            throw StoreError(error)
        }
    }

    /// Opens an existing file of the format.
    ///
    /// - Throws: `.cannotOpen`, `.notAVault`, `.newerFormat`, `.damaged`, `.locked`, `.settingRefused`, `.inputOutput`.
    static func open(_ format: FileFormat, at path: String, readOnly: Bool) throws(StoreError) -> Connection {
        try format.accept(FileHeader(path: path))
        do {
            let name = readOnly ? readOnlyName(path) : absolute(path)
            return try open(format, at: path, name: name, mode: readOnly ? .readOnly : .write)
        } catch {
            // The header is SQLite's and ours, so what SQLite does not recognise further on is damage.
            let error = StoreError(error)
            throw error == .notAVault ? .damaged : error
        }
    }

    private enum Mode { case create, write, readOnly }

    private static func open(_ format: FileFormat, at path: String, name: String, mode: Mode) throws -> Connection {
        var configuration = Configuration()
        configuration.readonly = mode == .readOnly
        // A failed ROLLBACK is reported, not trapped on.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            try harden(database, readOnly: mode == .readOnly)
            try format.prepare(database, readOnly: mode == .readOnly)
            if mode == .create { try format.makeSchema(on: database) }
            try format.check(database, readOnly: mode == .readOnly)
        }
        return Connection(try DatabaseQueue(path: name, configuration: configuration))
    }

    private static func harden(_ database: Database, readOnly: Bool) throws {
        guard let connection = unsafe database.sqliteConnection else { throw StoreError.cannotOpen }
        // Unsafe because the handle is a pointer: it is GRDB's, open for the length of this call, and C keeps no copy.
        let code = unsafe casevault_sqlite_harden(connection, readOnly ? 1 : 0)
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

    /// SQLite takes a name that begins with `file:` for a URI; an absolute path never does.
    private static func absolute(_ path: String) -> String {
        URL(fileURLWithPath: path).path
    }

    /// A name under which SQLite neither makes nor alters a file beside a database in WAL mode.
    ///
    /// Without a log the file alone is the whole database: `immutable`. With one (a copy of a vault whose process
    /// died) it is read through a VFS that takes no locks, with the index of the log in memory. Neither notices a
    /// writer, so the caller holds the vault's lock or has a copy.
    private static func readOnlyName(_ path: String) -> String {
        let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        let escaped = absolute(path).utf8.map { byte in
            UnicodeScalar(byte).properties.isAlphabetic && byte < 128 || UInt8(ascii: "/") == byte
                ? String(UnicodeScalar(byte)) : "%" + String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        return "file:" + escaped.joined() + ((size ?? 0) > 0 ? "?vfs=unix-none" : "?immutable=1")
    }
}
