import AuditLog
import Foundation
import Testing
import VaultTesting

@testable import CaseVault

/// Guards the erasure of a record where each opens only what she wrote, and the author of a neighbour has left: who reads
/// there finishes it, officers are told whom it waits for, and nobody reads more than before.
@Suite struct OrphanNeighbourTests {
    @Test func whoReadsFinishesIt() async throws {
        let house = try await OrphanHouse(with: "vera")
        try await house.orderErasure()
        // An unlock before it is due seals nothing again.
        try await house.with("vera") { vault, vera in try await house.expectReadable(vault, vera) }
        #expect(try await house.lack() == nil)
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        try await house.with("vera") { vault, _ in
            try await house.expectSteps(vault, resealed: 0, erased: 0)
        }
        // The lead makes the keys and seals her own; the rest is not hers to open.
        try await house.with("lena") { vault, lena in
            try await house.expectSteps(vault, resealed: 1, erased: 0)
            await #expect(throws: VaultError.notPermitted) { _ = try await vault.show(house.orphan, in: lena) }
        }
        #expect(try await house.lack() == nil)
        try await house.with("vera") { vault, vera in
            try await house.expectSteps(vault, resealed: 2, erased: 1)
            try await house.expectReadable(vault, vera)
            await #expect(throws: VaultError.notPermitted) {
                _ = try await vault.write("x", to: "medical", of: house.reference, in: vera)
            }
        }
        try await house.expectWhole()
    }

    /// Nobody is there who reads it: the officers' inbox says so until somebody is assigned.
    @Test func officersAreToldWhomItLacks() async throws {
        let house = try await OrphanHouse(with: nil)
        try await house.orderErasure()
        #expect(try await house.lack() == nil)
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        #expect(try await house.lack() == .erasingNeedsReader)
        try await house.with("lena") { vault, _ in try await house.expectSteps(vault, resealed: 1, erased: 0) }
        #expect(try await house.lack() == .erasingNeedsReader)
        try await house.with("mira") { vault, mira in
            let given = try await vault.perform(CaseAssign(case: house.reference, login: "vera"), in: mira).granted
            // The old keys and the new.
            #expect(given.map(\.description) == ["case", "identity", "medical"])
        }
        try await house.with("vera") { vault, vera in
            try await house.expectSteps(vault, resealed: 2, erased: 1)
            try await house.expectReadable(vault, vera)
        }
        #expect(try await house.lack() == nil)
        try await house.expectWhole()
    }

    /// Nobody is there who writes: no new keys, until somebody is assigned.
    @Test func noneWhoMakesTheKeys() async throws {
        let house = try await OrphanHouse(with: "vera")
        try await house.orderErasure()
        try await house.with("ana") { vault, ana in
            _ = try await vault.perform(StaffSuspend(login: "lena", lastHolder: .goesOn), in: ana)
        }
        house.files.clock.advance(by: 7 * ErasureHouse.day)
        try await house.with("vera") { vault, _ in try await house.expectSteps(vault, resealed: 0, erased: 0) }
        #expect(try await house.lack() == .erasingNeedsWriter)
    }
}

/// A case whose medical part holds three records: one of lena's, to be erased, another of hers, and one with two revisions
/// and an attachment of nada, who is no longer on the case.
private struct OrphanHouse {
    let files: TestVault
    let reference: CaseReference
    let going: String
    let own: String
    let orphan: String
    let attachment: String

    init(with reader: String?) async throws {
        files = try TestVault()
        let vault = try await files.staffed([
            "mira": "coordinator", "lena": "case-lead", "nada": "case-lead", "vera": "attorney",
        ]).vault
        let lena = try await vault.unlocked("lena")
        reference = try await vault.newCase("Ljubica", in: lena)
        _ = try await vault.perform(CaseAssign(case: reference, login: "nada"), in: lena)
        if let reader { _ = try await vault.perform(CaseAssign(case: reference, login: reader), in: lena) }
        going = try await vault.write("Odlazi", to: "medical", of: reference, in: lena).record
        let nada = try await vault.unlocked("nada")
        orphan = try await vault.write("Nadin prvi", to: "medical", of: reference, in: nada).record
        _ = try await vault.edit(orphan, replacing: 1, "Nadin drugi", in: nada)
        let begin = FileBegin(
            case: reference, compartment: try Compartment.named("medical"), name: "nalaz.pdf",
            type: "application/pdf", size: 1000)
        attachment = try await vault.add(sample(1000), begin, in: nada)
        own = try await vault.write("Lenin", to: "medical", of: reference, in: lena).record
        let ana = try await vault.unlocked("ana")
        _ = try await vault.perform(StaffSuspend(login: "nada", lastHolder: .goesOn), in: ana)
        await vault.close()
    }

    func with<R>(_ login: String, _ body: (Vault, Session) async throws -> R) async throws -> R {
        try await files.with(login, body)
    }

    func orderErasure() async throws { try await files.orderErasure(of: going) }

    /// What an officer's inbox says of it, and that `status` counts the same; nil while it says nothing more than that it
    /// will be erased.
    func lack() async throws -> Inbox.Kind? {
        try await with("ana") { vault, ana in
            let kinds: [Inbox.Kind] = [.erasingNeedsWriter, .erasingNeedsReader]
            let item = try await vault.perform(Inbox(), in: ana).first { kinds.contains($0.kind) }
            if let item {
                #expect(item.record == going && item.compartment?.description == "medical")
            }
            let lacking = try await vault.status().erasures.lacking
            #expect(lacking == (item == nil ? 0 : 1))
            return item?.kind
        }
    }

    /// How many entries the log has of what was sealed again, and of the record that is gone.
    func expectSteps(_ vault: Vault, resealed: Int, erased: Int) async throws {
        let counts = [try await vault.lines("generation.rekey").count, try await vault.lines("record.erase").count]
        #expect(counts == [resealed, erased])
        let orders = try await vault.status().erasures
        #expect(orders.due + orders.ordered == 1 - erased)
    }

    /// She opens everything, each revision with its author.
    func expectReadable(_ vault: Vault, _ session: Session) async throws {
        for (record, revision, text, author) in [
            (own, nil, "Lenin", "lena"), (orphan, 1, "Nadin prvi", "nada"), (orphan, nil, "Nadin drugi", "nada"),
        ] as [(String, UInt64?, String, String)] {
            let shown = try await vault.show(record, revision: revision, in: session)
            #expect(shown.text == text && shown.line.author == author)
        }
        #expect(try await vault.get(attachment, in: session) == sample(1000))
    }

    func expectWhole() async throws {
        #expect(try await files.check().findings == [])
        try await with("vera") { vault, vera in
            let purpose = try Purpose.named("quality")
            #expect(try await vault.checkDeep(in: vera, purpose: purpose).findings == [])
            #expect(try await vault.verifyLog().verdict == .ok)
        }
    }
}
