import Testing
import VaultTesting

@testable import CaseVault

/// Guards that an attachment comes back byte for byte, whole and in ranges, of whatever size, name and type.
@Suite struct FileTransferTests {
    private static let chunk = FileUpload.chunkByteCount

    @Test func filesOfEverySizeComeBack() async throws {
        let house = try await FileHouse()
        let sizes = [0, 1, 255, 256, Self.chunk - 1, Self.chunk, Self.chunk + 1, 5 * Self.chunk + 17]
        var added: [(String, [UInt8])] = []
        for size in sizes { added.append((try await house.add(sample(size), name: "\(size).bin"), sample(size))) }
        for (file, data) in added { #expect(try await house.get(file) == data) }
        #expect(house.chunkFiles.count == sizes.count)
        let report = try await house.house.check()
        #expect(report.findings == [])
        let purpose = try Purpose.named("court")
        let lines = try await house.with("mira") { vault, session in
            let deep = try await vault.checkDeep(in: session, purpose: purpose)
            #expect(deep.findings == [])
            return try await vault.perform(
                FileList(case: house.reference, compartment: nil, purpose: purpose), in: session)
        }
        #expect(lines.map(\.bytes) == sizes.map(UInt64.init))
        #expect(lines.map(\.name) == sizes.map { "\($0).bin" })
        #expect(lines.allSatisfy { $0.author == "mira" && $0.type == "application/pdf" })
        #expect(try await house.with("mira") { vault, _ in try await vault.verifyLog().verdict } == .ok)
    }

    @Test func rangesAreThoseOfTheData() async throws {
        let house = try await FileHouse()
        let data = sample(3 * Self.chunk + 100)
        let file = try await house.add(data)
        let edges = [0, 1, Self.chunk - 1, Self.chunk, Self.chunk + 1, 2 * Self.chunk, data.count - 1, data.count]
        let counts = [0, 1, 2, Self.chunk - 1, Self.chunk, Self.chunk + 1, data.count, .max]
        try await house.with("mira") { vault, session in
            for from in edges {
                for count in counts {
                    let got = try await vault.get(file, from: UInt64(from), count: UInt64(count), in: session)
                    #expect(got == Array(data.dropFirst(from).prefix(count)), "\(from) \(count)")
                }
                #expect(try await vault.get(file, from: UInt64(from), in: session) == Array(data.dropFirst(from)))
            }
            for from in [UInt64(data.count) + 1, .max] {
                await #expect(throws: VaultError.invalid(.range)) {
                    try await vault.get(file, from: from, in: session)
                }
            }
        }
    }

    @Test func oneGetIsOneEntryHoweverManyBytes() async throws {
        let house = try await FileHouse()
        let file = try await house.add(sample(4 * Self.chunk))
        try await house.with("mira") { vault, session in
            let before = try await vault.count("file.read", "intent")
            _ = try await vault.get(file, in: session)
            #expect(try await vault.count("file.read", "intent") == before + 1)
            let line = try #require(try await vault.auditLines().last { $0.contains("file.read") })
            #expect(line.contains("\"object\":\"file\"") && line.contains("\"why\":\"court\""))
            #expect(line.contains("\"flags\":\"piped\""))
        }
    }

    @Test(arguments: [
        "a\nb", "a\u{1B}[31m", "\u{202E}fdp.exe", "..  ", "-", "čćž šđ", "\u{7}",
        String(repeating: "ž", count: 127) + "a",
    ])
    func namesAreKeptAsTheyAre(_ name: String) async throws {
        let house = try await FileHouse()
        try await house.add([1, 2, 3], name: name)
        let lines = try await house.with("mira") { vault, session in
            try await vault.perform(
                FileList(case: house.reference, compartment: nil, purpose: try Purpose.named("court")), in: session)
        }
        #expect(lines.map(\.name) == [name])
        for part in house.chunkFiles { #expect(part.utf8.count == 32) }
    }

    @Test(arguments: ["", ".", "..", "a/b", "a\0b", String(repeating: "a", count: 256)])
    func namesThatNoFileHasAreRefused(_ name: String) async throws {
        let house = try await FileHouse()
        await #expect(throws: VaultError.invalid(.fileName)) { try await house.add([1], name: name) }
        #expect(house.chunkFiles == [])
    }

    @Test(arguments: [
        "", "pdf", "a/b/c", "A/b", "a/ b", "a/b;c", "/b", "a/", String(repeating: "a", count: 127) + "/b",
    ])
    func typesAreOfTheForm(_ type: String) async throws {
        #expect(!FileRules.isType(type))
        #expect(FileRules.isType("application/vnd.oasis.opendocument.text"))
    }

    @Test func aFileIsARecordAmongTheOthers() async throws {
        let house = try await FileHouse()
        let purpose = try Purpose.named("court")
        let file = try await house.add(sample(10), name: "a \"b\".pdf")
        try await house.with("mira") { vault, session in
            try await vault.write("Beleška", to: "legal", of: house.reference, in: session)
            let list = RecordList(case: house.reference, compartment: nil, purpose: purpose)
            #expect(try await vault.perform(list, in: session).map(\.kind) == [.file, .record])
            let shown = try await vault.show(file, in: session)
            #expect(shown.line.kind == .file)
            #expect(shown.text == #"{"bytes":10,"name":"a \"b\".pdf","type":"application/pdf"}"#)
            let all = CaseRead(
                case: house.reference, compartment: nil, since: nil, purpose: purpose, showing: .piped)
            #expect(try await vault.perform(all, in: session).map(\.text).contains(shown.text))
            await #expect(throws: VaultError.invalid(.attachment)) {
                try await vault.edit(file, replacing: 1, "nešto drugo", in: session)
            }
            await #expect(throws: VaultError.invalid(.notAttachment)) {
                try await vault.get("\(house.reference)/2", in: session)
            }
            let form = RecordAdd(
                case: house.reference, compartment: try Compartment.named("legal"), form: "file",
                content: Bytes([65]), language: "")
            await #expect(throws: VaultError.invalid(.form)) { try await vault.perform(form, in: session) }
        }
    }

    @Test func processNotesMayHoldFiles() async throws {
        let house = try await FileHouse()
        try await house.with("ana") { vault, ana in
            try await vault.enrolled("vera", ["psychologist"], by: ana)
            _ = try await vault.perform(CaseAssign(case: house.reference, login: "vera"), in: ana)
        }
        let file = try await house.add(sample(9), to: "process-notes", as: "vera")
        #expect(file == "\(house.reference)/n1")
        #expect(try await house.get(file, as: "vera") == sample(9))
        #expect(try await house.house.check().findings == [])
    }
}
