import AuditLog
import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards sealing again where nobody opens everything: each does her part, nothing is lost between them, nobody opens what
/// is another's, and the older key goes when the last part is done and not before.
@Suite struct SharedResealingTests {
    /// Two who may each read only what they wrote, in one compartment; whoever comes second ends it.
    @Test(arguments: [["hana", "zora"], ["zora", "hana"]]) func theErasureOfARecord(_ order: [String]) async throws {
        let house = try await OwnRecordsHouse()
        let before = try house.secrets()
        try await house.orderErasure()
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        // The second unlock of the first one finds nothing left to do for her.
        for _ in 0..<2 {
            try await house.with(order[0]) { vault, session in
                let (due, erased) = (try await vault.status().erasures.due, try await vault.lines("record.erase").count)
                #expect(due == 1 && erased == 0)
                try await house.expectOwn(vault, session)
                // Its author is told why; the other could never open it.
                let refusal = session.login == "hana" ? VaultError.erasureOrdered(until: house.due) : .notPermitted
                await #expect(throws: refusal) { _ = try await vault.show(house.going, in: session) }
            }
            try await house.expectResealed(house.count(of: order[0]), house.count(of: order[1]))
        }
        #expect(house.holdsOldKey(before))
        try await house.with(order[1]) { vault, session in
            let (due, erased) = (try await vault.status().erasures.due, try await vault.lines("record.erase").count)
            #expect(due == 0 && erased == 1)
            try await house.expectOwn(vault, session)
        }
        for login in order {
            try await house.with(login) { vault, session in
                try await house.expectOwn(vault, session)
                await #expect(throws: VaultError.erased) { _ = try await vault.show(house.going, in: session) }
                #expect(
                    try await vault.checkDeep(in: session, purpose: try Purpose.named("quality")).findings == [])
            }
        }
        #expect(house.remains(of: before) == [])
        try await house.expectResealed(house.count(of: order[0]) + house.count(of: order[1]), 0)
        try await house.expectReadForIt(of: order)
    }

    @Test(arguments: [["hana", "zora"], ["zora", "hana"]]) func theRekeyingOfACompartment(_ order: [String])
        async throws
    {
        let house = try await OwnRecordsHouse()
        let before = try house.secrets()
        // Beside her parts of it, the record that goes in the other test.
        func count(_ login: String) -> Int { house.count(of: login) + (login == "hana" ? 1 : 0) }
        try await house.with("hana") { vault, hana in
            let rotated = try await vault.perform(Rotate(case: house.reference), in: hana).rotated.map(\.description)
            #expect(rotated.contains("core"))
        }
        for _ in 0..<2 {
            try await house.with(order[0]) { vault, session in
                let others = try await vault.rekeyed(house.reference, in: session).others
                #expect(others.map(\.description).contains("core"))
                try await house.expectOwn(vault, session)
            }
            try await house.expectResealed(count(order[0]), count(order[1]))
        }
        #expect(house.holdsOldKey(before))
        try await house.with(order[1]) { vault, session in
            try await house.expectOwn(vault, session)
            let last = try await vault.rekeyed(house.reference, in: session)
            #expect(last.others.isEmpty && last.deleted > 0)
        }
        for login in order {
            try await house.with(login) { vault, session in
                try await house.expectOwn(vault, session)
                #expect(
                    try await vault.checkDeep(in: session, purpose: try Purpose.named("quality")).findings == [])
            }
        }
        try await house.with("hana") { vault, hana in
            let kept = try await vault.show(house.going, in: hana).text
            #expect(kept == "Odlazi")
        }
        #expect(house.remains(of: before) == [])
        try await house.expectResealed(count(order[0]) + count(order[1]), 0)
        try await house.expectReadForIt(of: order)
    }

    /// One writes in `legal`, the other in `psych`, a third in the rest: after each of them everybody reads as before, and
    /// of the older keys those are gone whose compartment is done.
    @Test func theRekeyingOfACase() async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        let before = try await house.readings(of: try TestVault(copying: house.vault)).right
        let vault = try await copy.open()
        for login in ["lena", "mira", "vera"] {
            let session = try await vault.unlocked(login, of: house)
            _ = try await vault.perform(Rotate(case: house.cases[0]), in: session)
        }
        await vault.close()
        var waiting: Set<CompartmentCode> = [.legal, .psych]
        for (login, done) in [("mira", CompartmentCode.legal), ("vera", .psych)] {
            let again = try await copy.open()
            let session = try await again.unlocked(login, of: house)
            let others = try await again.rekeyed(house.cases[0], in: session).others
            waiting.remove(done)
            #expect(!others.map(\.description).contains(done.rawValue))
            #expect(waiting.allSatisfy { others.map(\.description).contains($0.rawValue) })
            await again.close()
            for compartment in [CompartmentCode.legal, .psych] {
                let isGone = try Forger(copy).older(compartment, of: house.cases[0]).allSatisfy(\.isRetired)
                #expect(isGone == !waiting.contains(compartment), "\(login): \(compartment.rawValue)")
            }
            let readings = try await house.readings(of: try TestVault(copying: copy))
            #expect(readings.right == before && readings.wrong.isEmpty)
            #expect(try await copy.check().findings == [])
        }
    }
}

