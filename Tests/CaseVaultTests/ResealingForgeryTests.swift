import Testing
import VaultCrypto
import VaultTesting

@testable import AuditLog
@testable import CaseVault

/// Guards whose word a record is: who seals a colleague's revision again cannot put one of her own in its place.
@Suite struct ResealingForgeryTests {
    /// Whether she names herself as the author, or the author whose signature she cannot make.
    @Test(arguments: [true, false]) func anotherTextUnderHerOwnSignature(namesHerself: Bool) async throws {
        let house = try TestVault()
        let (vault, ana) = try await house.staffed(["lena": "case-lead", "mira": "case-lead"])
        let reference = try await vault.newCase(lead: "lena", in: ana)
        _ = try await vault.perform(CaseAssign(case: reference, login: "mira"), in: ana)
        _ = try await vault.unlocked("lena")
        let mira = try await vault.unlocked("mira")
        let earlier = try await vault.write("Prvi razgovor", to: "core", of: reference, in: mira).record
        let record = try await vault.write(
            "Pretio joj je juče", to: "core", of: reference, in: mira
        ).record
        // Whoever writes first makes the keys; she takes hers up.
        let lena = try await vault.unlocked("lena")
        _ = try await vault.perform(Rotate(case: reference), in: lena)
        try await vault.replaceWhileResealing(
            try RecordReference(record), with: "Nije joj pretio", namingHerself: namesHerself, by: lena)
        var later = ""
        for number in 0..<20 {
            later = try await vault.write("Dalje \(number)", to: "core", of: reference, in: lena).record
        }
        for login in ["mira", "lena"] {
            let session = try await vault.unlocked(login)
            for _ in 0..<2 {
                await #expect(throws: VaultError.damaged(.signature)) { _ = try await vault.show(record, in: session) }
                await #expect(throws: VaultError.damaged(.signature)) {
                    _ = try await vault.readAll(reference, in: session)
                }
            }
        }
        let deep = try await vault.checkDeep(in: lena, purpose: try .named("quality"))
        #expect(deep.findings.contains { $0.kind == .signatureInvalid })
        await vault.close()
        // Of several that are wrong the first in the order is told, whichever part of opening them finds it.
        for (altered, found) in [(later, VaultError.Damage.signature), (earlier, .record)] {
            try RawDatabase(house.database).run(
                "UPDATE record SET hash = randomblob(32) WHERE id = ?",
                .bytes(try GateThief(house).recordID(of: try RecordReference(altered)).bytes))
            let again = try await house.open()
            let session = try await again.unlocked("mira")
            await #expect(throws: VaultError.damaged(found)) { _ = try await again.readAll(reference, in: session) }
            await again.close()
        }
    }
}

extension Vault {
    /// A first revision sealed again by a program of her own, which signs another text in its place.
    fileprivate func replaceWhileResealing(
        _ record: RecordReference, with text: String, namingHerself: Bool, by session: Session
    ) async throws {
        let person = try person(session)
        let core = try opened()
        let id = core.gate.rowKey.recordID(try core.find(record.case, for: person).id, record.number, author: nil)
        let lying = try #require(core.fold.records[id]?[1]?.generation)
        let generation = GenerationName(try #require(core.fold.generations[lying]))
        let batch = [RecordPlace(generation: generation, record: id, revision: 1)]
        var reading = EntryDraft(.recordRead, by: .person(person), object: .generation)
        reading.caseID = batch.first?.generation.caseID
        let (entry, refusal) = (reading, EntryDraft(.generationRekey, by: .person(person), object: .generation))
        let revisions = try await read(refusal: refusal) { (core, transaction) throws(VaultError) in
            try core.stageList(batch, of: entry, why: .maintenance, for: .resealing, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            try core.openAll(receipt, for: person)
        }
        let forged = revisions.map { revision in
            let old = revision.body.head
            let head = RecordHead(
                vault: old.vault, caseID: old.caseID, compartment: old.compartment, record: old.record,
                revision: old.revision, previous: old.previous,
                author: namingHerself ? person.identity.signing.id : old.author,
                form: old.form, created: old.created, language: old.language)
            let body = RecordBody(signing: Array(text.utf8), head, by: person.identity.signing, .system)
            return OpenedRecord(place: revision.place, rowHash: revision.rowHash, body: body)
        }
        try await change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard let place = forged.first?.place.generation, let found = core.fold.cases[place.caseID] else {
                throw .notPermitted
            }
            let item = try core.writable(place.compartment, of: found, by: person, in: transaction)
            try core.stageRekey(
                try core.reseal(forged, under: item), under: item.name, count: forged.count, by: person, in: transaction
            )
        }
    }
}
