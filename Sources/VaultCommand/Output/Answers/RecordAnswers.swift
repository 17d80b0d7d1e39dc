import CaseVault
import Platform

/// `record list` and `record history` for programs.
struct RecordLineAnswer: Encodable {
    let record: String
    let revision: UInt64
    let compartment: String
    let form: String
    let author: String
    let created: String
    let kind: RecordLine.Kind
    /// The time itself, for people; not part of the answer.
    let createdMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case record, revision, compartment, form, author, created, kind }

    init(_ line: RecordLine) {
        (record, revision, compartment) = (line.record, line.revision, line.compartment.description)
        (form, author, kind) = (line.form, line.author, line.kind)
        created = MachineTime.text(line.created)
        createdMilliseconds = line.created
    }
}

/// `record show` and `case read` for programs: the text, or the value of a record that is JSON.
struct RecordAnswer: Encodable {
    let record: String
    let revision: UInt64
    let compartment: String
    let form: String
    let author: String
    let created: String
    let content: JSONValue

    init(_ view: RecordView) {
        (record, revision, compartment) = (view.line.record, view.line.revision, view.line.compartment.description)
        (form, author) = (view.line.form, view.line.author)
        created = MachineTime.text(view.line.created)
        let bytes = view.content.array
        content = JSONValue(objectOrList: bytes) ?? .text(String(decoding: bytes, as: UTF8.self))
    }
}

/// The columns of a list of records.
enum RecordColumns {
    static func all(_ output: Output) -> [Column<RecordLineAnswer>] {
        [
            Column(.record) { $0.record },
            Column(.revision, .end) { String($0.revision) },
            Column(.compartment) { $0.compartment },
            Column(.form, minimum: 6) { $0.form },
            Column(.author, minimum: 6) { $0.author },
            Column(.written) { output.time.text($0.createdMilliseconds) },
        ]
    }
}
