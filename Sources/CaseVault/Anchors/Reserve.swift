import Platform

/// `reserve`: a file of nothing, given up when the disk is full, so that reading, which writes its entry first, still
/// works until someone has made room (WriteOrdering.md, "Must", 7).
struct Reserve: Sendable {
    private static let byteCount = 1 << 19

    let path: String

    /// Lays the reserve down if it is missing; only where it is not what fills the disk.
    func prepare(_ environment: VaultEnvironment) {
        guard !DurableFile.exists(path), environment.freeBytes(AbsolutePath.folder(of: path)) ?? 0 > DiskRoom.room
        else { return }
        // Without a reserve everything works as long as the disk is not full; the next opening tries again.
        try? DurableFile.createNew(path, contents: [UInt8](repeating: 0, count: Self.byteCount))
    }

    /// Gives the room back.
    ///
    /// - Returns: whether there was any.
    func release() -> Bool {
        do {
            try DurableFile.remove(path, durability: .durable)
            return true
        } catch {
            return false
        }
    }
}
