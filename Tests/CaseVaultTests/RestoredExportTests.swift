import AuditLog
import CaseVault
import Foundation
import Testing
import VaultCrypto
import VaultTesting

/// Tools/verify_audit.py reads the two logs of a restored vault, from an export laid out by hand.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3"), "python3 is not installed"))
struct RestoredExportTests {
    /// A log of one signer that was restored at its end, and the log that began then; the folder of the second.
    private struct Export: ~Copyable {
        let folder: URL
        private let signer = SigningKey(seed: Secret(random: .system))

        init() throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "casevault-export-\(UUID().uuidString)")
            let vault = VaultID.random(.system)
            let past = folder.appending(path: "past/1")
            let first = try write(vault, 1, past, acts: [.anchorOK, .checkOK, .checkOK], data: nil)
            let statement = RestoreStatement(
                restored: first, known: first, members: .zero, erasures: .zero, effects: StatementEffects())
            _ = try write(
                vault, 2, folder, acts: [.backupRestore, .checkOK], data: SHA256Hash.hash(statement.tuple))
            try Data(statement.tuple.bytes).write(to: folder.appending(path: "restore"))
        }

        private func write(
            _ vault: VaultID, _ number: UInt64, _ folder: URL, acts: [Act], data: SHA256Digest?
        ) throws -> Checkpoint {
            let id = KeyID(vault: vault, signing: signer.verifyingKey, wrapping: nil)
            var tail = LogTail(origin: try #require(Origin(vault: vault, number: number)))
            var lines: [UInt8] = []
            for (place, act) in acts.enumerated() {
                let fields = EntryFields(
                    time: try #require(EntryTime(milliseconds: 1_790_000_000_000 + number * 1000)),
                    boot: ShortHash(bootID: "00000000-0000-4000-8000-000000000000"), mono: number * 1000,
                    act: .known(act), by: id, role: nil, peer: ShortHash(bootID: ""), object: .log, revision: 0,
                    count: 0, why: nil, ref: 0, result: .ok, flags: [], data: place == 0 ? data : nil)
                let appended = try tail.appending(fields) { signer.sign($0) }
                tail = appended.tail
                lines += appended.line + [10]
            }
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(lines).write(to: folder.appending(path: "entries.jsonl"))
            try Data(tail.checkpoint.signed(by: signer).bytes).write(to: folder.appending(path: "checkpoint"))
            let key = signer.verifyingKey.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let keys = ["system", "log"].map {
                #"{"key":"\#(id.hex)","kind":"\#($0)","sign":"\#(key)","wrap":"","from":0,"until":null}"# + "\n"
            }
            try Data(keys.joined().utf8).write(to: folder.appending(path: "keys.jsonl"))
            return tail.checkpoint
        }

        func status() throws -> Int32 {
            let script = PublishedVectors.repository.appending(path: "Tools/verify_audit.py").path
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/python3")
            process.arguments = ["-B", script, folder.path]
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test("Whole, without its past, with another past, and without its statement")
    func past() throws {
        let export = try Export()
        defer { try? FileManager.default.removeItem(at: export.folder) }
        #expect(try export.status() == 0)
        let (past, restore) = (export.folder.appending(path: "past"), export.folder.appending(path: "restore"))
        let other = try Export()
        defer { try? FileManager.default.removeItem(at: other.folder) }
        try FileManager.default.removeItem(at: past)
        #expect(try export.status() == 2)
        try FileManager.default.copyItem(at: other.folder.appending(path: "past"), to: past)
        #expect(try export.status() == 1)
        try FileManager.default.removeItem(at: restore)
        #expect(try export.status() == 2)
    }
}
