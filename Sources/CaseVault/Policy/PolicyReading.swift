import AuditLog

extension Vault {
    /// The policy in force; it holds nothing of a client, and needs no passphrase.
    public func policy() throws(VaultError) -> PolicyReport {
        let core = try looked()
        return PolicyReport(core.fold.policy, since: core.fold.policySet?.time ?? 0)
    }
}

extension PolicyReport {
    init(_ policy: Policy, since: UInt64) {
        let rules = CompartmentCode.allCases.compactMap { code in policy.rules[code].map { (code, $0) } }
        self.init(
            rules: rules.map { Rule($0, $1) }, erasureDays: Int(policy.erasureDays), since: since,
            isStandard: policy == .standard)
    }
}

extension PolicyReport.Rule {
    init(_ code: CompartmentCode, _ rule: Policy.Rule) {
        let custodians: PolicyReport.Custodians =
            switch rule.custodians {
            case .coordinators: .coordinators
            case .assigned: .assigned
            case .nobody: .nobody
            }
        let indexing: PolicyReport.Indexing =
            switch rule.indexing {
            case .none: .none
            case .partly: .partly
            case .whole: .whole
            }
        let rights = rule.rights.map { ($0.key.rawValue, $0.value.letters) }
        self.init(
            compartment: Compartment(code), rights: Dictionary(uniqueKeysWithValues: rights), custodians: custodians,
            indexing: indexing, escrowed: rule.escrowed, transferable: rule.transferable)
    }
}
