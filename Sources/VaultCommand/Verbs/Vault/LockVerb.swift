import ArgumentParser
import CaseVault
import Platform

/// `lock --all`: every session of this account on the vault forgets its keys. Needs no passphrase.
struct LockVerb: Verb {
    static var configuration: CommandConfiguration {
        .verb("lock", .lock, usage: "lock --all", examples: ["lock --all"])
    }

    @OptionGroup(visibility: .hidden) var global: GlobalOptions

    @Flag(help: .init(OptionText.lockAll.text)) var all = false

    /// How long a session may take: it finishes what it is writing first.
    private static let patienceMilliseconds: UInt64 = 10_000

    func execute(_ call: Invocation) async throws(Failure) -> ExitStatus {
        guard all else { throw .usage(.lockWhere) }
        let directory = try call.directory()
        let registry = SessionRegistry(call.environment)
        func sessions() throws(Failure) -> [SessionRegistry.Entry] {
            do throws(FileError) { return try registry.sessions(of: directory) } catch .inputOutput {
                throw .vault(.inputOutput)
            } catch { throw .usage(.noStateDirectory) }
        }
        let asked = try sessions().filter { $0.process.askToLock() }
        let own = asked.count { $0.process == ProcessName.own }
        let left = try wait(for: asked.count - own) { () throws(Failure) in
            try sessions().count { asked.contains($0) && $0.process != ProcessName.own }
        }
        let answer = LockAnswer(locked: asked.count - left, busy: left)
        if call.output.form == .json {
            try call.output.json(answer)
        } else {
            try call.output.line(SessionText.lockedSessions(answer.locked).text)
        }
        if left > 0 { call.output.note(SessionText.stillHeld(left)) }
        return left == 0 ? .done : .busy
    }

    /// Looks again and again until none is left, or patience is.
    private func wait(for count: Int, _ remaining: () throws(Failure) -> Int) throws(Failure) -> Int {
        guard count > 0 else { return 0 }
        let limit = SystemClock.system.sinceBoot + Self.patienceMilliseconds
        while true {
            let left = try remaining()
            if left == 0 || SystemClock.system.sinceBoot >= limit { return left }
            SystemClock.pause(milliseconds: 50)
        }
    }
}

/// `lock --all` for programs.
private struct LockAnswer: Encodable {
    let locked: Int
    let busy: Int
}
