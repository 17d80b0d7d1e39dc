import Platform

extension Vault {
    /// How long another command may well have a vault open, in seconds: what to wait for before saying that it is busy.
    ///
    /// Each command reads the whole log at its opening. Three seconds, and for a long log as long as reading it takes on a
    /// computer that is four times slower than the one of Measurements: one for each 16 MiB, some 30,000 entries. A minute at
    /// most.
    public static func patience(at directory: String) -> Double {
        let bytes = FileCopy.byteCount(VaultFolder(path: AbsolutePath.of(directory)).mirror)
        return min(60, max(3, (Double(bytes) / Double(16 << 20)).rounded()))
    }
}
