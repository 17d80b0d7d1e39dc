/// Opens a case: its reference, its header, and the label if there is one.
///
/// For every role except trustee and auditor. Without `lead` the maker leads, except that an administrator without
/// another role must name one. Errors: `notPermitted`, `invalid(.label)`, `invalid(.lead)`.
public struct CaseNew: Operation {
    public struct Response: Codable, Sendable {
        /// The reference, for example `K-7F3Q2M-X`.
        public let `case`: String
    }
    public let label: String?
    public let lead: String?
    public init(label: String?, lead: String?) { (self.label, self.lead) = (label, lead) }
}

/// Lists the caller's cases; with `names` their labels too, each an entry of its own.
public struct CaseList: Operation {
    public struct Line: Codable, Sendable {
        public let `case`: String
        public let state: CaseState
        /// Login of the lead.
        public let lead: String
        /// When the case was opened, milliseconds since 1970, UTC.
        public let opened: UInt64
        /// Only with `names`, and only where the caller may read the identity compartment.
        public let label: String?
    }
    public typealias Response = [Line]
    public let names: Bool
    public let purpose: Purpose?
    public init(names: Bool, purpose: Purpose?) { (self.names, self.purpose) = (names, purpose) }
}

/// Whether work goes on in a case.
public enum CaseState: String, Codable, Sendable { case open, closed }

/// Shows a case's header: state, lead, members, and one line per compartment. Opens no record.
public struct CaseShow: Operation {
    public struct Member: Codable, Sendable {
        public let login: String
        public let roles: [Role]
        /// Compartments she holds `read` or `own` in.
        public let reads: [Compartment]
        /// Compartments that wait for a holder to pass the key on at his next unlock.
        public let waiting: [Compartment]
    }
    public struct Line: Codable, Sendable {
        public let compartment: Compartment
        public let count: UInt64
        /// When the last record was added or changed, milliseconds since 1970, UTC.
        public let last: UInt64
    }
    public struct Response: Codable, Sendable {
        public let `case`: String
        public let state: CaseState
        public let lead: String
        public let opened: UInt64
        public let members: [Member]
        public let compartments: [Line]
    }
    public let `case`: CaseReference
    public let purpose: Purpose?
    public init(case reference: CaseReference, purpose: Purpose?) { (self.case, self.purpose) = (reference, purpose) }
}

/// Assigns a person to a case. For an administrator, a coordinator or the lead; never for oneself.
///
/// What the caller can pass on is wrapped at once; the rest is completed at the next unlock of someone who can.
public struct CaseAssign: Operation {
    public struct Response: Codable, Sendable {
        public let `case`: String
        public let login: String
        public let granted: [Compartment]
        public let waiting: [Compartment]
    }
    public let `case`: CaseReference
    public let login: String
    public init(case reference: CaseReference, login: String) { (self.case, self.login) = (reference, login) }
}

/// Ends a person's assignment: from that entry on the gate gives her nothing of the case.
public struct CaseUnassign: Operation {
    public struct Response: Codable, Sendable {
        public let `case`: String
        public let login: String
        /// Compartments whose keys she held: due for rotation.
        public let rotate: [Compartment]
    }
    public let `case`: CaseReference
    public let login: String
    public init(case reference: CaseReference, login: String) { (self.case, self.login) = (reference, login) }
}

/// Closes a case, or opens it again. For its lead or a coordinator who is assigned to it.
public struct CaseSetState: Operation {
    public struct Response: Codable, Sendable {
        public let `case`: String
        public let state: CaseState
    }
    public let `case`: CaseReference
    public let state: CaseState
    public init(case reference: CaseReference, state: CaseState) { (self.case, self.state) = (reference, state) }
}
