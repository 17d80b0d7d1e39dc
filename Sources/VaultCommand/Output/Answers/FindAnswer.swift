import CaseVault
import Platform

/// `search` for programs.
struct FindAnswer: Encodable {
    let `case`: String
    let record: String?
    let compartment: String
    let created: String
    /// For people; not part of the answer.
    private let createdMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case `case`, record, compartment, created }

    init(_ line: Search.Line) {
        (self.case, record, compartment) = (line.case, line.record, line.compartment.description)
        created = MachineTime.text(line.created)
        createdMilliseconds = line.created
    }

    /// A record that is none is said to be none.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.case, forKey: .case)
        try container.encode(record, forKey: .record)
        try container.encode(compartment, forKey: .compartment)
        try container.encode(created, forKey: .created)
    }

    static func columns(_ output: Output) -> [Column<FindAnswer>] {
        [
            Column(.caseReference) { $0.case }, Column(.record) { $0.record ?? "" },
            Column(.compartment) { $0.compartment },
            Column(.written) { output.time.text($0.createdMilliseconds) },
        ]
    }
}
