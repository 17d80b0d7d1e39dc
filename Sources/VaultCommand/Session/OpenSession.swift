import CaseVault

/// A session from its unlock to its lock: whose it is, and her keys while it waits. It holds neither lock nor database.
final class OpenSession {
    let caller: Caller
    let memory = SessionMemory()
    /// Nil once it is locked.
    private(set) var keys: KeptKeys?

    init(_ caller: Caller, _ keys: KeptKeys) { (self.caller, self.keys) = (caller, keys) }

    /// Forgets the keys; the last reference wipes them.
    func forget() { keys = nil }
}

/// The time without a key after which a session locks itself.
struct IdleLimit: Sendable {
    static let standard = IdleLimit(seconds: 600)

    let seconds: Int

    init(seconds: Int) { self.seconds = seconds }

    /// - Returns: nil outside 1 to 60.
    init?(minutes: Int) {
        guard (1...60).contains(minutes) else { return nil }
        seconds = minutes * 60
    }

    var minutes: Int { (seconds + 59) / 60 }
}
