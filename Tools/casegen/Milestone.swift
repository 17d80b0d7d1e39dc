/// One step of a case through police, prosecutor's office and courts (B7).
struct Milestone: Sendable {
    enum Code: String, Sendable {
        case reported
        case policeAttended = "police_attended"
        case riskDone = "risk_done"
        case emergencyRemoval = "emergency_removal"
        case emergencyNoContact = "emergency_no_contact"
        case extensionProposed = "extension_proposed"
        case extended = "extended_30d"
        case extensionRefused = "extension_refused"
        case appeal
        case measureBreached = "measure_breached"
        case gksReviewed = "gks_reviewed"
        case individualPlan = "individual_plan"
        case complaintFiled = "complaint_filed"
        case complaintDismissed = "complaint_dismissed"
        case deferred, detention, indicted, trial, plea, convicted, acquitted
        case chargeRejected = "charge_rejected"
        case sentencePrison = "sentence_prison"
        case sentenceHouse = "sentence_house"
        case sentenceSuspended = "sentence_suspended"
        case sentenceFine = "sentence_fine"
        case sentenceCommunity = "sentence_community"
        case securityMeasure = "sentence_security_measure"
        case final
        case protectionClaim = "protection_claim"
        case protectionOrdered = "protection_ordered"
        case protectionExtended = "protection_extended"
        case protectionEnded = "protection_ended"
        case withdrew
        case releasedNotice = "released_notice"
    }

    /// Of the bodies' list, those that take such steps.
    enum Authority: String, Sendable {
        case police, prosecutor, court, csr
        case misdemeanourCourt = "misdemeanour_court"
    }

    /// What came of it, in the words of the paper about it.
    enum Outcome: String, Sendable {
        case recorded, warned, statements, immediate, none, ordered, proposed, refused, upheld, reversed, prison, fine
        case reviewed, adopted, filed, treatment, payment, held, accepted, guilty, granted, expired, lifted, released
        case broughtIn = "brought_in"
        case noEvidence = "insufficient_evidence"
        case noOffence = "no_offence_ex_officio"
        case fulfilled = "obligation_fulfilled"
        case summary = "summary_indictment"
        case indictment
        case notProven = "not_proven"
        case notProsecuted = "prosecutor_desisted"
        case imposed
        case noAppeal = "no_appeal"
        case decidedOnAppeal = "decided_on_appeal"
        case declinedToTestify = "declined_to_testify"
        case claimWithdrawn = "claim_withdrawn"
    }

    /// Which of a case's ways: the measures of the first days, the criminal one, or the family court.
    enum Proceeding: Sendable {
        case emergency, criminal, family
    }

    /// Milliseconds since 1970, UTC.
    struct Validity: Sendable {
        let from: UInt64
        let until: UInt64
    }

    let code: Code
    let proceeding: Proceeding
    let authority: Authority
    let outcome: Outcome
    /// In its register, and the year in which the case was entered there.
    var number: UInt16 = 0
    var year: UInt16 = 0
    let time: UInt64
    let valid: Validity?
}

extension Milestone {
    /// Where the body that decides keeps such cases; the number of a paper begins with it.
    var register: String {
        switch code {
        case .reported, .policeAttended, .riskDone, .emergencyRemoval, .emergencyNoContact: "VNP"
        case .extensionProposed, .gksReviewed: "NP"
        case .extended, .extensionRefused: "Np"
        case .individualPlan: "IP"
        case .measureBreached: "Pr"
        case .complaintFiled, .complaintDismissed, .deferred: "Kt"
        case .detention, .releasedNotice: "Kpp"
        case .indicted: "Kto"
        case .plea: "Spk"
        case .trial, .convicted, .acquitted, .chargeRejected, .sentencePrison, .sentenceHouse, .sentenceSuspended,
            .sentenceFine, .sentenceCommunity, .securityMeasure, .final:
            "K"
        case .protectionClaim, .protectionOrdered, .protectionExtended, .protectionEnded: "P2"
        case .appeal: proceeding == .criminal ? "Kž" : "Npž"
        case .withdrew: proceeding == .criminal ? "Kt" : "P2"
        }
    }

    /// Whether it is a matter of hours, so that the paper bears the minute.
    var isOfHours: Bool { code == .emergencyRemoval || code == .emergencyNoContact }
}
