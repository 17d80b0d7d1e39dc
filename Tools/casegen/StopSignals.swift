import Dispatch
import Foundation
import Synchronization

/// Ctrl-C and TERM: from its making on they end nothing, and are noted.
final class StopSignals: Sendable {
    private let asked = Mutex(false)

    init() {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            // The source lives as long as its handler, which is to the end of the process.
            source.setEventHandler { withExtendedLifetime(source) { self.asked.withLock { $0 = true } } }
            source.resume()
        }
    }

    var isAsked: Bool { asked.withLock { $0 } }
}
