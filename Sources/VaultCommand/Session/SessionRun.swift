import CaseVault
import Platform

/// `casevault` alone on a terminal: login and passphrase once, then command after command until she leaves.
///
/// Locked by `lock`, by a time without a key, by `lock --all` from elsewhere, and before the end on TERM and when the
/// terminal closes. While it waits it holds neither the vault's lock nor its database.
struct SessionRun {
    private let options: GlobalOptions
    private let environment: EnvironmentReading
    private let idle: IdleLimit
    private let terminal: Terminal
    private let registry: SessionRegistry

    init(
        _ options: GlobalOptions, _ environment: EnvironmentReading, on terminal: Terminal, idle: IdleLimit = .standard
    ) {
        (self.options, self.environment, self.terminal, self.idle) = (options, environment, terminal, idle)
        registry = SessionRegistry(environment)
    }

    /// Why the keys were put away.
    private enum Ending {
        /// She left, or the process was told to end.
        case left
        case locked(SessionText)
    }

    /// - Returns: `.done` on leaving, however often a command failed.
    /// - Throws: what hinders the first unlock.
    func run() async throws(Failure) -> ExitStatus {
        do { try Interruptions.hold() } catch { throw Failure(error) }
        let caller = try await Invocation(options, environment).caller()
        var open = try await unlocked(caller)
        try welcome()
        while true {
            let ending = await serve(open)
            await end(open)
            guard case .locked(let text) = ending else { return .done }
            clear()
            let draft = open.memory.draft.map { WritingText.kept($0).text }
            guard let next = await unlockedAgain(caller, [text.text, draft].compactMap(\.self)) else { return .done }
            open = next
        }
    }

    // MARK: - Unlocking

    private func unlocked(_ caller: Caller) async throws(Failure) -> OpenSession {
        let call = try Invocation(options, environment)
        let keeper = SessionKeeper()
        let roles = try await call.withSession(as: caller, keeping: keeper) { (_, session) async throws(Failure) in
            session.roles
        }
        guard let keys = keeper.keys else { throw .input(.stopped) }
        if !registry.enter(try call.directory()) { call.output.note(SessionText.notFound) }
        return OpenSession(Caller(login: caller.login, roles: roles), keys)
    }

    /// Waits, without keys and as long as it takes, for the passphrase; nil when she leaves instead.
    ///
    /// - Parameter lines: why it is locked, and what was kept.
    private func unlockedAgain(_ caller: Caller, _ lines: [String]) async -> OpenSession? {
        guard Interruptions.asked != .end else { return nil }
        lines.forEach { say($0) }
        while true {
            say(SessionText.goOn.text)
            do { return try await unlocked(caller) } catch {
                switch (error, Interruptions.asked) {
                case (_, .end), (.input(.terminalLost), _), (.input(.stopped), nil): return nil
                case (_, let asked?): Interruptions.answer(asked)
                case (_, nil): say(error.report.message.text)
                }
            }
        }
    }

    private func welcome() throws(Failure) {
        let output = Output(options, environment)
        if !output.quiet { say(SessionText.welcome(minutes: idle.minutes).text) }
    }

    // MARK: - Commands

    /// Carries out one command after another.
    private func serve(_ open: OpenSession) async -> Ending {
        while true {
            switch Interruptions.asked {
            case .end: return .left
            case .lock:
                Interruptions.answer(.lock)
                return .locked(.lockedByOther)
            case .stop: Interruptions.answer(.stop)
            case nil: break
            }
            do throws(TerminalError) {
                let prompt = SessionText.line(login: open.caller.login).text
                guard let line = try terminal.readLine(prompt: prompt, limit: 4000, waiting: idle.seconds) else {
                    say("")
                    return .left
                }
                if let ending = await obey(line, open) { return ending }
            } catch {
                switch error {
                case .timedOut: return idleEnding()
                case .interrupted: say("")
                case .tooLong, .notText: tell(Failure(error))
                case .none, .lost, .busy, .inputOutput: return .left
                }
            }
        }
    }

