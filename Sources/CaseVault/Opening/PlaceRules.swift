import Platform

// Where a vault and its gate may lie: on a disk of this computer, since locks and fsync are to be trusted, and in no folder
// that a program copies to other machines, since a copied gate takes the second half of every key along.
extension VaultEnvironment {
    /// Whether something may be used where it lies.
    ///
    /// - Throws: `.unsuitableFolder(.network)`. A place that cannot be asked is not refused: what opens it says why.
    func checkPlace(_ path: String) throws(VaultError) {
        if isNetwork(path) == true { throw .unsuitableFolder(.network) }
    }

    /// Whether something may be made here; the folder need not be there yet.
    ///
    /// - Throws: `.unsuitableFolder`.
    func checkNewPlace(_ path: String) throws(VaultError) {
        try checkPlace(path)
        if isSynchronised(path) { throw .unsuitableFolder(.synchronised) }
    }

    /// Whether a program copies the folder to other machines, as far as such programs leave marks.
    func isSynchronised(_ path: String) -> Bool { ((try? FileSystems.syncedFolder(path)) ?? nil) != nil }
}
