/// What an act does that leaves compartments without anybody who could open them or pass them on.
public enum LastHolder: String, Codable, Sendable {
    /// It is refused, and the error names the cases.
    case refuses
    /// It is done all the same.
    case goesOn
}

/// Compartments of a case that a person alone holds.
public struct HeldAlone: Hashable, Sendable {
    /// The reference.
    public let `case`: CaseReference
    /// In their order.
    public let compartments: [Compartment]
}

/// Ends everything the vault does for a person, at once: her signatures are void, her sessions over, and the gate gives
/// her nothing. What she holds stays with her for the day she is resumed.
///
/// For an officer, about administrators too, not about herself.
/// Errors: `notPermitted`, `lastAdministrator`, `holdsAlone`.
public struct StaffSuspend: Operation {
    /// Who is suspended.
    public struct Response: Codable, Sendable {
        /// Her login.
        public let login: String
        /// Cases in which nobody can open something until she is back.
        public let cases: [CaseReference]
    }
    /// Who.
    public let login: String
    /// What happens to what she alone holds.
    public let lastHolder: LastHolder
    /// One person, from now on.
    public init(login: String, lastHolder: LastHolder) { (self.login, self.lastHolder) = (login, lastHolder) }
}

/// Lets a suspended person work again: an officer asks, another one approves; a sole officer does it alone, and the log
/// says so. Errors: `notPermitted`.
public struct StaffResume: Operation {
    /// How far it is.
    public struct Response: Codable, Sendable {
        /// Her login.
        public let login: String
        /// Whether she works again.
        public let state: State
        /// The request that waits for a second officer.
        public let number: UInt64?
        /// Until when that can be approved, milliseconds since 1970, UTC.
        public let expires: UInt64?
    }
    /// How far a resumption is.
    public enum State: String, Codable, Sendable {
        /// A second officer has to approve.
        case asked
        /// She works again.
        case resumed
    }
    /// Who.
    public let login: String
    /// One person.
    public init(login: String) { self.login = login }
}