/// A case in which two on the helpline may each read only what they wrote, and nobody who writes reads everything. Of the
/// compartment `core` everything lies under one key: two records of hana, of which the first goes; one of zora with two
/// revisions, and an attachment of hers.
private struct OwnRecordsHouse {
    let files: TestVault
    let reference: CaseReference
    let going: String
    /// The records of each, and what stands in their newest revisions.
    let own: [String: [String: String]]
    let attachment: String
    /// When the order of the first day is due.
    var due: UInt64 { TestClock().now + 7 * ErasureHouse.day }

    init() async throws {
        files = try TestVault()
        let vault = try await files.staffed(["mira": "coordinator", "hana": "helpline", "zora": "helpline"]).vault
        let hana = try await vault.unlocked("hana")
        reference = try await vault.newCase("Ljubica", in: hana)
        _ = try await vault.perform(CaseAssign(case: reference, login: "zora"), in: hana)
        going = try await vault.write("Odlazi", to: "core", of: reference, in: hana).record
        let zora = try await vault.unlocked("zora")
        let first = try await vault.write("Zorin prvi", to: "core", of: reference, in: zora).record
        _ = try await vault.edit(first, replacing: 1, "Zorin drugi", in: zora)
        let begin = FileBegin(
            case: reference, compartment: try Compartment.named("core"), name: "nalaz.pdf", type: "application/pdf",
            size: 1000)
        attachment = try await vault.add(sample(1000), begin, in: zora)
        let second = try await vault.write("Hanin", to: "core", of: reference, in: hana).record
        own = ["hana": [second: "Hanin"], "zora": [first: "Zorin drugi"]]
        await vault.close()
    }

    /// How many revisions of hers are sealed again.
    func count(of login: String) -> Int { login == "zora" ? 3 : 1 }

    func with<R>(_ login: String, _ body: (Vault, Session) async throws -> R) async throws -> R {
        try await files.with(login, body)
    }

    func orderErasure() async throws { try await files.orderErasure(of: going) }

