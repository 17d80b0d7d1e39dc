import Platform
import VaultCrypto

/// Tells whether the gate that waits in `gate-being-made` belongs to a vault that never came to its place.
///
/// The same random text lies in `DIR.being-made`, or `DIR.being-restored`, and in `gate-being-made`, in each before anything
/// else of worth. The rename that brings the vault to its place takes the vault's half with it. So while both are there and
/// equal, no vault needs that gate, and a second `init`, or `restore`, to the same place may clear it. In every other case
/// the gate may be the only copy of a live one: it is never cleared, whoever opens its vault finishes the move. The vault's
/// half stays until then, so that nobody finishes it for another vault, or while that one is still being made.
struct CreationPair {
    private static let byteCount = 16

    /// Where the vault is being made, or its place.
    let building: VaultFolder
    let gate: GateFolder

    /// Lays down the pair, the vault's half first, so that a gate's half never stands alone before the rename.
    func layDownVaultHalf(_ randomness: Randomness) throws(FileError) {
        let text = Hex.encode(RowID.random(randomness).bytes)
        try DurableFile.createNew(building.pair, contents: Array(text.utf8))
    }

    func layDownGateHalf() throws(FileError) {
        try DurableFile.createNew(gate.pair, contents: try DurableFile.read(building.pair, limit: 64))
    }

    /// Whether a gate waits that must not be cleared.
    var isGateNeeded: Bool { (gate.exists || DurableFile.exists(gate.key)) && !areEqual }

    /// Whether a gate waits, with the half that was laid down with the vault's.
    var isWhole: Bool { gate.exists && areEqual }

    /// Whether the gate that waits is not this folder's. One without a half was put there by hand, or by a program of before
    /// the halves: its key tells.
    var isAnothers: Bool { DurableFile.exists(gate.pair) && !areEqual }

    private var areEqual: Bool {
        guard let half = Self.half(gate.pair) else { return false }
        return half == Self.half(building.pair)
    }

    /// Nil for a file that is missing or torn.
    private static func half(_ path: String) -> [UInt8]? {
        guard let bytes = try? DurableFile.read(path, limit: 64), bytes.count == 2 * byteCount else { return nil }
        return bytes
    }
}

extension VaultFolder {
    /// Removes what `init` or `restore` left of its pair. It says nothing any more.
    func forgetPair() {
        guard DurableFile.exists(pair) else { return }
        try? DurableFile.remove(pair, durability: .eventual)
    }
}
