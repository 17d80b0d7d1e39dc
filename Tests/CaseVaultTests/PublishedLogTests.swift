import Testing

@testable import AuditLog
@testable import CaseVault
@testable import VaultCrypto

/// A log with its statements, written by an independent program, through the fold.
@Suite struct PublishedLogTests {
    private struct File: Decodable {
        struct Entry: Decodable {
            let line: String
            let statement: HexBytes?
        }
        let vault, policy, root: HexBytes
        let entries: [Entry]
        let checkpoint: String
    }

    @Test func everyEntryCountsAndTheCheckpointIsSigned() throws {
        let file = try PublishedVectors.read("log", as: File.self)
        let vault = try file.vault.id(VaultKind.self)
        let origin = try #require(Origin(vault: vault, number: 1))
        var (tail, fold) = (LogTail(origin: origin), LogFold(vault: vault))
        for vector in file.entries {
            let line = Array(vector.line.utf8)
            let entry = try AuditEntry(parsing: line)
            #expect(entry.seq == tail.size && entry.prev == tail.prev)
            let key = try #require(fold.verifyingKey(for: entry, statement: vector.statement?.bytes))
            #expect(key.isValid(entry.signature, for: AuditEntry.signedBytes(of: line, origin: origin)))
            #expect(fold.apply(entry, statement: vector.statement?.bytes) == nil)
            tail = tail.advanced(by: line)
        }
        #expect(tail.frontier.root.bytes == file.root.bytes)
        let note = try #require(SignedCheckpoint(bytes: Array(file.checkpoint.utf8)))
        #expect(note.checkpoint == tail.checkpoint)
        #expect(note.isSigned(by: try #require(fold.logKey)))
        #expect(!fold.changedSinceState)
    }

    @Test func thePolicyOfANewVaultIsTheTable() throws {
        let file = try PublishedVectors.read("log", as: File.self)
        #expect(Policy.standard.tuple.bytes == file.policy.bytes)
    }

    @Test func anotherStatementDoesNotCount() throws {
        let file = try PublishedVectors.read("log", as: File.self)
        var fold = LogFold(vault: try file.vault.id())
        for (number, vector) in file.entries.enumerated() {
            let entry = try AuditEntry(parsing: Array(vector.line.utf8))
            if let statement = vector.statement?.bytes {
                let other = file.entries[(number + 3) % 5].statement?.bytes ?? []
                var copy = fold
                #expect(copy.apply(entry, statement: other == statement ? [] : other) == .statementWrong)
                if entry.needsStatement { #expect(copy.apply(entry, statement: nil) == .statementMissing) }
            }
            #expect(fold.apply(entry, statement: vector.statement?.bytes) == nil)
        }
    }
}
