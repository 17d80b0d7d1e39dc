/// Invites a person: she redeems the code on her own, sets her passphrase, and holds keys from then on.
///
/// For an administrator. Errors: `notPermitted`, `invalid(.login)`, `invalid(.roles)`, `loginTaken`.
public struct StaffAdd: Operation {
    /// What goes on the slip of paper.
    public struct Response: Codable, Sendable {
        public let login: String
        /// 26 Crockford base32 symbols and a check symbol in groups: a secret for one person, meant to be shown once.
        /// It opens nothing after its redemption, its fifth wrong try, or 72 hours.
        public let code: String
        /// Milliseconds since 1970, UTC.
        public let expires: UInt64
        /// Six words of the log's head, compared by voice when she enrols.
        public let words: [String]
    }
    public let login: String
    public let name: String?
    public let roles: [Role]
    public init(login: String, name: String?, roles: [Role]) {
        (self.login, self.name, self.roles) = (login, name, roles)
    }
}

/// A person as the staff list shows her.
public struct StaffMember: Codable, Sendable {
    public enum State: String, Codable, Sendable { case invited, enrolled, confirmed, expired }
    public let login: String
    public let name: String?
    public let roles: [Role]
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
    public typealias Response = [StaffMember]
    public init() {}
}

/// Shows one person. For every member. Errors: `notPermitted` (also when there is no such login).
public struct StaffShow: Operation {
    public typealias Response = StaffMember
    public let login: String
    public init(login: String) { self.login = login }
}

/// Records that the six words of a person's key were compared with her by voice. For an officer, not for oneself.
public struct StaffConfirm: Operation {
    public struct Response: Codable, Sendable {
        public let login: String
        public let key: String
    }
    public let login: String
    public init(login: String) { self.login = login }
}

/// The six words of a person's key, to be compared by voice before `StaffConfirm`. For an officer.
public struct StaffWords: Operation {
    public struct Response: Codable, Sendable {
        public let login: String
        public let words: [String]
    }
    public let login: String
    public init(login: String) { self.login = login }
}
