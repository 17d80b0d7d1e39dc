import AuditLog
import VaultCrypto
import VaultStore

extension PolicySet: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.policySet, by: .person(person), object: .policy)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard person.role(for: .policySet) != nil else { throw .notPermitted }
            let policy = try core.fold.policy.changed(by: changes)
            let response = core.consequences(of: policy)
            guard extent == .sets, response.changes else { return response }
            let alone = core.lastHeld(under: policy)
            guard alone.isEmpty else { throw .holdsAlone(alone, canGoOn: false) }
            try core.stage(refusal, PolicyStatement(policy: policy), in: transaction)
            _ = try core.completeGrants(person, in: transaction)
            return response
        }
    }
}

extension VaultCore {
    fileprivate func consequences(of policy: Policy) -> PolicySet.Response {
        let coordinators = fold.coordinators
        var waiting: [String: Int] = [:]
        for generation in fold.generations.values {
            let already = Set(fold.lacking(generation, of: coordinators).map(\.person))
            let later = fold.lacking(generation, of: coordinators, under: policy)
            for member in later where !already.contains(member.person) {
                waiting[login(of: member.person), default: 0] += 1
            }
        }
        let lapsing = fold.lapsing(under: policy).map { (login(of: $0.key), $0.value) }
        return PolicySet.Response(
            changes: policy != fold.policy, lapsing: Dictionary(uniqueKeysWithValues: lapsing), waiting: waiting,
            policy: PolicyReport(policy, since: policy == fold.policy ? fold.policySet?.time ?? 0 : now))
    }

    fileprivate func lastHeld(under policy: Policy) -> [HeldAlone] {
        fold.lastHeld(under: policy).compactMap { id, compartments in
            fold.cases[id].map {
                HeldAlone(
                    case: CaseReference(symbols: $0.reference), compartments: compartments.map { Compartment($0) })
            }
        }.sorted { $0.case.description < $1.case.description }
    }
}

extension Policy {
    /// - Throws: `.invalid(.policy)` for letters that are none, days out of range, and what no policy may say.
    fileprivate func changed(by changes: [PolicySet.Change]) throws(VaultError) -> Policy {
        var policy = self
        for change in changes {
            switch change {
            case .rights(let compartment, let role, let letters):
                guard let rights = Rights(letters: letters) else { throw .invalid(.policy) }
                policy.rules[compartment.value]?.rights[role.value] = rights.isEmpty ? nil : rights
            case .custodians(let compartment, let custodians):
                policy.rules[compartment.value]?.custodians = Custodians(custodians)
            case .indexing(let compartment, let indexing):
                policy.rules[compartment.value]?.indexing = Indexing(indexing)
            case .erasureDays(let days):
                guard let days = UInt8(exactly: days) else { throw .invalid(.policy) }
                policy.erasureDays = days
            }
        }
        guard policy.isLawful else { throw .invalid(.policy) }
        return policy
    }
}

extension Policy.Custodians {
    init(_ value: PolicyReport.Custodians) {
        self =
            switch value {
            case .coordinators: .coordinators
            case .assigned: .assigned
            case .nobody: .nobody
            }
    }
}

extension Policy.Indexing {
    init(_ value: PolicyReport.Indexing) {
        self =
            switch value {
            case .none: .none
            case .partly: .partly
            case .whole: .whole
            }
    }
}
