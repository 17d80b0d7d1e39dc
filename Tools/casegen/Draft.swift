import SeededNumbers

/// What somebody will write: which form, and what the story knows of it beforehand. Its fields and words are put together
/// only when it is written, so that a story of a million records stays small; the same draft gives the same words.
struct Draft: Sendable {
    enum Form: Sendable {
        case call, identity, intake, incident, safetyPlan, advice, note, medicalEvidence, turnedAway, consent, followUp
        case closure, children
        /// After a session in which she spoke of not wanting to live: an alert, without a word of why.
        case risk(isAlert: Bool)
        case legalAction(Forms.Track)
        case milestone(Milestone)
        case session(Int, isAlert: Bool)
        /// The seed of who came.
        case arrival(UInt64)
        case departure(UInt64, arrived: UInt64)
        /// The day on which she signed the paper about her data.
        case referral(consented: UInt64?)
        case conference(Int)
    }

    let form: Form
    let seed: UInt64

    func writing(with forms: Forms) -> Writing {
        var dice = Dice(seed: seed)
        return switch form {
        case .call: forms.call(&dice)
        case .identity: forms.identity(&dice)
        case .intake: forms.intake(&dice)
        case .incident: forms.incident(&dice)
        case .risk(let isAlert): forms.risk(isAlert: isAlert, &dice)
        case .safetyPlan: forms.safetyPlan(&dice)
        case .legalAction(let track): forms.legalAction(track, &dice)
        case .advice: forms.advice(&dice)
        case .milestone(let milestone): forms.milestone(milestone, &dice)
        case .session(let number, let isAlert): forms.session(number, isAlert: isAlert, &dice)
        case .note: forms.note(&dice)
        case .medicalEvidence: forms.medicalEvidence(&dice)
        case .arrival(let guest): forms.arrival(Guest(seed: guest))
        case .departure(let guest, let arrived): forms.departure(Guest(seed: guest), arrived: arrived, &dice)
        case .children: forms.children()
        case .turnedAway: forms.turnedAway(&dice)
        case .referral(let consented): forms.referral(consented: consented, &dice)
        case .conference(let meeting): forms.conference(meeting, &dice)
        case .consent: forms.consent(&dice)
        case .followUp: forms.followUp(&dice)
        case .closure: forms.closure(&dice)
        }
    }
}
