import AuditLog
import VaultCrypto

/// The tags of cases in the lines of one month, once made: a case is read record after record, and day after day.
struct CaseTags {
    /// More cases than a busy hour has; 40 KiB.
    private static let limit = 1_024

    private var month: EntryMonth?
    private var tags: [CaseID: CaseTag] = [:]

    mutating func tag(of caseID: CaseID, in month: EntryMonth, _ key: HeldSecret) -> CaseTag {
        if month == self.month, let known = tags[caseID] { return known }
        if month != self.month || tags.count >= Self.limit { tags = [:] }
        let tag = key.withSecret { EntryTags.clientCase(in: month, key: $0) }
        (self.month, tags[caseID]) = (month, tag)
        return tag
    }
}
