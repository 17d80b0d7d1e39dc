import CaseVault
import Platform

/// `case list` for programs.
struct CaseLineAnswer: Encodable {
    let `case`: String
    let state: CaseState
    let lead: String
    let opened: String
    let label: String?
    /// For people; not part of the answer.
    private let openedMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case `case`, state, lead, opened, label }

    init(_ line: CaseList.Line) {
        (self.case, state, lead, label) = (line.case, line.state, line.lead, line.label)
        opened = MachineTime.text(line.opened)
        openedMilliseconds = line.opened
    }

    static func columns(_ output: Output, names: Bool) -> [Column<CaseLineAnswer>] {
        let columns: [Column<CaseLineAnswer>] = [
            Column(.caseReference) { $0.case },
            Column(.state) { output.form == .lines ? $0.state.rawValue : StateText.of($0.state).text },
            Column(.lead, minimum: 6) { $0.lead },
            Column(.opened) { output.time.text($0.openedMilliseconds, .day) },
        ]
        return names ? columns + [Column(.label, minimum: 10) { $0.label ?? "" }] : columns
    }
}

/// `case show` for programs.
struct CaseAnswer: Encodable {
    struct Member: Encodable {
        let login: String
        let roles: [String]
        let reads: [String]
        let waiting: [String]
    }
    struct Line: Encodable {
        let compartment: String
        let count: UInt64
        let last: String
        fileprivate let lastMilliseconds: UInt64

        private enum CodingKeys: CodingKey { case compartment, count, last }
    }
    let `case`: String
    let state: CaseState
    let lead: String
    let opened: String
    let members: [Member]
    let compartments: [Line]
    private let openedMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case `case`, state, lead, opened, members, compartments }

    init(_ response: CaseShow.Response) {
        (self.case, state, lead) = (response.case, response.state, response.lead)
        opened = MachineTime.text(response.opened)
        openedMilliseconds = response.opened
        members = response.members.map {
            Member(
                login: $0.login, roles: $0.roles.map(\.description), reads: $0.reads.map(\.description),
                waiting: $0.waiting.map(\.description))
        }
        compartments = response.compartments.map {
            Line(
                compartment: $0.compartment.description, count: $0.count, last: MachineTime.text($0.last),
                lastMilliseconds: $0.last)
        }
    }

    /// The header, then who has access, then the compartments.
    func show(_ output: Output) throws(Failure) {
        try output.one(
            self,
            [
                Column(.caseReference) { $0.case }, Column(.state) { StateText.of($0.state).text },
                Column(.lead) { $0.lead }, Column(.opened) { output.time.text($0.openedMilliseconds, .day) },
            ])
        guard output.form != .json else { return }
        try output.line("")
        try output.list(
            members,
            [
                Column(.login) { $0.login }, Column(.roles, minimum: 10) { $0.roles.joined(separator: ",") },
                Column(.reads, minimum: 12) { $0.reads.joined(separator: ",") },
                Column(.waitsFor, minimum: 8) { $0.waiting.joined(separator: ",") },
            ])
        guard !compartments.isEmpty else { return }
        try output.line("")
        try output.list(
            compartments,
            [
                Column(.compartment) { $0.compartment }, Column(.records, .end) { String($0.count) },
                Column(.lastChange) { output.time.text($0.lastMilliseconds) },
            ])
    }
}

/// `case assign` for programs.
struct AssignedAnswer: Encodable {
    let `case`: String
    let login: String
    let granted: [String]
    let waiting: [String]

    init(_ response: CaseAssign.Response) {
        (self.case, login) = (response.case, response.login)
        granted = response.granted.map(\.description)
        waiting = response.waiting.map(\.description)
    }
}

/// `case unassign` for programs.
struct UnassignedAnswer: Encodable {
    let `case`: String
    let login: String
    let rotate: [String]

    init(_ response: CaseUnassign.Response) {
        (self.case, login) = (response.case, response.login)
        rotate = response.rotate.map(\.description)
    }
}
