import CaseVault
import Platform

/// The policy as a table, as lines, or for programs.
struct PolicyOutput {
    private let policy: PolicyReport
    private let output: Output

    init(_ policy: PolicyReport, _ output: Output) { (self.policy, self.output) = (policy, output) }

    func show() throws(Failure) {
        if output.form == .json { return try output.json(PolicyAnswer(policy)) }
        let roles = PolicyReport.roles.map(\.description)
        let cells = roles.map { role in Column<PolicyRow>(code: role) { $0.rule.rights[role] ?? "-" } }
        let rows = policy.rules.map(PolicyRow.init)
        try output.list(
            rows,
            [Column(.compartment) { $0.rule.compartment.description }] + cells + [
                Column(.custodians) {
                    output.form == .lines ? $0.rule.custodians.rawValue : PolicyText.of($0.rule.custodians).text
                },
                Column(.indexed) {
                    output.form == .lines ? $0.rule.indexing.rawValue : PolicyText.of($0.rule.indexing).text
                },
            ])
        if output.form != .lines { output.note(PolicyText.legend) }
        output.note(PolicyText.wait(days: policy.erasureDays))
        output.note(
            policy.isStandard ? PolicyText.standard : PolicyText.since(output.time.text(policy.since, .day)))
    }

    /// What follows from a change, before it is done.
    static func consequences(of response: PolicySet.Response) -> [PolicyText] {
        let lapsing = response.lapsing.sorted { $0.key < $1.key }.map {
            PolicyText.lapses(login: $0.key, keys: $0.value)
        }
        let waiting = response.waiting.sorted { $0.key < $1.key }.map {
            PolicyText.waits(login: $0.key, keys: $0.value)
        }
        return lapsing.isEmpty && waiting.isEmpty ? [.nobodyAffected] : lapsing + waiting
    }
}

/// A row of the table.
struct PolicyRow: Encodable {
    let rule: PolicyReport.Rule
}

/// `policy show` for programs.
struct PolicyAnswer: Encodable {
    let rules: [PolicyReport.Rule]
    let erasureDays: Int
    let since: String
    let standard: Bool

    init(_ policy: PolicyReport) {
        (rules, erasureDays) = (policy.rules, policy.erasureDays)
        (since, standard) = (MachineTime.text(policy.since), policy.isStandard)
    }
}

/// `policy set` for programs.
struct PolicyChangeAnswer: Encodable {
    let lapsing: [String: Int]
    let waiting: [String: Int]
    let policy: PolicyAnswer

    init(_ response: PolicySet.Response) {
        (lapsing, waiting, policy) = (response.lapsing, response.waiting, PolicyAnswer(response.policy))
    }
}