    /// She opens what she wrote, byte for byte, and nothing of the other.
    func expectOwn(_ vault: Vault, _ session: Session) async throws {
        for (login, records) in own {
            for (record, text) in records {
                if login == session.login {
                    let shown = try await vault.show(record, in: session).text
                    #expect(shown == text)
                } else {
                    await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(record, in: session) }
                }
            }
        }
        if session.login == "zora" {
            #expect(try await vault.get(attachment, in: session) == sample(1000))
            let record = try #require(own["zora"]?.keys.first)
            let first = try await vault.show(record, revision: 1, in: session).text
            #expect(first == "Zorin prvi")
        } else {
            await #expect(throws: VaultError.notPermitted) { _ = try await vault.get(attachment, in: session) }
        }
    }

    /// How many revisions of neighbours lie under the newest key of the compartment, and how many under the one before,
    /// which is there as long as something does.
    func expectResealed(_ done: Int, _ left: Int) async throws {
        let forger = try Forger(files)
        let newest = try forger.generation(.core, of: reference)
        #expect(newest.number == 2 && newest.live == done)
        let goes = forger.fold.erasure(ofRecord: try forger.thief.recordID(of: RecordReference(going))) == nil ? 0 : 1
        for old in try forger.older(.core, of: reference) {
            #expect(old.live == left + goes && old.isRetired == (left == 0))
        }
        #expect(try await files.check().findings == [])
    }

    /// What each opened to seal it again, as the log tells: of the neighbours her own, every revision, each once.
    func expectReadForIt(of people: [String]) async throws {
        let thief = try GateThief(files)
        let steps = try LoggedStep.all(in: files, .recordRead).filter { $0.entry.fields.why == .maintenance }
        var records = try own.mapValues { try Set($0.keys.map { try thief.recordID(of: RecordReference($0)) }) }
        records["zora"]?.insert(try thief.recordID(of: RecordReference(attachment)))
        let neighbours = records.values.reduce(Set()) { $0.union($1) }
        for login in people {
            let key = try thief.identity(login, passphrase: "\(login)'s long passphrase").signing.id
            let items = try steps.filter { $0.entry.fields.by == key }.flatMap {
                try ReadStatement(decoding: $0.statement).items
            }.filter { neighbours.contains($0.record) }
            #expect(items.count == count(of: login) && Set(items).count == items.count)
            #expect(Set(items.map(\.record)) == records[login])
        }
        let vault = try await files.open()
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    /// The gate's half under which everything of the compartment lies, and what is sealed with it.
    func secrets() throws -> (key: Data, rows: [Data]) {
        let id = try GateThief(files).recordID(of: try RecordReference(going))
        let rows = try RawDatabase(files.database).rows("SELECT id, gen, sealed FROM record")
        let generation = try #require(rows.first { $0[0].bytes == id.bytes }?[1].bytes)
        let key = try RawDatabase(files.gateDatabase).rows("SELECT kind, id, sealed FROM gate").first {
            $0[0].number == 68 && $0[1].bytes == generation
        }
        let sealed = rows.filter { $0[1].bytes == generation }.compactMap { $0[2].bytes.map { Data($0.prefix(64)) } }
        #expect(sealed.count == 5)
        return (Data(try #require(key?[2].bytes)), sealed)
    }

    func holdsOldKey(_ secrets: (key: Data, rows: [Data])) -> Bool { contains(secrets.key) }

    /// What of it still lies in a file of the vault or the gate.
    func remains(of secrets: (key: Data, rows: [Data])) -> [Data] {
        ([secrets.key] + secrets.rows).filter(contains)
    }

    private func contains(_ secret: Data) -> Bool {
        let manager = FileManager.default
        return [files.directory, files.gate].contains { folder in
            ((manager.enumerator(atPath: folder)?.allObjects as? [String]) ?? []).contains { name in
                manager.contents(atPath: "\(folder)/\(name)")?.range(of: secret) != nil
            }
        }
    }
}

extension Forger {
    /// The generations of a compartment before the newest.
    fileprivate func older(_ compartment: CompartmentCode, of reference: CaseReference) throws -> [GenerationFold] {
        let newest = try generation(compartment, of: reference)
        let found = fold.cases[newest.caseID]?.generations ?? []
        return found.compactMap { fold.generations[$0] }.filter {
            $0.compartment == newest.compartment && $0.id != newest.id
        }
    }
}
