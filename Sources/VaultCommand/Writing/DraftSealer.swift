import CaseVault
import Platform

/// Seals what is being written as a draft: at most every twenty seconds, and whenever the writing is cut short.
///
/// The vault is taken for one commit each time and is free while she types.
final class DraftSealer {
    /// The most that is lost when the process or the power goes.
    static let interval: UInt64 = 20_000
    /// The most bytes of a draft: more than a record holds, so that a text that is too long is not lost before it is
    /// shortened.
    static let byteLimit = DraftSave.byteLimit
    /// How often the last attempt is made while somebody else holds the vault; each waits three seconds.
    private static let lastTries = 10

    private let call: Invocation
    private let caller: Caller
    private let keeper: SessionKeeper
    var target: DraftTarget
    /// The draft's number among hers; nil while there is none.
    private(set) var number: UInt32?
    /// What the draft holds, and where it goes; before there is one, the text that need not be sealed.
    private var sealed: (text: [UInt8], target: DraftTarget)
    /// The text as it is now, whole.
    private var newest: [UInt8]
    private var isDropped = false
    private var time = SystemClock.system.sinceBoot
    /// Why the newest attempt failed.
    private(set) var failure: Failure?

    /// - Parameters:
    ///   - number: the draft that is gone on with.
    ///   - start: the text that need not be sealed.
    init(
        _ call: Invocation, _ caller: Caller, _ keeper: SessionKeeper, _ target: DraftTarget, number: UInt32? = nil,
        start: [UInt8] = []
    ) {
        (self.call, self.caller, self.keeper, self.target) = (call, caller, keeper, target)
        (self.number, sealed, newest) = (number, (start, target), start)
    }

    /// Lets her write and save. Until that is done, or the text is a draft, no signal ends the process.
    ///
    /// - Throws: what `work` throws, when the newest text is a draft, as far as it could be sealed; she is told which, after
    ///   the lock if it is one.
    func keeping<R>(_ work: () async throws(Failure) -> R) async throws(Failure) -> R {
        do { try Interruptions.hold() } catch { throw Failure(error) }
        defer { if call.session == nil { Interruptions.letGo() } }
        do throws(Failure) { return try await work() } catch {
            await sealAtLast()
            await offer(after: error)
            tell()
            throw number == nil ? error : error.whileWriting
        }
    }

    /// A text that could not be sealed is shown before it goes, or tried again: if she is there to see it.
    private func offer(after error: Failure) async {
        if case .input(.timedOut) = error { return }
        while !isKept {
            switch Interruptions.asked {
            case .end, .lock: return
            case .stop: Interruptions.answer(.stop)
            case nil: break
            }
            guard let step = try? TypedText(Bytes(newest), call).afterFailure(failure ?? error, canMove: false) else {
                return
            }
            if step == .drop { return drop() }
            await seal(newest)
        }
    }

    /// What is to be kept if the writing ends now. An editor empties the file before it writes: nothing is no text.
    func note(_ text: [UInt8]) {
        guard !text.isEmpty, text != newest else { return }
        (newest, isDropped) = (text, false)
    }

    /// Nothing of what there was is in the text that she begins: it stays in the draft it is in, until she discards that.
    func beginAnew() { (number, sealed.text, newest) = (nil, [], []) }

    /// She has seen the text and wants no more of it; what a draft holds already stays there.
    func drop() { isDropped = !isKept }

    /// The draft may be gone: it is written again, with another number if need be.
    func doubt() { sealed.text = [] }

    private var isKept: Bool { isDropped || newest.isEmpty || newest == sealed.text && target == sealed.target }

    /// Seconds until the next sealing is due.
    var secondsLeft: Int {
        let passed = SystemClock.system.milliseconds(since: time)
        return passed >= Self.interval ? 0 : Int((Self.interval - passed + 999) / 1000)
    }

    /// Seals the text if it is time and there is something new in it.
    func sealIfDue(_ text: [UInt8]) async {
        note(text)
        guard secondsLeft == 0 else { return }
        await seal(text)
    }

    /// Seals the newest text before the writing ends without her: for as long as it takes, if only the vault is busy.
    private func sealAtLast() async {
        for _ in 0..<Self.lastTries {
            await seal(newest)
            guard case .vault(.busy)? = failure else { return }
        }
    }

    /// Seals the text if there is something new in it, whether or not a record could hold it. A failure is remembered and
    /// tried again.
    func seal(_ text: [UInt8]) async {
        note(text)
        failure = nil
        guard !isKept, newest.count <= Self.byteLimit else { return }
        time = SystemClock.system.sinceBoot
        do throws(Failure) {
            do throws(Failure) { number = try await save(number) } catch .vault(.notPermitted) where number != nil {
                // Discarded elsewhere, or erased with a record.
                number = nil
                number = try await save(nil)
            }
            sealed = (newest, target)
        } catch { failure = error }
    }

    private func save(_ number: UInt32?) async throws(Failure) -> UInt32 {
        let operation = DraftSave(number: number, target: target, content: Bytes(newest))
        return try await call.withSession(as: caller, keeping: keeper, waiting: .brief) {
            (vault, session) async throws(Failure) in
            try await vault.done(operation, in: session).number
        }
    }

    /// Whether this text is in the draft.
    func holds(_ text: [UInt8]) -> Bool { number != nil && sealed.text == text }

    /// A draft that was opened and left as it was becomes a record only if she says so: to look at it is not to finish it.
    ///
    /// - Throws: `.input(.stopped)` when it stays a draft, as it does when she does not answer.
    func askToSave() throws(Failure) {
        let choices: [(value: Bool, code: String, name: String)] = [
            (false, "", WritingText.keepAsDraft.text), (true, "", WritingText.saveAsRecord.text),
        ]
        let saves = try call.prompt.choice(
            .draftNotChanged, of: choices, else: ContentInput.option, firstIsStandard: true)
        guard saves else { throw .input(.stopped) }
    }

    /// Says where the text is, if it is anywhere; once more when the session is locked, since that clears the window.
    func tell() {
        if let number { call.session?.memory.keep(draft: number) }
        let text: WritingText? =
            switch (isKept, number) {
            case (true, let number?): isDropped ? .keptEarlier(number) : .kept(number)
            case (true, nil): nil
            case (false, let number?): .keptEarlier(number)
            case (false, nil): .notKept
            }
        if let text { try? call.prompt.say(text.text, else: "") }
        if let failure { try? call.prompt.say(failure.report.message.text, else: "") }
    }
}
