/// Opens a case: its reference, its header, and the label if there is one.
///
/// For every role except trustee and auditor. Without `lead` the maker leads, except that an administrator without
/// another role must name one. Errors: `notPermitted`, `invalid(.label)`, `invalid(.lead)`, `keyringFull`.
public struct CaseNew: Operation {
    /// What the maker is told.
    public struct Response: Codable, Sendable {
        /// The reference, for example `K-7F3Q2M-X`.
        public let `case`: String
    }
    /// What those call the case who may know who she is; sealed in `identity`, never in the header.
    public let label: String?
    /// Login of the person who leads it.
    public let lead: String?
    /// A case with a label and a lead, both optional.
    public init(label: String?, lead: String?) { (self.label, self.lead) = (label, lead) }
}

/// Lists the caller's cases; with `names` their labels too, each an entry of its own.
public struct CaseList: Operation {
    /// One case of the list.
    public struct Line: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// Whether work goes on in it.
        public let state: CaseState
        /// Login of the lead.
        public let lead: String
        /// When the case was opened, milliseconds since 1970, UTC.
        public let opened: UInt64
        /// Only with `names`, and only where the caller may read the identity compartment.
        public let label: String?
    }
    /// The caller's cases, oldest first.
    public typealias Response = [Line]
    /// Whether labels are opened too.
    public let names: Bool
    /// Why; required with `names`. Without names nothing of a client is shown, but headers are opened for it, which is
    /// logged as `maintenance` when nothing is said.
    public let purpose: Purpose?
    /// The caller's cases, with their labels or without.
    public init(names: Bool, purpose: Purpose?) { (self.names, self.purpose) = (names, purpose) }
}

/// Whether work goes on in a case.
public enum CaseState: String, Codable, Sendable {
    /// Records can be added.
    case open
    /// Records can be read, not added or changed.
    case closed
}

/// Shows a case's header: state, lead, members, and one line per compartment. Opens no record.
///
/// For those assigned to it. Opening the header is an entry, once in a session for each of its revisions.
public struct CaseShow: Operation {
    /// A person assigned to the case.
    public struct Member: Codable, Sendable {
        /// Her login.
        public let login: String
        /// Her roles.
        public let roles: [Role]
        /// Compartments she holds `read` or `own` in.
        public let reads: [Compartment]
        /// Compartments that wait for a holder to pass the key on at his next unlock.
        public let waiting: [Compartment]
    }
    /// What the header says of one compartment; process notes stand in no header.
    public struct Line: Codable, Sendable {
        /// The compartment.
        public let compartment: Compartment
        /// How many records it has.
        public let count: UInt64
        /// When the last record was added or changed, milliseconds since 1970, UTC.
        public let last: UInt64
    }
    /// The header, and who is assigned.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// Whether work goes on in it.
        public let state: CaseState
        /// Login of the lead.
        public let lead: String
        /// When the case was opened, milliseconds since 1970, UTC.
        public let opened: UInt64
        /// Everyone assigned, by login.
        public let members: [Member]
        /// One line for each compartment that has records.
        public let compartments: [Line]
    }
    /// Which case.
    public let `case`: CaseReference
    /// Why; `maintenance` when nothing is said.
    public let purpose: Purpose?
    /// The header of one case.
    public init(case reference: CaseReference, purpose: Purpose?) { (self.case, self.purpose) = (reference, purpose) }
}

/// Assigns a person to a case. For an administrator, a coordinator or the lead; never for oneself.
///
/// What the caller can pass on is wrapped at once; the rest is completed at the next unlock of someone who can.
/// Errors: `notPermitted`, `invalid(.roles)` for someone whose roles open no case.
public struct CaseAssign: Operation {
    /// What she holds now, and what she waits for.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// The login of the person assigned.
        public let login: String
        /// Compartments whose key is wrapped for her.
        public let granted: [Compartment]
        /// Compartments whose key waits for the next unlock of someone who can pass it on.
        public let waiting: [Compartment]
    }
    /// Which case.
    public let `case`: CaseReference
    /// Who is assigned.
    public let login: String
    /// One person to one case.
    public init(case reference: CaseReference, login: String) { (self.case, self.login) = (reference, login) }
}

/// Ends a person's assignment: from that entry on the gate gives her nothing of the case.
///
/// For an administrator, a coordinator or the lead, of themselves too. What she has read or copied stays with her. Her
/// process notes in the case stay hers: they open again when she is assigned again, and for nobody else.
/// Errors: `notPermitted`, `lastHolder` while she alone holds a compartment that has records.
public struct CaseUnassign: Operation {
    /// What is left to do.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// The login of the person taken out.
        public let login: String
        /// Compartments whose keys she held: due for rotation.
        public let rotate: [Compartment]
    }
    /// Which case.
    public let `case`: CaseReference
    /// Who leaves it.
    public let login: String
    /// One person out of one case.
    public init(case reference: CaseReference, login: String) { (self.case, self.login) = (reference, login) }
}

/// Closes a case, or opens it again. For its lead or a coordinator who is assigned to it.
public struct CaseSetState: Operation {
    /// The state after it.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// The state it has now.
        public let state: CaseState
    }
    /// Which case.
    public let `case`: CaseReference
    /// The state it shall have; asking for the one it has changes nothing.
    public let state: CaseState
    /// One case and its next state.
    public init(case reference: CaseReference, state: CaseState) { (self.case, self.state) = (reference, state) }
}
