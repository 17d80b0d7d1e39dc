/// Replaces the keys of a case, compartment by compartment: what is written from then on lies under new ones.
///
/// The new keys go in the same transaction to everybody who is entitled to them, except to whom it is against, to whoever
/// declared a conflict, and to whoever is suspended. What the caller does not hold with `write` is ordered, and done by the
/// next unlock of somebody who does. What was written before stays under the old keys until ``RekeyStep``. Process notes
/// only their author rotates. For whoever works on the case, and officers; against somebody who is entitled to them, for
/// officers and the lead. Errors: `notPermitted`, `conflict` when somebody rotated meanwhile.
public struct Rotate: Operation {
    /// What was done in one case.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// Compartments that have new keys.
        public let rotated: [Compartment]
        /// Compartments that wait for the next unlock of somebody who holds them with `write` and has room for more keys.
        public let due: [Compartment]
    }
    /// Which case.
    public let `case`: CaseReference
    /// Who gets none of the new keys; then only what she held or holds is rotated. Nil: everything, against nobody.
    public let against: String?
    /// One case.
    public init(case reference: CaseReference, against login: String? = nil) {
        (self.case, against) = (reference, login)
    }
}

/// Lists the cases in which a person held or holds keys that still take what is written: those to rotate against her.
///
/// For officers every case, for others those they work on. Errors: `notPermitted` for a login that nobody has.
public struct RotationCases: Operation {
    /// References.
    public typealias Response = [CaseReference]
    /// Who.
    public let against: String
    /// Everything one person held.
    public init(against login: String) { against = login }
}

/// Seals what lies under older keys of a case again under the newest: one batch of it, in one transaction.
///
/// Author, content and time of each revision stay; attachments are not rewritten. Every revision is taken, older ones too:
/// only when nothing lies under a key any more is the gate's half of it deleted. Opens what it seals again, logged with
/// the purpose `maintenance`. To be repeated while `left` is not 0; an interruption at any point loses nothing.
/// Errors: `notPermitted`, `damaged` for a record that does not open, `conflict` when a colleague was faster, `keyringFull`
/// when she has no room for the new keys that were ordered.
public struct RekeyStep: Operation {
    /// What was done and what is left.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// Revisions sealed again by this step.
        public let resealed: Int
        /// Revisions that the caller can still seal again.
        public let left: Int
        /// Compartments with revisions that only others can seal again.
        public let others: [Compartment]
        /// Old keys deleted in the gate by this step.
        public let deleted: Int
    }
    /// Which case.
    public let `case`: CaseReference
    /// One step in one case.
    public init(case reference: CaseReference) { self.case = reference }
}

/// Orders new keys for every case, when the gate key may have been copied, and lists the cases in which the caller then
/// has something to seal again with ``RekeyStep``.
///
/// While such an order is not carried out everywhere, it only lists; when it is, an officer orders anew, and others have
/// nothing to do. To order is for officers. Errors: `notPermitted`.
public struct RekeyAll: Operation {
    /// Where there is work.
    public struct Response: Codable, Sendable {
        /// Cases for the caller.
        public let cases: [CaseReference]
        /// How many cases have keys that only others can replace.
        public let others: Int
    }
    /// Everything.
    public init() {}
}
