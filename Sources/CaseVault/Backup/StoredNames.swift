import VaultStore

/// Names of files with those that SQLite lays beside them.
enum StoredNames {
    static func withCompanions(_ names: [String]) -> Set<String> { Set(names.flatMap { DatabaseFiles($0).names }) }
}
