import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

@Suite struct EntryRoundTripTests {
    @Test func whatIsWrittenIsReadTheSame() throws {
        var generator = Dice(seed: 4)
        for _ in 0..<3_000 {
            let entry = try #require(AuditEntry.random(using: &generator))
            let line = entry.encoded()
            #expect(line.count <= EntryFormat.lineLimit)
            #expect(try AuditEntry(parsing: line) == entry)
        }
    }

    /// Every code of every closed list stands for itself.
    @Test func everyCode() throws {
        var generator = Dice(seed: 5)
        var fields = try #require(EntryFields.random(using: &generator))
        let signature = try #require(Signature(bytes: generator.bytes(64)))
        func check(_ field: EntryField, _ code: String, _ fields: EntryFields) throws {
            let line = AuditEntry(seq: 0, prev: .zero, fields: fields, signature: signature).encoded()
            #expect(String(decoding: line, as: UTF8.self).contains("\"\(field.key)\":\"\(code)\","))
            #expect(try AuditEntry(parsing: line).fields == fields)
        }
        for act in Act.allCases {
            fields.act = .known(act)
            try check(.act, act.rawValue, fields)
            #expect(ActCode(act.rawValue) == .known(act))
        }
        for role in RoleCode.allCases {
            fields.role = role
            try check(.role, role.rawValue, fields)
        }
        for object in EntryObject.allCases {
            fields.object = object
            try check(.object, object.rawValue, fields)
        }
        for purpose in PurposeCode.allCases {
            fields.why = purpose
            try check(.why, purpose.rawValue, fields)
        }
        for flag in EntryFlag.allCases {
            fields.flags = [flag]
            try check(.flags, flag.rawValue, fields)
        }
    }

    @Test func unknownActsAndFlagsAreKept() throws {
        let line = String(decoding: try ExampleFiles().lines[1], as: UTF8.self)
            .replacingFirst("record.write", with: "case.teleport")
            .replacingFirst("closed+nomirror+ooh", with: "aa+closed+later+ooh+zzz")
        let entry = try AuditEntry(parsing: Array(line.utf8))
        #expect(entry.fields.act.act == nil)
        #expect(entry.fields.act.text == "case.teleport")
        #expect(entry.fields.flags.flags == [.closed, .ooh])
        #expect(entry.fields.flags.unknown.map(\.text) == ["aa", "later", "zzz"])
        #expect(entry.encoded() == Array(line.utf8))
    }

    @Test func flagsAreASetWithOneSpelling() {
        #expect(EntryFlags().text == "")
        #expect(([.ooh, .alone, .bulk, .alone] as EntryFlags).text == "alone+bulk+ooh")
        #expect(([.ooh, .alone] as EntryFlags) == [.alone, .ooh])
        #expect(EntryFlag.allCases.map(\.rawValue) == EntryFlag.allCases.map(\.rawValue).sorted())
    }

    @Test func whatDoesNotFitIsNotAppended() throws {
        let vault = try #require(VaultID(bytes: [UInt8](repeating: 1, count: 16)))
        let tail = LogTail(origin: try #require(Origin(vault: vault, number: 1)))
        let example = try AuditEntry(parsing: try ExampleFiles().lines[1])
        for change in [\EntryFields.mono, \.revision, \.count, \.ref] {
            var fields = example.fields
            fields[keyPath: change] = EntryFormat.numberLimit + 1
            #expect(throws: AppendError.numberTooLarge) {
                _ = try tail.appending(fields) { _ in example.signature }
            }
        }
    }
}
