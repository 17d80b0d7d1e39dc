import Platform
import VaultStore

/// Where the parts of a vault lie.
struct VaultFolder: Sendable {
    let path: String

    var database: String { "\(path)/vault.db" }
    var files: String { "\(path)/files" }
    var mirror: String { "\(path)/audit.jsonl" }
    var lock: String { "\(path)/lock" }
    /// See ``CreationPair``; only while `init` or `restore` works.
    var pair: String { "\(path)/pair" }
    var reserve: Reserve { Reserve(path: "\(path)/reserve") }
    /// The gate's place when it lies inside the vault.
    var gateHere: GateFolder { GateFolder(path: "\(path)/gate") }

    var exists: Bool { DurableFile.exists(database) }

    /// - Throws: `.noVault`; `.noAccess` when this account may not look.
    func checkExists() throws(VaultError) {
        guard !exists else { return }
        throw DurableFile.isHidden(database) ? .noAccess : .noVault
    }
}

/// Where the parts of a gate lie.
package struct GateFolder: Sendable {
    package let path: String

    package init(path: String) { self.path = path }

    var database: String { "\(path)/gate.db" }
    var key: String { "\(path)/gate.key" }
    /// See ``GateHead``.
    var head: String { "\(path)/head" }
    /// See ``CreationPair``; only in `gate-being-made`.
    var pair: String { "\(path)/pair" }
    /// Where `init` builds the two files, and `restore` its gate.db; they move to their places when the vault is there.
    /// An opener that finds them here finishes the move.
    var unfinished: GateFolder { GateFolder(path: "\(path)/gate-being-made") }

    var exists: Bool { DurableFile.exists(database) }

    /// Whether gate.db is there, or a file that SQLite would read beside it.
    var hasDatabaseFiles: Bool { DatabaseFiles(database).names.contains(where: DurableFile.exists) }

    /// Whether a gate waits here that an opening brings to its place; what a link leads to is somebody else's.
    var waits: Bool { DurableFolder.exists(path) && (exists || DurableFile.exists(key)) }

    /// Whether gate.db is not in its place, or something of an interrupted `init` or `restore` has not come to it.
    var isWaitedFor: Bool { !exists || unfinished.waits }
}
