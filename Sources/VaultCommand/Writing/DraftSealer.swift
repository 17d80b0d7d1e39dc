import CaseVault
import Platform

/// Seals what is being written as a draft: at most every twenty seconds, and whenever the writing is cut short.
///
/// The vault is taken for one commit each time and is free while she types.
final class DraftSealer {
    /// The most that is lost when the process or the power goes.
    static let interval: UInt64 = 20_000

    private let call: Invocation
    private let caller: Caller
    private let keeper: SessionKeeper
    var target: DraftTarget
    /// The draft's number among hers; nil while there is none.
    private(set) var number: UInt32?
    private var sealed: [UInt8]
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
        (self.number, sealed) = (number, start)
    }

    /// Seconds until the next sealing is due.
    var secondsLeft: Int {
        let passed = SystemClock.system.sinceBoot - time
        return passed >= Self.interval ? 0 : Int((Self.interval - passed + 999) / 1000)
    }

    /// Seals the text if it is time and there is something new in it.
    func sealIfDue(_ text: [UInt8]) async {
        guard secondsLeft == 0 else { return }
        await seal(text)
    }

    /// Seals the text if there is something new in it. A failure is remembered and tried again.
    func seal(_ text: [UInt8]) async {
        guard text != sealed, (try? ContentInput.checked(text)) != nil else { return }
        time = SystemClock.system.sinceBoot
        let operation = DraftSave(number: number, target: target, content: Bytes(text))
        do throws(Failure) {
            number = try await call.withSession(as: caller, keeping: keeper) {
                (vault, session) async throws(Failure) in
                try await vault.done(operation, in: session).number
            }
            (sealed, failure) = (text, nil)
        } catch { failure = error }
    }

    /// Whether this text is in the draft.
    func holds(_ text: [UInt8]) -> Bool { number != nil && sealed == text }

    /// Says where the text is, if it is anywhere.
    func tell() {
        if let number { try? call.prompt.say(WritingText.kept(number).text, else: "") }
        if let failure { try? call.prompt.say(failure.report.message.text, else: "") }
    }
}
