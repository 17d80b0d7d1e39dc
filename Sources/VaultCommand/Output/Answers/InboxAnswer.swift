import CaseVault
import Platform

/// `inbox` for programs.
struct InboxAnswer: Encodable {
    let kind: Inbox.Kind
    let number: UInt64?
    let login: String?
    let `case`: String?
    let compartment: String?
    let record: String?
    let from: String?
    let expires: String?
    /// For people; not part of the answer.
    private let expiresMilliseconds: UInt64?

    private enum CodingKeys: CodingKey { case kind, number, login, `case`, compartment, record, from, expires }

    init(_ item: Inbox.Item) {
        (kind, number, login, self.case) = (item.kind, item.number, item.login, item.case)
        (compartment, record, from) = (item.compartment?.description, item.record, item.from)
        expires = item.expires.map(MachineTime.text)
        expiresMilliseconds = item.expires
    }

    static func columns(_ output: Output) -> [Column<InboxAnswer>] {
        [
            Column(.waits) { output.form == .lines ? $0.kind.rawValue : WaitsText(kind: $0.kind).text },
            Column(.number, .end) { $0.number.map(String.init) ?? "" },
            Column(.login) { $0.login ?? "" },
            Column(.caseReference) { $0.record ?? $0.case ?? "" },
            Column(.compartment, minimum: 6) { $0.compartment ?? "" },
            Column(.from, minimum: 4) { $0.from ?? "" },
            Column(.expires) { $0.expiresMilliseconds.map { output.time.text($0) } ?? "" },
        ]
    }
}
