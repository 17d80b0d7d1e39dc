import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// Guards promise P2 for chunk files: whatever a writer of the folder does is named by `check` without a passphrase, and
/// never opens as anything else.
@Suite struct FileAttackTests {
    private static let chunk = FileUpload.chunkByteCount
    private static let stored = chunk + 40

    private struct Target {
        let house: FileHouse
        let first: String
        let second: String
        let data: [UInt8]
        /// The chunk files of both, in that order.
        let paths: [String]

        init() async throws {
            house = try await FileHouse()
            data = sample(3 * FileAttackTests.chunk)
            first = try await house.add(data)
            let one = house.chunkFiles
            second = try await house.add(data.reversed(), name: "drugi.pdf")
            let two = house.chunkFiles.filter { !one.contains($0) }
            paths = (one + two).map { [files = house.files] in "\(files)/\($0)" }
        }

        func bytes(_ index: Int = 0) throws -> Data { try Data(contentsOf: URL(filePath: paths[index])) }

        func write(_ bytes: Data, _ index: Int = 0) throws { try bytes.write(to: URL(filePath: paths[index])) }

        /// `check` names the attachment, with and without the gate; reading it gives nothing wrong.
        func expect(
            _ kind: CheckReport.Finding.Kind, opens: Bool = false, _ sourceLocation: SourceLocation = #_sourceLocation
        ) async throws {
            let report = try await house.house.check()
            #expect(!report.ok, sourceLocation: sourceLocation)
            #expect(report.findings.contains(.init(object: first, kind: kind)), sourceLocation: sourceLocation)
            let id = (paths[0] as NSString).lastPathComponent
            let alone = try await Vault.check(
                at: house.house.directory, gate: house.house.folder + "/nowhere", in: house.house.environment)
            #expect(
                alone.findings.contains(.init(object: "files/\(id)", kind: kind)), sourceLocation: sourceLocation)
            do {
                let got = try await house.get(first)
                #expect(opens && got == data, sourceLocation: sourceLocation)
            } catch VaultError.damaged {
                #expect(!opens, sourceLocation: sourceLocation)
            }
        }
    }

    @Test func aChangedByteAnywhere() async throws {
        let target = try await Target()
        let whole = try target.bytes()
        for place in [0, 23, 24, 1000, Self.stored - 1, Self.stored, 2 * Self.stored + 5, whole.count - 1] {
            var changed = whole
            changed[place] ^= 1
            try target.write(changed)
            // The last chunk of this file is filling alone, which nobody reads.
            try await target.expect(.hashMismatch, opens: place >= 3 * Self.stored)
        }
        try target.write(whole)
        #expect(try await target.house.house.check().findings == [])
    }

    @Test func cutAtAChunkAndElsewhere() async throws {
        let target = try await Target()
        let whole = try target.bytes()
        for length in [0, 1, Self.stored, 2 * Self.stored, 3 * Self.stored, whole.count - 1] {
            try target.write(whole.prefix(length))
            try await target.expect(.hashMismatch)
        }
    }

    @Test func lengthened() async throws {
        let target = try await Target()
        let whole = try target.bytes()
        for more in [Data([0]), whole.suffix(40), whole.prefix(Self.stored), Data(count: Self.stored)] {
            try target.write(whole + more)
            try await target.expect(.hashMismatch)
        }
    }

    @Test func chunksInAnotherOrder() async throws {
        let target = try await Target()
        let whole = try target.bytes()
        let chunks = stride(from: 0, to: whole.count, by: Self.stored).map { whole.dropFirst($0).prefix(Self.stored) }
        for order in [[1, 0, 2, 3], [0, 0, 2, 3], [0, 2, 1, 3], [2, 1, 0, 3]] {
            try target.write(order.reduce(Data()) { $0 + chunks[$1] })
            try await target.expect(.hashMismatch)
        }
    }

    @Test func chunkFilesSwapped() async throws {
        let target = try await Target()
        let (one, two) = (try target.bytes(0), try target.bytes(1))
        try target.write(two, 0)
        try target.write(one, 1)
        try await target.expect(.hashMismatch)
        let report = try await target.house.house.check()
        #expect(report.findings.contains(.init(object: target.second, kind: .hashMismatch)))
    }

    @Test func aChunkOfTheOtherFileAtItsPlace() async throws {
        let target = try await Target()
        var whole = try target.bytes()
        whole.replaceSubrange(Self.stored..<2 * Self.stored, with: try target.bytes(1)[Self.stored..<2 * Self.stored])
        try target.write(whole)
        try await target.expect(.hashMismatch)
    }

    @Test func gone() async throws {
        let target = try await Target()
        try FileManager.default.removeItem(atPath: target.paths[0])
        try await target.expect(.missing)
        try FileManager.default.createSymbolicLink(atPath: target.paths[0], withDestinationPath: target.paths[1])
        try await target.expect(.hashMismatch)
    }

    /// Whoever writes vault.db too makes the row agree with what she put there: the log and the record do not.
    @Test func aRowThatAgreesWithOtherBytes() async throws {
        let target = try await Target()
        let database = RawDatabase(target.house.house.database)
        let rows = try database.rows("SELECT id, hash, sealed FROM file ORDER BY rowid")
        try target.write(try target.bytes(1))
        try database.run("UPDATE file SET hash = ?, sealed = ? WHERE id = ?", rows[1][1], rows[1][2], rows[0][0])
        let report = try await target.house.house.check()
        #expect(!report.ok)
        await #expect(throws: VaultError.damaged(.file)) { try await target.house.get(target.first) }
    }

    @Test func aDraftPutBackInThePlaceOfAFinishedFile() async throws {
        let house = try await FileHouse()
        let data = sample(2 * Self.chunk)
        try await house.with("mira") { vault, session in
            _ = try await vault.perform(try house.begin(data), in: session)
        }
        let database = RawDatabase(house.house.database)
        let draft = try #require(try database.rows("SELECT id, revision, hash, sealed FROM file").first)
        let file = try await house.add(data)
        try database.run(
            "UPDATE file SET revision = ?, hash = ?, sealed = ? WHERE id = ?", draft[1], draft[2], draft[3], draft[0])
        let report = try await house.house.check()
        #expect(!report.ok && report.findings.contains { $0.kind == .unexpected || $0.kind == .missing })
        await #expect(throws: VaultError.damaged(.file)) { try await house.get(file) }
        // The log knows that it is a record: it cannot be discarded as an upload.
        let id = try #require(house.chunkFiles.first)
        await #expect(throws: VaultError.notPermitted) {
            try await house.with("ana") { try await $0.perform(FileDiscard(upload: id), in: $1) }
        }
    }
}
