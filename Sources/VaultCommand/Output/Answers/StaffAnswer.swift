import CaseVault
import Platform

/// `staff list` and `staff show` for programs.
struct StaffAnswer: Encodable {
    let login: String
    let name: String?
    let roles: [String]
    let state: StaffMember.State
    let key: String
    let since: String
    let cases: Int
    /// For people; not part of the answer.
    private let sinceMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case login, name, roles, state, key, since, cases }

    init(_ member: StaffMember) {
        (login, name, state, key, cases) = (member.login, member.name, member.state, member.key, member.cases)
        roles = member.roles.map(\.description)
        since = MachineTime.text(member.since)
        sinceMilliseconds = member.since
    }

    static func columns(_ output: Output) -> [Column<StaffAnswer>] {
        [
            Column(.login) { $0.login },
            Column(.name, minimum: 8) { $0.name ?? "" },
            Column(.roles, minimum: 12) { $0.roles.joined(separator: ",") },
            Column(.state, minimum: 8) { output.form == .lines ? $0.state.rawValue : StateText.of($0.state).text },
            Column(.cases, .end) { String($0.cases) },
            Column(.since) { output.time.text($0.sinceMilliseconds, .day) },
            Column(.key, minimum: 8) { $0.key },
        ]
    }
}
