import Testing
import VaultCrypto

@testable import AuditLog

/// The two published lines come first: they were made without this code.
@Suite struct ExampleTests {
    let example: ExampleFiles
    let origin: Origin
    let administrator: VerifyingKey
    let logKey: VerifyingKey

    init() throws {
        example = try ExampleFiles()
        origin = try #require(Origin(example.values.origin))
        administrator = try #require(VerifyingKey(bytes: bytes(hex: example.keys[0].sign)))
        logKey = try #require(VerifyingKey(bytes: bytes(hex: example.keys[1].sign)))
    }

    @Test func linesAreEntriesAndAreWrittenTheSame() throws {
        for line in example.lines {
            #expect(try AuditEntry(parsing: line).encoded() == line)
        }
    }

    @Test func firstLineSaysWhatItSays() throws {
        let entry = try AuditEntry(parsing: example.lines[0])
        #expect(entry.seq == 0)
        #expect(entry.prev == .zero)
        #expect(entry.fields.time.milliseconds == 1_789_892_102_123)
        #expect(entry.fields.boot == ShortHash(bootID: "6b6f2a34-92c1-4d0f-9d2e-0f3c1a5b7e88"))
        #expect(entry.fields.mono == 73_210)
        #expect(entry.fields.act == .known(.vaultCreate))
        #expect(entry.fields.by.hex == example.keys[0].key)
        #expect(entry.fields.role == .administrator)
        #expect(entry.fields.clientCase == nil)
        #expect(entry.fields.object == .vault)
        #expect(entry.fields.record == nil)
        #expect(entry.fields.before == nil)
        #expect(entry.fields.why == nil)
        #expect(entry.fields.referredSeq == nil)
        #expect(entry.fields.result == .ok)
        #expect(entry.fields.flags == [.alone])
        #expect(entry.fields.data == SHA256Hash.hash(bytes(hex: example.values.genesisStatement)))
    }

    @Test func secondLineSaysWhatItSays() throws {
        let entry = try AuditEntry(parsing: example.lines[1])
        let key = try testSecret(hex: example.values.testOnlyTagKey)
        let month = entry.fields.time.month
        let record = try #require(RecordID(hex: example.values.record))
        let before = try #require(SHA256Digest(hex: example.values.storedBefore))
        let after = try #require(SHA256Digest(hex: example.values.storedAfter))
        #expect(month.text == "2026-10")
        let vaultKey = try testSecret(hex: example.values.testOnlyVaultKey)
        #expect(entry.fields.peer == ShortHash(peer: .workstation, name: "office", key: vaultKey))
        #expect(entry.fields.peer != ShortHash(peer: .program, name: "office", key: vaultKey))
        #expect(entry.fields.clientCase == EntryTags.clientCase(in: month, key: key))
        #expect(entry.fields.record == EntryTags.record(record, in: month, key: key))
        #expect(entry.fields.before == EntryTags.content(before, in: month, key: key))
        #expect(entry.fields.after == EntryTags.content(after, in: month, key: key))
        #expect(entry.fields.act.act == .recordWrite)
        #expect(entry.fields.role == .caseLead)
        #expect(entry.fields.object == .record)
        #expect(entry.fields.revision == 2)
        #expect(entry.fields.count == 1)
        #expect(entry.fields.why == .followUp)
        #expect(entry.fields.referredSeq == 0)
        #expect(entry.fields.flags == [.ooh, .closed, .nomirror])
    }

    @Test func signaturesAreThoseOfTheAdministrator() throws {
        for line in example.lines {
            let signed = AuditEntry.signedBytes(of: line, origin: origin)
            #expect(administrator.isValid(try AuditEntry(parsing: line).signature, for: signed))
            #expect(!logKey.isValid(try AuditEntry(parsing: line).signature, for: signed))
        }
    }

    @Test func signingAgainGivesTheSameBytes() throws {
        let key = SigningKey(seed: try testSecret(hex: example.values.testOnlySeedAdministrator))
        var tail = LogTail(origin: origin)
        for line in example.lines {
            let appended = try tail.appending(try AuditEntry(parsing: line).fields) { key.sign($0) }
            #expect(appended.line == line)
            #expect(appended.tail.prev.hex == example.values.leafHashes[Int(tail.size)])
            tail = appended.tail
        }
        #expect(tail.checkpoint.root.hex == example.values.root)
    }

    @Test func checkpointIsTheLogsAndFitsTheLines() throws {
        let note = try #require(SignedCheckpoint(bytes: example.note))
        #expect(note.bytes == example.note)
        #expect(note.checkpoint == Checkpoint(origin: origin, size: 2, root: MerkleTree.root(of: leafHashes)))
        #expect(note.isSigned(by: logKey))
        #expect(!note.isSigned(by: administrator))
        let key = SigningKey(seed: try testSecret(hex: example.values.testOnlySeedLog))
        #expect(note.checkpoint.signed(by: key) == note)
    }

    @Test func verifierFindsNothing() throws {
        let note = try #require(SignedCheckpoint(bytes: example.note))
        var verifier = ChainVerifier(from: LogTail(origin: origin), checkpoints: [note])
        for line in example.lines {
            #expect(
                verifier.add(line) { id, _ in id.hex == example.keys[0].key ? .valid(administrator) : .notValid } != nil
            )
        }
        let report = verifier.finish { _ in .valid(logKey) }
        #expect(report.findings.isEmpty)
        #expect(report.verdict == .ok)
    }

    /// The vault's id is made from the statement that entry 0 commits to.
    @Test func vaultIdComesFromTheGenesisStatement() {
        let statement = bytes(hex: example.values.genesisStatement)
        #expect(VaultID(prefixOf: Blake2b.hash(bytes: statement)) == origin.vault)
    }

    private var leafHashes: [SHA256Digest] { example.lines.map { AuditEntry.leafHash(of: $0) } }
}
