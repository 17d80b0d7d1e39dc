import AuditLog
import VaultCrypto
import VaultStore

/// The state root of vault.db with every leaf under it, read once; from then on it follows what this process writes.
///
/// So it tells what this process wrote. A row that something else changed under it is not stated, and `check` finds it.
struct StatedRows {
    private var leaves: StateLeaves?
    /// What was written since the leaves were brought up to date, oldest first.
    private var changes: [Change] = []
    private var changed = BucketSet()
    /// How often the leaves were read, brought up to date or given up.
    private var turn = 0

    private enum Change { case added(StateLeaf), removed(StateLeaf) }

    /// More changes than this are not kept: an import then has the rows read again.
    private static let mostChanges = 65_536
    /// Hashing the nodes over a leaf that is kept takes about an eighth of what reading its row does.
    private static let keptForRead: UInt64 = 8

    /// Notes an edit that is being carried out.
    mutating func follow(_ edit: RowEdit) {
        guard leaves != nil else { return }
        if let old = edit.old, !edit.keepsOld { changes.append(.removed(StateLeaf(old))) }
        if let new = edit.new { changes.append(.added(StateLeaf(new))) }
        for row in [edit.old, edit.new] { if let row { changed.insert(StateRoot.bucket(of: RowID(row.id))) } }
        if changes.count > Self.mostChanges { forget() }
    }

    /// Where a piece of work begins.
    struct Mark {
        fileprivate let changes: Int
        fileprivate let turn: Int
    }

    var mark: Mark { Mark(changes: changes.count, turn: turn) }

    /// Takes back what came after. Leaves that were brought up to date since hold what is undone, and are given up.
    mutating func restore(_ mark: Mark) {
        guard mark.turn == turn else { return forget() }
        changes.removeLast(changes.count - mark.changes)
    }

    private mutating func forget() {
        (leaves, changes, changed) = (nil, [], BucketSet())
        turn += 1
    }

    /// What stating costs now, in rows to be read.
    ///
    /// - Parameter all: how many rows there may be, for as long as none was read.
    func toRead(ofAbout all: UInt64) -> UInt64 {
        guard let leaves else { return all }
        let kept = changed.buckets.reduce(0) { $0 + UInt64(leaves.count($1)) }
        return (kept + Self.keptForRead - 1) / Self.keptForRead
    }

    /// The root over every row as it stands now, staged ones included.
    ///
    /// - Throws: `.damaged(.row)` when a revision of a row stands there twice.
    mutating func root(of store: VaultDatabase) throws(VaultError) -> SHA256Digest {
        if leaves != nil, !takeChanges() { forget() }
        if leaves == nil {
            leaves = try store.stateLeaves()
            turn += 1
        }
        return leaves?.root ?? .zero
    }

    /// False when a row does not stand there as it was read, so that something else wrote too.
    private mutating func takeChanges() -> Bool {
        guard !changes.isEmpty, var kept = leaves.take() else { return true }
        for change in changes {
            switch change {
            case .removed(let leaf): if !kept.remove(leaf) { return false }
            case .added(let leaf): do { try kept.insert(leaf) } catch { return false }
            }
        }
        kept.settle()
        (leaves, changes, changed) = (kept, [], BucketSet())
        turn += 1
        return true
    }
}

extension VaultDatabase {
    /// The tables that the state root covers: all but the statements, which belong to the log and are committed to by
    /// the entries' `data`.
    static let statedTables = Table.allCases.filter { $0 != .statement }

    /// The state root of vault.db, from the stored hashes.
    ///
    /// - Throws: `.damaged(.row)` when a revision of a row stands there twice.
    func stateRoot() throws(VaultError) -> SHA256Digest {
        try stateRoot { (_) throws(VaultError) in throw .damaged(.row) }
    }

    /// - Parameter twice: told of each revision of a row after the first, which is left out.
    func stateRoot(twice: (StateLeaf) throws(VaultError) -> Void) throws(VaultError) -> SHA256Digest {
        var builder = StateRootBuilder()
        try forEachLeaf { (leaf) throws(VaultError) in
            do throws(StateOrderError) { try builder.add(leaf) } catch { try twice(leaf) }
        }
        return builder.finish().root
    }

    /// Every leaf of it.
    ///
    /// - Throws: `.damaged(.row)` when a revision of a row stands there twice.
    fileprivate func stateLeaves() throws(VaultError) -> StateLeaves {
        var leaves = StateLeaves()
        try forEachLeaf { (leaf) throws(VaultError) in
            do throws(StateOrderError) { try leaves.insert(leaf) } catch { throw .damaged(.row) }
        }
        leaves.settle()
        return leaves
    }

    /// The rows of every stated table, in the order of the state root.
    private func forEachLeaf(_ body: (StateLeaf) throws(VaultError) -> Void) throws(VaultError) {
        try stored {
            for table in Self.statedTables { try forEachDigest(of: table) { try body(StateLeaf($0)) } }
        }
    }
}

extension StateLeaf {
    fileprivate init(_ digest: Row.Digest) {
        self.init(
            table: digest.table.rawValue, row: RowID(digest.id), revision: digest.revision,
            rowHash: SHA256Digest(digest.hash))
    }

    fileprivate init(_ row: StoredRow) {
        self.init(
            table: row.table.rawValue, row: RowID(row.id), revision: row.revision, rowHash: SHA256Digest(row.hash))
    }
}
