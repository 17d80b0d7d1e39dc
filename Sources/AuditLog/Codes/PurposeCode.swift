/// Why client data was opened: a closed list. `nil` in an entry is `""`: no client data was opened.
package enum PurposeCode: String, CaseIterable, Hashable, Sendable {
    case intake
    case followUp = "follow-up"
    case safety, court, referral, conference, handover, supervision
    case accessRequest = "access-request"
    case quality, statistics
    case legalDuty = "legal-duty"
    case emergency, maintenance

    static let table = CodeTable<PurposeCode>()
}
