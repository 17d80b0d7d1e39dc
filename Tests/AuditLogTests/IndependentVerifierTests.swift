import Foundation
import Testing
import VaultCrypto

@testable import AuditLog

/// Tools/verify_audit.py and this module read the same folders and must say the same.
@Suite(.enabled(if: IndependentVerifier.python != nil, "python3 is not installed"))
struct IndependentVerifierTests {
    struct Answer: Decodable {
        struct Finding: Decodable {
            let kind: String
            let first: UInt64?
            let last: UInt64?
        }
        let verdict: String
        let entries: UInt64
        let root: String
        let findings: [Finding]
    }

    @Test func itsOwnTest() throws {
        let run = try IndependentVerifier.run(["--self-test"])
        #expect(run.status == 0)
    }

    @Test func publishedExample() throws {
        let folder = ExampleFiles.repository.appending(path: "Keys/examples/audit")
        for arguments in [[folder.path], [folder.path, "--pure"]] {
            let run = try IndependentVerifier.run(arguments)
            #expect(run.status == 0)
            #expect(String(decoding: run.output, as: UTF8.self).hasPrefix("OK "))
        }
        #expect(try IndependentVerifier.run([]).status == 3)
        #expect(try IndependentVerifier.run(["/nowhere"]).status == 3)
    }

    @Test(arguments: Tampering.all)
    func saysTheSame(_ tampering: Tampering) throws {
        let log = try LogMaker(entries: 20)
        var lines = log.lines
        try tampering.change(&lines, log)
        try expectsTheSame(lines, log, checkpoint: try log.checkpoint(20))
    }

    @Test func saysTheSameOfCutsAndIntactLogs() throws {
        let log = try LogMaker(entries: 20)
        for size in [0, 1, 19, 20] {
            try expectsTheSame(Array(log.lines.prefix(size)), log, checkpoint: try log.checkpoint(20))
        }
        try expectsTheSame(log.lines, log, checkpoint: try log.stranger.sign(log.tail.checkpoint))
    }

    /// A missing file is INCOMPLETE, whatever else is there.
    @Test(arguments: ["entries.jsonl", "keys.jsonl", "checkpoint"])
    func missingFile(_ name: String) throws {
        let log = try LogMaker(entries: 3)
        let folder = try IndependentVerifier.export(log.lines, log, checkpoint: try log.checkpoint(3))
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.removeItem(at: folder.appending(path: name))
        let run = try IndependentVerifier.run([folder.path])
        #expect(run.status == 2)
        #expect(String(decoding: run.output, as: UTF8.self).hasPrefix("INCOMPLETE "))
    }

    @Test func olderCheckpointOfTheAuditor() throws {
        let log = try LogMaker(entries: 12)
        var other = try LogMaker(entries: 5)
        for _ in 5..<12 { try other.append(signer: other.signers[1]) }
        let folder = try IndependentVerifier.export(log.lines, log, checkpoint: try log.checkpoint(12))
        defer { try? FileManager.default.removeItem(at: folder) }
        for (note, status) in [(try log.checkpoint(8), 0), (try other.checkpoint(5), 0), (try other.checkpoint(8), 1)] {
            let hers = folder.appending(path: "hers")
            try Data(note.bytes).write(to: hers)
            #expect(try IndependentVerifier.run([folder.path, "--since", hers.path]).status == status)
        }
    }

    private func expectsTheSame(_ lines: [[UInt8]], _ log: LogMaker, checkpoint: SignedCheckpoint) throws {
        let folder = try IndependentVerifier.export(lines, log, checkpoint: checkpoint)
        defer { try? FileManager.default.removeItem(at: folder) }
        let run = try IndependentVerifier.run([folder.path, "--json"])
        let answer = try JSONDecoder().decode(Answer.self, from: run.output)
        let report = verify(lines, log, checkpoint)
        let ours = report.findings.sortedForComparison.map { "\($0.kind) \($0.seqs)" }
        let theirs = answer.findings.map { "\($0.kind) \($0.first ?? 0)...\($0.last ?? 0)" }
        #expect(theirs.sorted() == ours.sorted())
        #expect(answer.verdict.lowercased() == "\(report.verdict)")
        #expect(answer.entries == report.head.size)
        #expect(answer.root == report.head.root.hex)
        #expect(run.status == ["ok": 0, "tampered": 1, "incomplete": 2]["\(report.verdict)"])
    }

    /// As the script is told: a key id that is not in keys.jsonl is missing, not refused.
    private func verify(_ lines: [[UInt8]], _ log: LogMaker, _ checkpoint: SignedCheckpoint) -> ChainReport {
        var verifier = ChainVerifier(from: LogTail(origin: log.origin), checkpoints: [checkpoint])
        for line in lines {
            _ = verifier.add(line) { id, seq in log.key(id, seq) == .notValid ? .missing : log.key(id, seq) }
        }
        return verifier.finish { _ in .valid(log.logSigner.key) }
    }
}

enum IndependentVerifier {
    static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/bin/python3"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    static func run(_ arguments: [String]) throws -> (status: Int, output: Data) {
        let process = Process()
        process.executableURL = URL(filePath: python ?? "")
        process.arguments = ["-B", ExampleFiles.repository.appending(path: "Tools/verify_audit.py").path] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (Int(process.terminationStatus), output)
    }

    static func export(_ lines: [[UInt8]], _ log: LogMaker, checkpoint: SignedCheckpoint) throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appending(path: "casevault-audit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(lines.flatMap { $0 + [10] }).write(to: folder.appending(path: "entries.jsonl"))
        try Data(checkpoint.bytes).write(to: folder.appending(path: "checkpoint"))
        let signers = log.signers.map { ($0, "person") } + [(log.logSigner, "log")]
        let keys = signers.map { signer, kind in
            #"{"key":"\#(signer.id.hex)","kind":"\#(kind)","sign":"\#(hex(signer.key.bytes))","wrap":"","#
                + #""from":0,"until":null}"# + "\n"
        }
        try Data(keys.joined().utf8).write(to: folder.appending(path: "keys.jsonl"))
        return folder
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = bytes
        text.expandHex(from: 0)
        return String(decoding: text, as: UTF8.self)
    }
}
