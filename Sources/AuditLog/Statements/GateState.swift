package import VaultCrypto

/// Which state of gate.db an entry belongs to: a counter of its changes, and the root over its rows.
package struct GateState: Hashable, Sendable {
    /// Counts the changes of gate.db, from 1 at genesis.
    package let counter: UInt64
    /// The state root (see ``StateRoot``) over the rows of gate.db.
    package let root: SHA256Digest

    package init(counter: UInt64, root: SHA256Digest) { (self.counter, self.root) = (counter, root) }
}
