/// Sets a person's roles. What her new roles allow no more ends; what they allow more comes from colleagues who hold it.
/// Her process notes stay hers.
///
/// For an administrator, never about herself.
/// Errors: `notPermitted`, `invalid(.roles)`, `lastAdministrator`, `holdsAlone`.
public struct StaffRole: Operation {
    /// The roles after it.
    public struct Response: Codable, Sendable {
        /// Her login.
        public let login: String
        /// Her roles, first the one she acts under when several allow an act.
        public let roles: [Role]
    }
    /// Who.
    public let login: String
    /// At least one, each once.
    public let roles: [Role]
    /// One person and all her roles.
    public init(login: String, roles: [Role]) { (self.login, self.roles) = (login, roles) }
}

/// Gives a person who forgot her passphrase a code for new keys. Until she redeems it her old ones go on.
///
/// Her cases come back from colleagues who hold them; her process notes, and what she alone holds, do not. What she signed
/// stays hers. For an administrator, not about herself. Errors: `notPermitted`, `holdsAlone`.
public struct StaffRenew: Operation {
    /// What goes on the slip of paper.
    public typealias Response = StaffAdd.Response
    /// Who.
    public let login: String
    /// What happens to what she alone holds.
    public let lastHolder: LastHolder
    /// One person.
    public init(login: String, lastHolder: LastHolder) { (self.login, self.lastHolder) = (login, lastHolder) }
}

/// Declares that a person must not work on a case: from that entry on the gate gives her nothing of it, and nobody can
/// assign her to it.
///
/// For oneself, and for an officer about anybody. It cannot be withdrawn. Errors: `notPermitted`, `holdsAlone`.
public struct ConflictDeclare: Operation {
    /// Who is kept out of what.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// Her login.
        public let login: String
    }
    /// Which case.
    public let `case`: CaseReference
    /// Who; nil for oneself.
    public let login: String?
    /// What happens to what she alone holds.
    public let lastHolder: LastHolder
    /// One case and one person.
    public init(case reference: CaseReference, login: String?, lastHolder: LastHolder) {
        (self.case, self.login, self.lastHolder) = (reference, login, lastHolder)
    }
}
