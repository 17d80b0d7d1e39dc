internal import AuditLog

/// Changes the policy: rights by role and compartment, custodians, what is indexed, and waits.
///
/// For an administrator. No policy gives administrators, trustees or auditors anything of a client, or anybody another
/// author's process notes. What it allows no more ends with its entry; what it allows more comes as colleagues unlock.
/// Errors: `notPermitted`, `invalid(.policy)`, `holdsAlone` when nobody could open something any more.
public struct PolicySet: Operation {
    /// What follows.
    public struct Response: Codable, Sendable {
        /// Whether it differs from the policy in force.
        public let changes: Bool
        /// Keys that end in whole or in part, by the login that loses them.
        public let lapsing: [String: Int]
        /// Keys that colleagues will have to pass on, by the login that will wait for them.
        public let waiting: [String: Int]
        /// The policy as it is then.
        public let policy: PolicyReport
    }
    /// One change.
    public enum Change: Codable, Sendable {
        /// What a role may do in a compartment of her own cases: letters of r, w, o, g, or `-`.
        case rights(Compartment, Role, String)
        /// Who may pass a compartment's keys on without being assigned.
        case custodians(Compartment, PolicyReport.Custodians)
        /// How much of a compartment the search may find.
        case indexing(Compartment, PolicyReport.Indexing)
        /// How long a case is closed before it is erased, 0 to 30 days.
        case erasureDays(Int)
    }
    /// Whether it is done.
    public enum Extent: String, Codable, Sendable {
        /// Only what would follow.
        case tries
        /// It is done.
        case sets
    }
    /// In this order.
    public let changes: [Change]
    /// Whether it is done.
    public let extent: Extent
    /// Some changes at once.
    public init(_ changes: [Change], _ extent: Extent) { (self.changes, self.extent) = (changes, extent) }
}

/// The policy in force.
public struct PolicyReport: Codable, Sendable {
    /// Who may pass a compartment's keys on without being assigned.
    public enum Custodians: String, Codable, Sendable, CaseIterable {
        /// Every coordinator.
        case coordinators
        /// The others of the role who are assigned.
        case assigned
        /// Nobody.
        case nobody
    }
    /// How much of a compartment the search may find.
    public enum Indexing: String, Codable, Sendable, CaseIterable {
        /// Nothing.
        case none
        /// Part of it.
        case partly
        /// All of it.
        case whole
    }
    /// What it says of one compartment.
    public struct Rule: Codable, Sendable {
        /// The compartment; `case` is the header.
        public let compartment: Compartment
        /// Letters of r, w, o, g, by role; a role that is not named has nothing.
        public let rights: [String: String]
        /// Who else may pass its keys on.
        public let custodians: Custodians
        /// How much of it the search may find.
        public let indexing: Indexing
        /// Whether the trustees may recover it.
        public let escrowed: Bool
        /// Whether a handover may take it along.
        public let transferable: Bool
    }
    /// In their order.
    public let rules: [Rule]
    /// How long a case is closed before it is erased, in days.
    public let erasureDays: Int
    /// Since when it is in force, milliseconds since 1970, UTC.
    public let since: UInt64
    /// Whether it is the one a new vault begins with.
    public let isStandard: Bool
    /// Roles that can hold something of a case, in the order of the table.
    public static var roles: [Role] {
        Role.all.filter { !["administrator", "trustee", "auditor"].contains($0.description) }
    }
    /// Every compartment, the header too.
    public static var compartments: [Compartment] { [.header] + Compartment.all }
}

extension Compartment {
    /// The header of a case, which the vault itself writes; only a policy names it.
    public static var header: Compartment { Compartment(.header) }
}
