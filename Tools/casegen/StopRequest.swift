import Glibc
import Synchronization

private let asked = Atomic(false)

/// Ctrl-C and TERM, asked about between two hours.
///
/// Not Platform's `Interruptions`: the vault asks those between two chunks of an attachment, and an hour that ends in its
/// middle leaves nothing to go on with.
enum StopRequest {
    static var isAsked: Bool { asked.load(ordering: .relaxed) }

    /// From now on both only ask; a second one too.
    static func hold() {
        // Made here, before a signal could make it.
        asked.store(false, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number) { _ in asked.store(true, ordering: .relaxed) }
        }
    }
}