    /// - Returns: an ending when the line asks for one, or nobody answered a question of the command.
    private func obey(_ line: String, _ open: OpenSession) async -> Ending? {
        do throws(Failure) {
            var words = try CommandWords.split(line)
            // A habit of the fingers.
            if words.first == "casevault" { words.removeFirst() }
            switch words {
            case []: return nil
            case ["quit"], ["exit"], ["q"]: return .left
            case ["lock"]: return .locked(.locked)
            case ["?"]: SessionHelp(roles: open.caller.roles).lines.forEach { say($0) }
            default: try await carryOut(words, open)
            }
        } catch {
            if case .input(.timedOut) = error { return idleEnding() }
            if case .input(.terminalLost) = error { return .left }
            tell(error)
        }
        return nil
    }

    private func carryOut(_ words: [String], _ open: OpenSession) async throws(Failure) {
        if let option = words.compactMap(Self.settled).first { throw .usage(.notInSession(option)) }
        if let option = words.compactMap(Self.descriptor).first { throw .usage(.askedInSession(option)) }
        let command = CommandRun(ownOptions + words.map(Self.shielded(open.memory)), environment, in: open, idle: idle)
        open.memory.beginCommand()
        let failure = await SessionMemory.$current.withValue(open.memory) { () async -> Failure? in
            do throws(Failure) {
                _ = try await command.carryOut()
                return nil
            } catch { return error }
        }
        switch failure {
        case .input(.timedOut)?, .input(.terminalLost)?: if let failure { throw failure }
        case let failure?: command.tell(failure)
        case nil: break
        }
    }

    /// Settled when the session began.
    private static func settled(_ word: String) -> String? {
        let fixed = ["--vault", "--as", "--gate", "--gate-key", "--lang", "--passphrase-fd", "--lock-after"]
        return fixed.first { word == $0 || word.hasPrefix($0 + "=") }
    }

    /// Who reads from a descriptor hears no Ctrl-C and looks at no clock; and the number that a word names may by now be
    /// one of our own.
    private static func descriptor(_ word: String) -> String? {
        let name = word.prefix { $0 != "=" }
        return name.hasPrefix("--") && name.hasSuffix("-fd") ? String(name) : nil
    }

    /// `-/3` would be read as an option.
    private static func shielded(_ memory: SessionMemory) -> (String) -> String {
        { word in
            guard word.hasPrefix("-/"), let last = memory.lastCase else { return word }
            return "\(last)\(word.dropFirst())"
        }
    }

    private var ownOptions: [String] {
        let named = [
            ("--vault", options.vault), ("--as", options.login), ("--gate", options.gate),
            ("--gate-key", options.gateKey),
        ]
        let flags = [("--json", options.json), ("--plain", options.plain), ("--quiet", options.quiet)]
        return named.flatMap { name, value in value.map { [name, $0] } ?? [] }
            + (flags + [("--utc", options.utc)]).filter(\.1).map(\.0)
    }

    // MARK: - The end

    /// Writes the end into the log, and forgets the keys whether that succeeds or not.
    private func end(_ open: OpenSession) async {
        if let keys = open.keys {
            open.forget()
            do throws(Failure) {
                try await Invocation(options, environment).withVault(waiting: .brief) { (vault) async throws(Failure) in
                    let session: Session
                    do throws(VaultError) { session = try await vault.resume(keys) } catch { throw .vault(error) }
                    await vault.lock(session)
                }
            } catch { say(SessionText.endNotWritten.text) }
        }
        registry.leave()
    }

    private func idleEnding() -> Ending { .locked(.lockedIdle(minutes: idle.minutes)) }

    /// What stands in the window leaves it, in whatever form it was shown: whoever comes to an empty chair finds nothing.
    private func clear() {
        let isDumb = environment[.terminal] == "dumb"
        let lines = String(repeating: "\n", count: terminal.size.rows)
        try? terminal.write(isDumb ? lines : "\u{1B}[2J\u{1B}[H\u{1B}[3J")
    }

    /// A terminal that is gone is noticed at the next reading.
    private func say(_ text: String) { try? terminal.write(text + "\n") }

    private func tell(_ failure: Failure) { say(failure.report.message.text) }
}
