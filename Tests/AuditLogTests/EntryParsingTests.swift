import Testing

@testable import AuditLog

/// One line, one defect, the field that is named.
@Suite struct EntryParsingTests {
    struct Defect: CustomTestStringConvertible, Sendable {
        let name: String
        let original: String
        let replacement: String
        let error: EntrySyntaxError

        init(_ name: String, _ original: String, _ replacement: String, _ error: EntrySyntaxError) {
            self.name = name
            self.original = original
            self.replacement = replacement
            self.error = error
        }

        var testDescription: String { name }
    }

    /// A line with a value in every field. Its signature is of no interest here.
    static let line: String = [
        #"{"v":1,"seq":1,"prev":"33ab83eb6e48d0f9a06341a7775b39043e8782efeaf75f2a0c86fc17d0217"#,
        #"77e","time":"2026-10-01T00:00:00.000Z","boot":"f7967222","mono":920771087,"act":"rec"#,
        #"ord.write","by":"e10f0d6b1caeb88d5d0e2f286196aa12","role":"case-lead","peer":"11f539"#,
        #"77","case":"f240fbdc67b9aabeb29635b449ff6be7","object":"record","record":"47d5f5c51d"#,
        #"8bdfa598680fa95173f8dc","revision":2,"before":"d77fcbeb2102d02556e69942e984495be54c4"#,
        #"8fdb580fa074965423143338ce4","after":"b65da9349fe3d7aa06a4dc28f1ffaf906e621883f47815"#,
        #"d030c8a2e858a40315","count":1,"why":"follow-up","ref":1,"result":"ok","flags":"close"#,
        #"d+nomirror+ooh","data":"28462c1e5b25025505bd65c591cfe44d71c8c6c25be18a877780f6a5904f"#,
        #"7bdc","sig":"XB3XOPpvp8zWrjeTBBf9bMwwNGpCEyW-qStdV6F53Li6nIz4E8PYWkJDFnT-fEJR87Z3dCl"#,
        #"nPx_5i9wR1ZZzAg"}"#,
    ].joined()

    static let shape: [Defect] = [
        Defect("brace missing", "{\"v\"", "\"v\"", .key(.version)),
        Defect("space before", "{\"v\"", " {\"v\"", .key(.version)),
        Defect("byte order mark", "{\"v\"", "\u{FEFF}{\"v\"", .key(.version)),
        Defect("space after colon", "\"seq\":1", "\"seq\": 1", .value(.seq)),
        Defect("space after comma", ",\"prev\"", ", \"prev\"", .key(.prev)),
        Defect("key in capitals", "\"prev\"", "\"Prev\"", .key(.prev)),
        Defect("key with escape", "\"prev\"", "\"\\u0070rev\"", .key(.prev)),
        Defect("extra key in the middle", ",\"why\"", ",\"note\":\"\",\"why\"", .key(.why)),
        Defect("extra key at the end", "\"}", "\",\"x\":0}", .end),
        Defect("key twice", ",\"ref\":1", ",\"ref\":1,\"ref\":1", .key(.result)),
        Defect("key missing", ",\"count\":1", "", .key(.count)),
        Defect("first key missing", "{\"v\":1,", "{", .key(.version)),
        Defect(
            "keys in another order", "\"count\":1,\"why\":\"follow-up\"", "\"why\":\"follow-up\",\"count\":1",
            .key(.count)),
        Defect("single quotes", "\"role\":\"case-lead\"", "\"role\":'case-lead'", .key(.role)),
        Defect("line end", "\"}", "\"}\n", .end),
        Defect("carriage return", "\"}", "\"}\r", .end),
        Defect("two objects", "\"}", "\"}{}", .end),
        Defect("zero byte", "\"}", "\"}\0", .end),
        Defect("brace missing at the end", "\"}", "\"", .end),
    ]

