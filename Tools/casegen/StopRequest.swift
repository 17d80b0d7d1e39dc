import Glibc
import Synchronization

private let asked = Atomic(false)

/// Ctrl-C, TERM and a window that closes, asked about between two hours.
///
/// Not Platform's `Interruptions`: the vault asks those between two chunks of an attachment, and an hour that ends in its
/// middle leaves nothing to go on with.
enum StopRequest {
    static var isAsked: Bool { asked.load(ordering: .relaxed) }

    /// From now on each only asks; a second one too. What was ignored (nohup) stays ignored.
    static func hold() {
        // Made here, before a signal could make it.
        asked.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
            signal(number) { _ in asked.store(true, ordering: .relaxed) }
        }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
        var action = sigaction()
        unsafe sigaction(number, nil, &action)
        // SIG_IGN, which Swift cannot compare.
        return unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 1
    }
}
