/// Invites a person: she redeems the code on her own, sets her passphrase, and holds keys from then on.
///
/// For an administrator. A login whose code has expired or is spent can be invited again.
/// Errors: `notPermitted`, `invalid(.login)`, `invalid(.roles)`, `invalid(.name)`, `loginTaken`.
public struct StaffAdd: Operation {
    /// What goes on the slip of paper.
    public struct Response: Codable, Sendable {
        /// The login she will use.
        public let login: String
        /// 26 Crockford base32 symbols and a check symbol in groups: a secret for one person, meant to be shown once.
        /// It opens nothing after its redemption, its fifth wrong try, or 72 hours.
        public let code: String
        /// Milliseconds since 1970, UTC.
        public let expires: UInt64
        /// Six words of the log's head, compared by voice when she enrols.
        public let words: [String]
    }
    /// 2 to 32 of `a-z0-9._-`, beginning with a letter; readable by everyone with the gate.
    public let login: String
    /// Her name as colleagues see it, or nil.
    public let name: String?
    /// At least one role, each once; she acts under the first that allows an act.
    public let roles: [Role]
    /// One person who is not here yet.
    public init(login: String, name: String?, roles: [Role]) {
        (self.login, self.name, self.roles) = (login, name, roles)
    }
}

/// A person as the staff list shows her.
public struct StaffMember: Codable, Sendable {
    /// How far she has come.
    public enum State: String, Codable, Sendable {
        /// She has a code and has not used it.
        case invited
        /// She has keys; nobody has compared their six words with her.
        case enrolled
        /// An officer has compared the six words with her by voice.
        case confirmed
        /// The vault opens nothing for her until two officers let her work again.
        case suspended
        /// Her code ran out or was tried five times; she can be invited again.
        case expired
    }
    /// Her login.
    public let login: String
    /// Her name, if one was given.
    public let name: String?
    /// Her roles, first the one she acts under when several allow an act.
    public let roles: [Role]
    /// How far she has come.
    public let state: State
    /// Key id in hex, or empty while she has not enrolled.
    public let key: String
    /// When she was invited or enrolled; milliseconds since 1970, UTC.
    public let since: UInt64
    /// Cases she is assigned to.
    public let cases: Int
}

/// Lists everybody who holds or has been offered keys. For every member.
public struct StaffList: Operation {
    /// Everybody, by login.
    public typealias Response = [StaffMember]
    /// The whole list.
    public init() {}
}

/// Shows one person. For every member. Errors: `notPermitted` (also when there is no such login).
public struct StaffShow: Operation {
    /// The person.
    public typealias Response = StaffMember
    /// Who.
    public let login: String
    /// One person.
    public init(login: String) { self.login = login }
}

/// Records that the six words of a person's key were compared with her by voice. For an officer, not for oneself.
public struct StaffConfirm: Operation {
    /// Whose key was confirmed.
    public struct Response: Codable, Sendable {
        /// Her login.
        public let login: String
        /// Her key id in hex.
        public let key: String
    }
    /// Who read the words aloud.
    public let login: String
    /// One person, after the comparison.
    public init(login: String) { self.login = login }
}

/// The six words of a person's key, to be compared by voice before `StaffConfirm`. For an officer.
public struct StaffWords: Operation {
    /// What the officer hears if the key is hers.
    public struct Response: Codable, Sendable {
        /// Her login.
        public let login: String
        /// Six words of her signing and wrapping key.
        public let words: [String]
    }
    /// Whose key.
    public let login: String
    /// The words of one person.
    public init(login: String) { self.login = login }
}
