/// What waits for the caller: acts that need a second officer, words to compare, keys she has received or could pass on.
///
/// For every member.
public struct Inbox: Operation {
    /// One thing that waits, or has just come.
    public struct Item: Codable, Sendable {
        /// What it is.
        public let kind: Kind
        /// Its number for `approve` and `refuse`; nil for what needs no answer.
        public let number: UInt64?
        /// The person it is about, if it is about one.
        public let login: String?
        /// The case it is about, if it is about one.
        public let `case`: String?
        /// The compartment of a key.
        public let compartment: Compartment?
        /// The record it is about, if it is about one alone.
        public let record: String?
        /// Login of who asked.
        public let from: String?
        /// Until when it can be answered, milliseconds since 1970, UTC.
        public let expires: UInt64?
    }
    /// What can wait for a person.
    public enum Kind: String, Codable, Sendable {
        /// A suspended person shall work again.
        case resume
        /// A case shall be erased.
        case erasure
        /// An erasure is ordered; any officer can stop it until then.
        case erasing
        /// The wait of a record's erasure is over, and nobody on the case writes in its compartment: the next keys are missing.
        case erasingNeedsWriter = "erasing-needs-writer"
        /// The wait of a record's erasure is over, and nobody on the case opens what others wrote beside it.
        case erasingNeedsReader = "erasing-needs-reader"
        /// A backup has taken the place of the vault.
        case restore
        /// The caller asked; another officer has to answer.
        case asked
        /// Six words of a person's key were not compared with her yet.
        case words
        /// A key that this unlock put into the caller's keyring.
        case received
        /// A key passed on to the caller that does not open.
        case unopened
        /// A colleague waits for a key that the caller holds.
        case assignment
    }
    /// Most urgent first.
    public typealias Response = [Item]
    /// Everything that waits for the caller.
    public init() {}
}

/// Answers an act that needs two. For an officer, not for what she asked for herself, and not about herself.
///
/// What is approved is done at once where nothing else has to be waited for. Errors: `notPermitted`, also when the request
/// is over, answered or was never there.
public struct RequestAnswer: Operation {
    /// What became of it.
    public struct Response: Codable, Sendable {
        /// The number of the request.
        public let number: UInt64
        /// What was asked for.
        public let kind: Inbox.Kind
        /// The person it is about, if it is about one.
        public let login: String?
        /// The case it is about, if it is about one.
        public let `case`: String?
        /// The record it is about, if it is about one alone.
        public let record: String?
        /// When what was approved will be done, if not now; milliseconds since 1970, UTC.
        public let until: UInt64?
        /// The answer.
        public let decision: Decision
    }
    /// What an officer answers.
    public enum Decision: String, Codable, Sendable {
        /// It shall be done.
        case approve
        /// It shall not; whoever asked can withdraw with it too.
        case refuse
    }
    /// The number in the inbox.
    public let number: UInt64
    /// The answer.
    public let decision: Decision
    /// One request and its answer.
    public init(number: UInt64, decision: Decision) { (self.number, self.decision) = (number, decision) }
}
