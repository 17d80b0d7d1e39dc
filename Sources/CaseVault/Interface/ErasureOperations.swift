/// Orders the erasure of a case or of one compartment of it, confirms an order as the second officer, or stops one.
///
/// For officers. While there is a second officer, she has to confirm. Then a wait begins in which nobody opens what is to
/// be erased; the first unlock of an officer after it erases. Errors: `notPermitted`; `onHold`.
public struct CaseErase: Operation {
    /// How an erasure stands.
    public struct Response: Codable, Sendable {
        /// The reference.
        public let `case`: String
        /// The compartment, nil for the whole case or a record.
        public let compartment: Compartment?
        /// The record, as `K-7F3Q2M-X/3`; nil for a case or compartment.
        public let record: String?
        /// Where it stands now.
        public let state: State
        /// The number of the request for `approve`, while a second officer is asked.
        public let number: UInt64?
        /// Of what is erased, how many copies of gate.db made before it still hold its keys; with none it is complete.
        public let gateCopies: Int?
        /// Until when that can be answered, or when the wait is over; milliseconds since 1970, UTC.
        public let until: UInt64?
    }
    /// What is asked for.
    public enum Step: String, Codable, Sendable {
        /// To erase; of an order that stands, how it stands.
        case order
        /// As the second officer, what another one asked for.
        case confirm
        /// To end an order, or a request for one.
        case stop
    }
    /// Where an erasure stands.
    public enum State: String, Codable, Sendable {
        /// A second officer has to confirm.
        case asked
        /// Ordered: closed to everybody until the wait is over.
        case ordered
        /// The wait is over, and it waits for the unlock of somebody who opens the other records of the compartment.
        case due
        /// No longer asked for or ordered.
        case stopped
        /// Keys and rows are gone.
        case erased
    }
    /// The case.
    public let `case`: CaseReference
    /// One compartment of it, nil for the whole case.
    public let compartment: Compartment?
    /// What is asked for.
    public let step: Step
    /// One step about one case or compartment.
    public init(case: CaseReference, compartment: Compartment?, step: Step) {
        (self.case, self.compartment, self.step) = (`case`, compartment, step)
    }
}

/// The same of one record with all its revisions.
///
/// Its neighbours in the compartment are sealed again under new keys before the older ones are destroyed, by the first
/// unlock after the wait of somebody who writes there and opens them. Not for process notes. Errors: `notPermitted`;
/// `onHold`.
public struct RecordErase: Operation {
    /// How it stands.
    public typealias Response = CaseErase.Response
    /// The record.
    public let record: RecordReference
    /// What is asked for.
    public let step: CaseErase.Step
    /// One step about one record.
    public init(record: RecordReference, step: CaseErase.Step) { (self.record, self.step) = (record, step) }
}

/// Sets a hold on a case, for an officer or the lead, or lifts it, for an officer.
///
/// While it stands nothing of the case is erased, and an order that stood is over. Errors: `notPermitted`.
public struct HoldSet: Operation {
    /// The hold, or that there is none.
    public typealias Response = CaseHold
    /// The case.
    public let `case`: CaseReference
    /// Whether one shall stand.
    public let stands: Bool
    /// One hold.
    public init(case: CaseReference, stands: Bool) { (self.case, self.stands) = (`case`, stands) }
}

/// Lists the holds that an officer may lift; with a case, whether it is on hold, for whoever works on it too.
public struct HoldList: Operation {
    /// By case.
    public typealias Response = [CaseHold]
    /// The case; nil for all.
    public let `case`: CaseReference?
    /// Of one case, or of all.
    public init(case: CaseReference?) { self.case = `case` }
}

/// A case and its hold.
public struct CaseHold: Codable, Sendable {
    /// The reference.
    public let `case`: String
    /// Whether a hold stands.
    public let stands: Bool
    /// Login of who set it.
    public let by: String?
    /// When, milliseconds since 1970, UTC.
    public let since: UInt64?
}
