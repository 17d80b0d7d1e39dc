import Platform
import VaultCrypto

// What waits in a folder inside a gate's directory comes to its place as a copy, and goes when that is durable. A rename into
// another folder is two changes of names: where no journal joins them, as on a stick with FAT, a power cut may leave the one
// that takes a name away and not the one that gives it, and the only key would be nowhere. Each step can be repeated.
extension GateFolder {
    /// Brings the key to its place.
    ///
    /// - Returns: whether none waits there any more. One that is not the key at the place stays where it is.
    func takeKey(from waiting: GateFolder) -> Bool {
        guard DurableFile.exists(waiting.key) else { return true }
        if !DurableFile.exists(key) { place(waiting.key, at: key, copy: GateKey.copy) }
        if GateKey.areSame(waiting.key, key) { try? DurableFile.remove(waiting.key, durability: .durable) }
        return !DurableFile.exists(waiting.key)
    }

    /// Brings gate.db to its place.
    ///
    /// - Returns: whether none waits there any more. One that is not the one at the place stays where it is.
    func takeDatabase(from waiting: GateFolder) -> Bool {
        guard waiting.exists else { return true }
        if !exists { place(waiting.database, at: database, copy: DurableCopy.copy) }
        if (try? DurableCopy.areSame(waiting.database, database)) == true {
            try? DurableFile.remove(waiting.database, durability: .durable)
        }
        return !waiting.exists
    }

    /// At the place there is all of it or nothing. A disk without room for a copy gets the file itself.
    private func place(_ waiting: String, at path: String, copy: (_ path: String, _ newPath: String) throws -> Void) {
        DurableFile.removeRemainders(of: path)
        let replacement = ReplacementName.path(for: path)
        do { try copy(waiting, replacement) } catch {
            try? DurableMove.move(waiting, to: path)
            return
        }
        do { try DurableMove.move(replacement, to: path) } catch {
            try? DurableFile.remove(replacement, durability: .eventual)
        }
    }
}
