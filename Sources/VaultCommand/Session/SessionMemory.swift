import CaseVault
import Synchronization

/// What a session remembers between its commands: the last case and why each was opened. Never written anywhere, and
/// forgotten when the session is locked.
final class SessionMemory: Sendable {
    private struct Contents {
        var last: CaseReference?
        /// The case of the running command.
        var running: CaseReference?
        var purposes: [CaseReference: Purpose] = [:]
        /// What the running command kept when its writing was cut short.
        var draft: UInt32?
    }

    private let contents = Mutex(Contents())

    /// The memory of the session whose command runs. A task-local value, because references are read in places to which
    /// nothing but the text is passed.
    @TaskLocal static var current: SessionMemory?

    /// The case that `-` stands for.
    var lastCase: CaseReference? { contents.withLock { $0.last } }

    /// A command begins; it has named no case yet.
    func beginCommand() { contents.withLock { ($0.running, $0.draft) = (nil, nil) } }

    /// A text that was being written is kept as this draft of hers.
    func keep(draft number: UInt32) { contents.withLock { $0.draft = number } }

    /// The draft that the last command kept.
    var draft: UInt32? { contents.withLock { $0.draft } }

    func name(_ reference: CaseReference) {
        contents.withLock { ($0.last, $0.running) = (reference, reference) }
    }

    /// Why she opened the case of the running command before.
    var purpose: Purpose? { contents.withLock { contents in contents.running.flatMap { contents.purposes[$0] } } }

    func remember(_ purpose: Purpose) {
        contents.withLock { contents in
            if let running = contents.running { contents.purposes[running] = purpose }
        }
    }
}
