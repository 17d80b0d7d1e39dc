import GRDB

/// A setting of the connection or the file that the vault's promises rest on. The raw value is the name of the pragma.
package enum Setting: String, CaseIterable, Sendable {
    case applicationID = "application_id"
    case cacheSize = "cache_size"
    case cellSizeCheck = "cell_size_check"
    case encoding
    case foreignKeys = "foreign_keys"
    case journalMode = "journal_mode"
    case lockingMode = "locking_mode"
    case mmapSize = "mmap_size"
    case pageSize = "page_size"
    case secureDelete = "secure_delete"
    case synchronous
    case tempStore = "temp_store"
    case trustedSchema = "trusted_schema"
    case userVersion = "user_version"
    case walAutocheckpoint = "wal_autocheckpoint"
    /// SQLITE_DBCONFIG_DEFENSIVE and its neighbours, set and read back in C; no pragma.
    case defensive

    /// What the open connection answers now, or nil when it answers nothing.
    func value(on database: Database) throws -> String? {
        try DatabaseValue.fetchOne(database, sql: "PRAGMA \(rawValue)").map(Self.text)
    }

    private static func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .int64(let number): String(number)
        case .string(let text): text.lowercased()
        default: ""
        }
    }
}
