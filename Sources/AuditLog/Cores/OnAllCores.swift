import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// What a function of one element alone gives for each, in their order, computed on all cores.
    ///
    /// The caller works too and returns when all is done; a single share is all his. For work of a tenth of a millisecond and
    /// more: less is not worth waking a thread.
    ///
    /// - Parameter share: how many elements a core takes at a time; few, so that none waits long for the last.
    package func mapOnAllCores<Result: Sendable>(
        share: Int, _ transform: @Sendable (Element) -> Result
    ) -> [Result] {
        precondition(share > 0, "no share")
        guard count > share else { return map(transform) }
        let parts = (count + share - 1) / share
        let results = Mutex([[Result]](repeating: [], count: parts))
        DispatchQueue.concurrentPerform(iterations: parts) { part in
            let made = self[(part * share)..<Swift.min(count, (part + 1) * share)].map(transform)
            results.withLock { $0[part] = made }
        }
        return results.withLock { $0.flatMap(\.self) }
    }
}
