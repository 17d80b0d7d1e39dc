/// How long to wait while another process has a vault open.
public struct LockWait: Sendable {
    /// Seconds at most.
    let seconds: Double
    let begins: @Sendable (Double) -> Void
    let goesOn: @Sendable () -> Bool

    /// Not at all.
    public static let none = LockWait(seconds: 0)

    /// - Parameters:
    ///   - seconds: at most.
    ///   - begins: called once, when a second has passed and so many are left.
    ///   - goesOn: asked once a second from then on; `false` ends the waiting, as its time does.
    public init(
        seconds: Double, begins: @escaping @Sendable (_ secondsLeft: Double) -> Void = { _ in },
        goesOn: @escaping @Sendable () -> Bool = { true }
    ) {
        (self.seconds, self.begins, self.goesOn) = (seconds, begins, goesOn)
    }

    /// As long as another command may well have the vault that lies in a directory.
    ///
    /// Each command reads the whole log at its opening. Three seconds, and for a long log as long as reading it takes on a
    /// computer that is four times slower than the one of Measurements: one for each 16 MiB, some 30,000 entries. A minute at
    /// most.
    public static func asLongAsACommand(
        of directory: String, begins: @escaping @Sendable (_ secondsLeft: Double) -> Void,
        goesOn: @escaping @Sendable () -> Bool
    ) -> LockWait {
        LockWait(seconds: VaultFolder(path: directory).secondsOfACommand, begins: begins, goesOn: goesOn)
    }
}

extension VaultFolder {
    fileprivate var secondsOfACommand: Double {
        min(60, max(3, (Double(FileCopy.byteCount(mirror)) / Double(16 << 20)).rounded()))
    }
}
