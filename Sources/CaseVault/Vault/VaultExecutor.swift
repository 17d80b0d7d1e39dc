import Dispatch
import Synchronization

/// A serial queue as the actor's executor.
///
/// Jobs that wait together are one piece of work for the queue: after a commit its callers go on together. They run in
/// their order; against what is queued by ``async(_:)`` a job may come a little earlier than it was asked for, never later.
final class VaultExecutor: SerialExecutor {
    private let queue = DispatchQueue(label: "casevault")
    private let waiting = Mutex<[UnownedJob]>([])
    private let others = DispatchGroup()

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = waiting.withLock { waiting in
            waiting.append(job)
            return waiting.count == 1
        }
        if isFirst { queue.async { self.runWaiting() } }
    }

    private func runWaiting() {
        let jobs = waiting.withLock { waiting in
            let jobs = waiting
            waiting = []
            return jobs
        }
        // Unsafe because each job may run once only, and on an executor that is still there: they were taken off the list
        // above, and the queue holds this one until the last has run.
        for job in jobs { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }

    /// Runs work after a time.
    func after(seconds: Int, _ work: @escaping @Sendable () -> Void) {
        queue.asyncAfter(deadline: .now() + .seconds(seconds), execute: work)
    }

    /// Runs work on another thread. It must not wait for this executor.
    func elsewhere(_ work: @escaping @Sendable () -> Void) {
        DispatchQueue.global().async(group: others, execute: work)
    }

    /// Waits for all that runs elsewhere: what it holds of keys is wiped with it.
    func join() { others.wait() }

    /// Runs work after what is queued now.
    func async(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }
}