    static let numbers: [Defect] = [
        Defect("version 2", "\"v\":1", "\"v\":2", .value(.version)),
        Defect("version quoted", "\"v\":1", "\"v\":\"1\"", .value(.version)),
        Defect("version 01", "\"v\":1", "\"v\":01", .value(.version)),
        Defect("seq leading zero", "\"seq\":1", "\"seq\":01", .value(.seq)),
        Defect("seq negative", "\"seq\":1", "\"seq\":-1", .value(.seq)),
        Defect("seq plus", "\"seq\":1", "\"seq\":+1", .value(.seq)),
        Defect("seq fraction", "\"seq\":1", "\"seq\":1.0", .key(.prev)),
        Defect("seq exponent", "\"seq\":1", "\"seq\":1e0", .key(.prev)),
        Defect("seq quoted", "\"seq\":1", "\"seq\":\"1\"", .value(.seq)),
        Defect("seq missing", "\"seq\":1", "\"seq\":", .value(.seq)),
        Defect("seq null", "\"seq\":1", "\"seq\":null", .value(.seq)),
        Defect("seq of 16 digits", "\"seq\":1", "\"seq\":1000000000000000", .value(.seq)),
        Defect("seq of 2^64", "\"seq\":1", "\"seq\":18446744073709551616", .value(.seq)),
        Defect("mono leading zero", "\"mono\":920771087", "\"mono\":0920771087", .value(.mono)),
        Defect("mono of 16 digits", "\"mono\":920771087", "\"mono\":9999999999999999", .value(.mono)),
        Defect("revision leading zero", "\"revision\":2", "\"revision\":002", .value(.revision)),
        Defect("revision quoted", "\"revision\":2", "\"revision\":\"2\"", .value(.revision)),
        Defect("count leading zero", "\"count\":1", "\"count\":01", .value(.count)),
        Defect("count negative zero", "\"count\":1", "\"count\":-0", .value(.count)),
        Defect("ref double zero", "\"ref\":1", "\"ref\":00", .value(.ref)),
        Defect("ref of 16 digits", "\"ref\":1", "\"ref\":1000000000000000", .value(.ref)),
        Defect("ref in Arabic digits", "\"ref\":1", "\"ref\":\u{0661}", .value(.ref)),
    ]

    static let times: [Defect] =
        [
            ("no decimals", "00Z"), ("two decimals", "00.00Z"), ("four decimals", "00.0000Z"), ("comma", "00,000Z"),
            ("small z", "00.000z"), ("no zone", "00.000"), ("offset", "00.000+00:00"), ("second 60", "60.000Z"),
        ].map { Defect("time: \($0.0)", "00.000Z", $0.1, .value(.time)) }
        + [
            ("month 0", "2026-00-01"), ("month 13", "2026-13-01"), ("day 0", "2026-10-00"), ("day 32", "2026-10-32"),
            ("30 February", "2026-02-30"), ("29 February of a common year", "2026-02-29"),
            ("29 February 2100", "2100-02-29"), ("31 April", "2026-04-31"), ("before 1970", "1969-12-31"),
            ("year 0", "0000-01-01"), ("year of five digits", "12026-10-01"), ("short year", "26-10-01"),
        ].map { Defect("time: \($0.0)", "2026-10-01", $0.1, .value(.time)) }
        + [
            Defect("time: hour 24", "T00:00", "T24:00", .value(.time)),
            Defect("time: minute 60", "T00:00", "T00:60", .value(.time)),
            Defect("time: small t", "T00:00", "t00:00", .value(.time)),
            Defect("time: space for T", "T00:00", " 00:00", .value(.time)),
            Defect("time: empty", "2026-10-01T00:00:00.000Z", "", .value(.time)),
        ]

