import AuditLog
import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// What leaves the house: only what the signer may open, logged before it is opened, whole or not at all.
@Suite struct ExportTests {
    private static let court = "Osnovni sud u Kragujevcu"

    private func export(
        _ house: FileHouse, _ items: CaseExport.Items, as login: String = "mira", for recipient: String = court
    ) async throws -> [ExportLine] {
        let export = CaseExport(
            case: house.reference, items: items, recipient: recipient, purpose: try Purpose.named("court"))
        return try await house.with(login) { try await $0.perform(export, in: $1) }
    }

    private func these(_ house: FileHouse, _ names: String...) throws -> CaseExport.Items {
        .these(try names.map { try RecordReference("\(house.reference)/\($0)") })
    }

    @Test func anEntryForEachBeforeItIsOpened() async throws {
        let house = try await FileHouse()
        _ = try await house.with("mira") { try await $0.write("Tužba", to: "legal", of: house.reference, in: $1) }
        try await house.add(sample(10), name: "..x.HTML")
        let lines = try await export(house, try these(house, "2", "1", "2"))
        #expect(lines.map(\.file) == ["1.txt", "2.bin"] && lines.map(\.bytes) == [6, 10])
        #expect(lines.map(\.name) == [nil, "..x.HTML"])
        try await house.with("lena") { (vault, _) async throws in
            let entries = try await vault.lines("record.export")
            #expect(
                entries.count == 2 && entries.allSatisfy { $0.number("count") == 2 && $0.text("result") == "intent" })
            #expect(entries[1].number("ref") == entries[0].number("seq").map { $0 + 1 })
            let log = try await vault.auditLines().joined()
            #expect(!log.contains("Kragujevcu"))
        }
        #expect(try await house.house.check().ok)
    }

    @Test func oneThatMayNotGoStopsAll() async throws {
        let house = try await FileHouse()
        _ = try await house.with("mira") { try await $0.write("Tužba", to: "legal", of: house.reference, in: $1) }
        try await house.with("ana") {
            try await $0.enrolled("vera", ["psychologist"], by: $1)
            _ = try await $0.perform(CaseAssign(case: house.reference, login: "vera"), in: $1)
        }
        _ = try await house.with("lena") { _, _ in }
        _ = try await house.with("vera") {
            try await $0.write("Moja beleška", to: "process-notes", of: house.reference, in: $1)
        }
        _ = try await house.with("lena") { try await $0.write("Rizik", to: "core", of: house.reference, in: $1) }
        // Her own, which she may open: whoever answers the helpline lets nothing out.
        let called = try await house.with("hana") {
            try await $0.write("Poziv u noći", to: "core", of: house.reference, in: $1).record
        }
        let hers = String(called.split(separator: "/")[1])
        _ = try await house.with("hana") { try await $0.show(called, in: $1) }
        let refused: [(String, CaseExport.Items)] = [
            ("mira", try these(house, "1", "9")), ("hana", try these(house, "2")), ("hana", try these(house, hers)),
            ("lena", try these(house, "n1")),
            ("ana", try these(house, "1")), ("mira", .all(of: try Compartment.named("medical"))),
            ("mira", .these([])),
        ]
        for (login, items) in refused {
            await #expect(throws: VaultError.notPermitted, "\(login)") { try await export(house, items, as: login) }
        }
        try await house.with("lena") { (vault, _) async throws in
            let lines = try await vault.lines("record.export")
            let count = try await vault.count("record.export", "denied")
            #expect(lines.allSatisfy { $0.text("result") == "denied" } && count == refused.count)
        }
        #expect(try await export(house, try these(house, "n1"), as: "vera").map(\.file) == ["n1.txt"])
    }

    /// Whoever may read another attorney's notes does not carry them out.
    @Test func attorneyNotesOnlyOnesOwn() async throws {
        let house = try await FileHouse()
        try await house.with("ana") {
            try await $0.enrolled("vera", ["attorney"], by: $1)
            _ = try await $0.perform(CaseAssign(case: house.reference, login: "vera"), in: $1)
        }
        let record = try await house.with("mira") {
            try await $0.write("Savet", to: "attorney", of: house.reference, in: $1).record
        }
        _ = try await house.with("mira") { _, _ in }
        #expect(try await house.with("vera") { try await $0.show(record, in: $1).text } == "Savet")
        await #expect(throws: VaultError.notPermitted) {
            try await export(house, try these(house, "1"), as: "vera")
        }
        await #expect(throws: VaultError.notPermitted) {
            try await export(house, .all(of: try Compartment.named("attorney")), as: "vera")
        }
        #expect(try await export(house, .all(of: try Compartment.named("attorney"))).count == 1)
    }

    @Test(arguments: ["", "a\nb", "\u{202E}x", String(repeating: "x", count: 201)])
    func aRecipientIsOneLine(_ recipient: String) async throws {
        let house = try await FileHouse()
        _ = try await house.with("mira") { try await $0.write("Tužba", to: "legal", of: house.reference, in: $1) }
        await #expect(throws: VaultError.invalid(.recipient)) {
            try await export(house, try these(house, "1"), for: recipient)
        }
        let lines = try await house.with("lena") { vault, _ in try await vault.lines("record.export") }
        #expect(lines.isEmpty)
    }

    @Test func theTagIsTheCasesOwn() {
        let key = Secret(random: .system)
        let other = Secret(random: .system)
        #expect(EntryTags.recipient(Self.court, key: key) == EntryTags.recipient(Self.court, key: key))
        #expect(EntryTags.recipient(Self.court, key: key) != EntryTags.recipient(Self.court, key: other))
        #expect(EntryTags.recipient(Self.court, key: key) != EntryTags.recipient("Sud", key: key))
    }

    /// A chunk that is damaged shows only when it is opened: the folder that was begun is gone.
    @Test func whatFailsLeavesNothing() async throws {
        let house = try await FileHouse()
        _ = try await house.with("mira") { try await $0.write("Tužba", to: "legal", of: house.reference, in: $1) }
        try await house.add(sample(3 * FileUpload.chunkByteCount))
        let path = "\(house.files)/\(house.chunkFiles[0])"
        var bytes = try Data(contentsOf: URL(filePath: path))
        bytes[FileUpload.chunkByteCount + 500] ^= 1
        try bytes.write(to: URL(filePath: path))
        let target = house.house.folder + "/out"
        let export = CaseExport(
            case: house.reference, items: try these(house, "1", "2"), recipient: Self.court,
            purpose: try Purpose.named("court"))
        try await house.with("mira") { vault, session in
            let folder = try ExportFolder(at: target)
            let reading = try await vault.open(export, in: session)
            try folder.write([1], as: "1.txt")
            guard case .file(let file) = reading.items[1].content else { throw NothingToForge() }
            await #expect(throws: VaultError.damaged(.file)) {
                _ = try await folder.write(file, as: "2.pdf") { _ in }
            }
        }
        #expect(!FileManager.default.fileExists(atPath: target))
        #expect(!FileManager.default.fileExists(atPath: target + ".being-made"))
    }

    @Test(arguments: [
        ("x.pdf", "pdf"), ("x.PDF", "pdf"), ("x.tar.gz", "bin"), ("x.html", "bin"), ("x.svg", "bin"), ("x.docm", "bin"),
        ("x", "bin"), (".pdf", "pdf"), ("x.pdf\u{202E}", "bin"), ("x.p\ndf", "bin"), ("x.exe", "bin"), ("x.", "bin"),
        ("x.asice", "asice"), ("x.pdfpdfpdfpdf", "bin"), ("x.јpg", "bin"),
    ])
    func endings(_ name: String, _ ending: String) { #expect(ExportName.ending(ofFile: name) == ending) }

    @Test(arguments: [
        ("{\"a\": 1}", "json"), (" [1]", "json"), ("{", "txt"), ("# Naslov", "txt"), ("3", "txt"), ("[link](x)", "txt"),
    ])
    func endingsOfTexts(_ text: String, _ ending: String) {
        #expect(ExportName.ending(ofText: Array(text.utf8)) == ending)
    }
}

extension ForgeryTests {
    /// Someone who may not open it writes that she let it out: it does not count, and the log is called tampered with.
    @Test func anExportByOneWhoMayNotRead() async throws {
        let house = try await SmallHouses.shared.value
        for (login, may) in [("vera", false), ("mira", true)] {
            let copy = try TestVault(copying: house.vault)
            var forger = try Forger(copy)
            let generation = try forger.generation(.legal, of: house.cases[0])
            let known = forger.fold.records.all.first {
                $0.fold.caseID == generation.caseID && $0.fold.compartment == generation.compartment
            }
            let record = try #require(known)
            let signer = try forger.thief.identity(login, passphrase: house.passphrase(of: login))
            let role = try #require(try forger.member(login).roles.first)
            let tag = try #require(RecipientTag(bytes: [UInt8](repeating: 1, count: 32)))
            let entry = try forger.append(
                .recordExport, as: role, by: signer.signing, object: .export, why: .court, revision: 1, count: 1,
                ExportStatement(
                    generation: generation.id, record: record.id, revision: 1, recipient: tag, item: 1, items: 1))
            let found = try await copy.check().findings.contains { $0.object == entry && $0.kind == .notPermitted }
            #expect(found == !may, "\(login)")
        }
    }
}
