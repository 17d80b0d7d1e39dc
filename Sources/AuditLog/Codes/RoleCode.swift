/// The role under which a person acted: the closed list of Statements.md, "The policy".
///
/// `nil` in an entry is `""`: the signer is a system, log or enrolment key, which has no role.
package enum RoleCode: String, CaseIterable, Hashable, Sendable {
    case administrator, coordinator
    case caseLead = "case-lead"
    case helpline, attorney, jurist, psychologist, house, application, trustee, auditor

    static let table = CodeTable<RoleCode>()
}