    static let hexadecimal: [Defect] =
        [
            ("prev", EntryField.prev, "prev\":\"33ab83eb"), ("boot", .boot, "boot\":\"f7967222"),
            ("by", .by, "by\":\"e10f0d6b"), ("peer", .peer, "peer\":\"11f53977"),
            ("case", .clientCase, "case\":\"f240fbdc"),
            ("record", .record, "record\":\"47d5f5c5"), ("before", .before, "before\":\"d77fcbeb"),
            ("after", .after, "after\":\"b65da934"), ("data", .data, "data\":\"28462c1e"),
        ].flatMap { name, field, start -> [Defect] in
            let next = EntryField(rawValue: field.rawValue + 1) ?? .sig
            let capital = start.replacing(#/[a-f](?=[0-9a-f]*$)/#) { $0.output.uppercased() }
            return [
                Defect(
                    "\(name): capital hex", start, capital == start ? start.dropLast() + "A" : capital, .value(field)),
                Defect("\(name): a digit short", start, String(start.dropLast()), .value(field)),
                Defect("\(name): a digit more", start, start + "0", .key(next)),
                Defect("\(name): no hex digit", start, start.dropLast() + "g", .value(field)),
                Defect("\(name): not ASCII", start, start.dropLast() + "\u{0430}", .value(field)),
                Defect("\(name): escape", start, start.dropLast() + "\\u0030", .value(field)),
            ]
        } + [
            Defect(
                "prev: empty", "33ab83eb6e48d0f9a06341a7775b39043e8782efeaf75f2a0c86fc17d021777e", "", .value(.prev)),
            Defect("boot: empty", "f7967222", "", .value(.boot)),
            Defect("by: empty", "e10f0d6b1caeb88d5d0e2f286196aa12", "", .value(.by)),
            Defect("peer: empty", "11f53977", "", .value(.peer)),
        ]

    static let codes: [Defect] = [
        Defect("act: empty", "record.write", "", .value(.act)),
        Defect("act: capital", "record.write", "Record.write", .value(.act)),
        Defect("act: one letter", "record.write", "r", .value(.act)),
        Defect("act: digit", "record.write", "record.write2", .key(.by)),
        Defect("act: ends with a dot", "record.write", "record.", .value(.act)),
        Defect("act: begins with a dot", "record.write", ".write", .value(.act)),
        Defect("act: two dots", "record.write", "record.write.all", .value(.act)),
        Defect("act: hyphen in the first word", "record.write", "re-cord.write", .value(.act)),
        Defect("act: second word begins with a hyphen", "record.write", "record.-write", .value(.act)),
        Defect("act: first word too long", "record.write", "abcdefghijklm.write", .value(.act)),
        Defect("act: second word too long", "record.write", "record.abcdefghijklmnopq", .value(.act)),
        Defect("act: space", "record.write", "record write", .key(.by)),
        Defect("act: escape", "record.write", "record\\u002ewrite", .key(.by)),
        Defect("role: unknown", "\"case-lead\"", "\"director\"", .value(.role)),
        Defect("role: capital", "\"case-lead\"", "\"Case-lead\"", .value(.role)),
        Defect("role: not ASCII", "\"case-lead\"", "\"case-le\u{0430}d\"", .value(.role)),
        Defect("object: unknown", "\"object\":\"record\"", "\"object\":\"table\"", .value(.object)),
        Defect("object: capital", "\"object\":\"record\"", "\"object\":\"Record\"", .value(.object)),
        Defect(
            "object: longer than any code", "\"object\":\"record\"", "\"object\":\"recordrecordrecord\"",
            .value(.object)),
        Defect("object: space", "\"object\":\"record\"", "\"object\":\"record \"", .key(.record)),
        Defect("why: unknown", "\"follow-up\"", "\"curiosity\"", .value(.why)),
        Defect("why: other spelling", "\"follow-up\"", "\"followup\"", .value(.why)),
        Defect("result: unknown", "\"result\":\"ok\"", "\"result\":\"maybe\"", .value(.result)),
        Defect("result: empty", "\"result\":\"ok\"", "\"result\":\"\"", .value(.result)),
        Defect("result: boolean", "\"result\":\"ok\"", "\"result\":true", .key(.result)),
        Defect("flags: order", "closed+nomirror+ooh", "closed+ooh+nomirror", .value(.flags)),
        Defect("flags: twice", "closed+nomirror+ooh", "closed+closed+ooh", .value(.flags)),
        Defect("flags: unknown out of order", "closed+nomirror+ooh", "zz+closed", .value(.flags)),
        Defect("flags: unknown twice", "closed+nomirror+ooh", "zz+zz", .value(.flags)),
        Defect("flags: unknown before a smaller known", "closed+nomirror+ooh", "clzz+closed", .value(.flags)),
        Defect("flags: empty part", "closed+nomirror+ooh", "closed++ooh", .value(.flags)),
        Defect("flags: ends with +", "closed+nomirror+ooh", "closed+", .value(.flags)),
        Defect("flags: begins with +", "closed+nomirror+ooh", "+closed", .value(.flags)),
        Defect("flags: space", "closed+nomirror+ooh", "closed ooh", .key(.data)),
        Defect("flags: capital", "closed+nomirror+ooh", "Closed", .value(.flags)),
        Defect("flags: hyphen", "closed+nomirror+ooh", "half-closed", .value(.flags)),
        Defect("flags: a letter", "closed+nomirror+ooh", "c", .value(.flags)),
        Defect("flags: too long", "closed+nomirror+ooh", "abcdefghijklm", .value(.flags)),
        Defect(
            "flags: thirteen", "closed+nomirror+ooh", "aa+ab+ac+ad+ae+af+ag+ah+ai+aj+ak+al+am", .value(.flags)),
    ]

    static let signatures: [Defect] = [
        Defect("sig: unused bits", "ZZzAg\"}", "ZZzAh\"}", .value(.sig)),
        Defect("sig: padded", "ZZzAg\"}", "ZZzAg==\"}", .end),
        Defect("sig: a character short", "ZZzAg\"}", "ZZzg\"}", .value(.sig)),
        Defect("sig: a character more", "ZZzAg\"}", "ZZzAgA\"}", .end),
        Defect("sig: other alphabet", "\"XB3X", "\"XB+X", .value(.sig)),
        Defect("sig: slash", "\"XB3X", "\"XB/X", .value(.sig)),
        Defect("sig: not ASCII", "\"XB3X", "\"XB\u{0430}", .value(.sig)),
        Defect("sig: space", "\"XB3X", "\" B3X", .value(.sig)),
    ]

    @Test(arguments: [shape, numbers, times, hexadecimal, codes, signatures].flatMap(\.self))
    func refuses(_ defect: Defect) throws {
        let line = Self.line
        let changed = line.replacingFirst(defect.original, with: defect.replacement)
        try #require(changed != line, "the defect must be there")
        #expect(throws: defect.error) { try AuditEntry(parsing: Array(changed.utf8)) }
    }

    /// Long values of the right letters are refused, and a line of more than 1,024 bytes before it is read.
    @Test func refusesTooLong() {
        let long = [UInt8](repeating: UInt8(ascii: "{"), count: EntryFormat.lineLimit + 1)
        #expect(throws: EntrySyntaxError.tooLong(byteCount: 1_025)) { try AuditEntry(parsing: long) }
        #expect(throws: EntrySyntaxError.key(.version)) { try AuditEntry(parsing: long.dropLast()) }
    }

    /// Every beginning of a line ends in an error, never in a trap.
    @Test func refusesEveryBeginning() throws {
        for line in try ExampleFiles().lines {
            for count in 0..<line.count {
                #expect(throws: EntrySyntaxError.self) { try AuditEntry(parsing: Array(line.prefix(count))) }
            }
        }
    }

    /// Every single wrong byte either gives an error or an entry that is written as it was read.
    @Test func everyByteMatters() throws {
        let line = Array(Self.line.utf8)
        let original = try AuditEntry(parsing: line)
        for place in line.indices {
            for value in [line[place] ^ 1, line[place] ^ 0x20, line[place] ^ 0x80, 0, UInt8(ascii: "\""), 0xFF]
            where value != line[place] {
                var changed = line
                changed[place] = value
                guard let entry = try? AuditEntry(parsing: changed) else { continue }
                #expect(entry != original)
                #expect(entry.encoded() == changed)
            }
        }
    }
}

extension String {
    /// The first occurrence replaced; unchanged if there is none.
    func replacingFirst(_ original: String, with replacement: String) -> String {
        guard let range = firstRange(of: original) else { return self }
        return String(self[..<range.lowerBound]) + replacement + String(self[range.upperBound...])
    }
}
