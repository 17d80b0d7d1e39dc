import CaseVault
import Platform

/// `file list` and `file get` for programs.
struct FileLineAnswer: Encodable {
    let file: String
    let name: String
    let type: String
    let bytes: UInt64
    let compartment: String
    let author: String
    let created: String
    /// The time itself, for people; not part of the answer.
    private let createdMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case file, name, type, bytes, compartment, author, created }

    init(_ line: AttachmentLine) {
        (file, name, type, bytes) = (line.file, line.name, line.type, line.bytes)
        (compartment, author) = (line.compartment.description, line.author)
        created = MachineTime.text(line.created)
        createdMilliseconds = line.created
    }

    static func columns(_ output: Output) -> [Column<FileLineAnswer>] {
        [
            Column(.file) { $0.file },
            Column(.name, minimum: 12) { $0.name },
            Column(.fileType, minimum: 8) { $0.type },
            Column(.size, .end) { String($0.bytes) },
            Column(.compartment) { $0.compartment },
            Column(.author, minimum: 6) { $0.author },
            Column(.written) { output.time.text($0.createdMilliseconds) },
        ]
    }
}

/// `file unfinished` for programs.
struct UnfinishedAnswer: Encodable {
    let upload: String
    let `case`: String?
    let author: String
    let begun: String
    let bytes: UInt64
    let name: String?
    private let begunMilliseconds: UInt64

    private enum CodingKeys: CodingKey { case upload, `case`, author, begun, bytes, name }

    init(_ upload: UnfinishedUpload) {
        (self.upload, author, bytes, name) = (upload.upload, upload.author, upload.bytes, upload.name)
        self.case = upload.case?.description
        begun = upload.begun == 0 ? "" : MachineTime.text(upload.begun)
        begunMilliseconds = upload.begun
    }

    static func columns(_ output: Output) -> [Column<UnfinishedAnswer>] {
        [
            Column(.upload) { $0.upload },
            Column(.caseReference) { $0.case ?? "" },
            Column(.author, minimum: 6) { $0.author },
            Column(.begun) { $0.begunMilliseconds == 0 ? "" : output.time.text($0.begunMilliseconds) },
            Column(.size, .end) { String($0.bytes) },
            Column(.name, minimum: 12) { $0.name ?? "" },
        ]
    }
}
