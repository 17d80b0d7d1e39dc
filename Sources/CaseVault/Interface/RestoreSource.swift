/// Where the parts of a restore lie.
public struct RestoreSource: Sendable {
    /// Folder of a backup of vault.db.
    public var backup: String
    /// Folder of a backup of gate.db, or the file that `mirrorGate` keeps up.
    public var gate: String
    /// File with the gate key, which is in no backup.
    public var gateKey: String
    /// What is left of the old vault's `audit.jsonl`, with `erased` beside it; nil when nothing is.
    public var mirror: String?

    /// All four, none with a default.
    public init(backup: String, gate: String, gateKey: String, mirror: String?) {
        (self.backup, self.gate, self.gateKey, self.mirror) = (backup, gate, gateKey, mirror)
    }
}
