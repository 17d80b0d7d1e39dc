import AuditLog
import CaseVault
import Testing
import VaultCrypto
import VaultTesting

/// Guards rotation: what comes after it lies under keys that the person it is against never had, everybody else goes on,
/// and nobody can give her what she was kept from.
@Suite(.serialized) struct RotationTests {
    /// With vault, gate, gate key and her passphrase she opens, by a program of her own, what lay there before and nothing
    /// that came after.
    @Test func withEveryKeySheHasSheOpensNothingNew() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let ana = try await vault.unlocked("ana", of: house)
        _ = try await vault.unlocked("mira", of: house)
        let before = try await vault.write("Pre", to: "core", of: house.cases[0], in: lena).record
        _ = try await vault.perform(CaseUnassign(case: house.cases[0], login: "mira"), in: ana)
        let unrotated = try await vault.write("Između", to: "core", of: house.cases[0], in: lena).record
        let answer = try await vault.perform(Rotate(case: house.cases[0], against: "mira"), in: lena)
        #expect(answer.rotated.map(\.description).contains("core"))
        let after = try await vault.write("Posle", to: "core", of: house.cases[0], in: lena).record
        await vault.close()
        let thief = try GateThief(copy)
        let halves = try thief.halves(
            of: try thief.identity("mira", passphrase: house.passphrase(of: "mira")))
        #expect(!halves.isEmpty)
        for (record, expected) in [(before, true), (unrotated, true), (after, false)] {
            #expect(thief.opens(try row(record, thief, copy), with: halves) == expected, "\(record)")
        }
        let lenas = try thief.halves(of: try thief.identity("lena", passphrase: house.passphrase(of: "lena")))
        #expect(thief.opens(try row(after, thief, copy), with: lenas))
        #expect(try await copy.check().findings == [])
    }

    /// What is left to do after somebody is taken out names each compartment once, however often its keys were replaced.
    @Test func whatIsDueIsNamedOnce() async throws {
        let (house, _, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let ana = try await vault.unlocked("ana", of: house)
        _ = try await vault.write("Pre", to: "core", of: house.cases[0], in: lena)
        for _ in 0..<2 { _ = try await vault.perform(Rotate(case: house.cases[0]), in: lena) }
        _ = try await vault.unlocked("mira", of: house)
        let rotate = try await vault.perform(CaseUnassign(case: house.cases[0], login: "mira"), in: ana).rotate
        #expect(rotate.map(\.description).contains("core") && Set(rotate).count == rotate.count)
    }

    /// A keyring is written once for all the keys that one piece of work makes: by an order, and by the unlock that carries
    /// several out.
    @Test func aKeyringIsWrittenOnce() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let ana = try await vault.unlocked("ana", of: house)
        func counted(_ writings: Int, _ work: () async throws -> Int) async throws {
            let before = (try await vault.count("grant.accept"), try await vault.count("generation.make"))
            let made = try await work()
            #expect(made > 1)
            let accepted = try await vault.count("grant.accept") - before.0
            #expect(accepted == writings)
            #expect(try await vault.count("generation.make") == before.1 + made)
        }
        try await counted(1) {
            try await vault.perform(Rotate(case: house.cases[0]), in: lena).rotated.count
        }
        #expect(try await vault.perform(Rotate(case: house.cases[0]), in: ana).due.count > 1)
        try await counted(2) {
            let unlocked = try await vault.unlock(login: "lena", passphrase: .typed(house.passphrase(of: "lena")))
            // A key that waited is an entry of its own.
            #expect(unlocked.waiting.contains(.grantsReceived(1)))
            for case .rotationsCompleted(let count) in unlocked.waiting { return count }
            return 0
        }
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    /// The one who is kept out gets no grant, in the same transaction or later; assigned anew she does.
    @Test func nobodyGivesHerTheNewHalf() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        _ = try await vault.perform(Rotate(case: house.cases[0], against: "hana"), in: lena)
        await vault.close()
        let forger = try Forger(copy)
        let key = try forger.thief.identity("lena", passphrase: house.passphrase(of: "lena"))
        let generation = try forger.generation(.identity, of: house.cases[0])
        let found = try #require(forger.fold.cases[generation.caseID])
        let hana = try forger.member("hana")
        #expect(generation.number == 2)
        #expect(forger.fold.entitlement(hana, in: generation).isEmpty)
        for rights in [Rights.own.union(.write), .read, []] {
            let info = GrantInfo(
                vault: forger.thief.vault, caseID: generation.caseID, compartment: generation.compartment,
                number: generation.number, generation: generation.id, commitment: generation.commitment,
                grantee: hana.key, granter: key.signing.id, rights: rights, expires: 0,
                authority: found.members[hana.person] ?? 0)
            let statement = GrantStatement(info: info, wrapHash: Blake2b.hash(bytes: [UInt8(rights.rawValue)]))
            let other = try TestVault(copying: copy)
            var again = try Forger(other)
            let entry = try again.append(.grantGive, as: .caseLead, by: key.signing, object: .grant, statement)
            #expect(try await other.check().findings.contains { $0.object == entry && $0.kind == .notPermitted })
        }
        let again = try await copy.open()
        let ana = try await again.unlocked("ana", of: house)
        let hanas = try await again.unlocked("hana", of: house)
        await #expect(throws: VaultError.notPermitted) {
            try await again.write("Nova", to: "identity", of: house.cases[0], in: hanas)
        }
        _ = try await again.perform(CaseUnassign(case: house.cases[0], login: "hana"), in: ana)
        _ = try await again.perform(CaseAssign(case: house.cases[0], login: "hana"), in: ana)
        _ = try await again.unlocked("lena", of: house)
        let later = try await again.unlocked("hana", of: house)
        let record = try await again.write("Opet radi", to: "identity", of: house.cases[0], in: later).record
        #expect(try await again.show(record, in: later).text == "Opet radi")
        await again.close()
        #expect(try await copy.check().findings == [])
    }

    /// Two at once: one rotates, the other is told that it changed meanwhile; whoever was at work goes on.
    @Test func twoAtOnce() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let vera = try await vault.unlocked("vera", of: house)
        let mira = try await vault.unlocked("mira", of: house)
        async let first = tried { try await vault.perform(Rotate(case: house.cases[0]), in: lena) }
        async let second = tried { try await vault.perform(Rotate(case: house.cases[0]), in: mira) }
        let answers = try await [first, second]
        let refused = answers.filter { if case .conflict = $0.error { true } else { false } }
        #expect(refused.count == 1)
        // Sessions that were open all along read, write, and see each other's records.
        let record = try await vault.write("Novo", to: "legal", of: house.cases[0], in: mira).record
        #expect(try await vault.show(record, in: lena).text == "Novo")
        let psych = try await vault.write("Razgovor", to: "psych", of: house.cases[0], in: vera).record
        #expect(try await vault.show(psych, in: vera).text == "Razgovor")
        let core = try await vault.write("Osnovno", to: "core", of: house.cases[0], in: lena).record
        #expect(try await vault.show(core, in: mira).text == "Osnovno")
        await vault.close()
        #expect(try await copy.check().findings == [])
        let before = try await house.readings(of: try TestVault(copying: house.vault)).right
        #expect(try await house.readings(of: copy).right == before)
    }

    /// Process notes are replaced by their author alone, whoever orders.
    @Test func processNotesAreTheirAuthors() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let lena = try await vault.unlocked("lena", of: house)
        let ordered = try await vault.perform(Rotate(case: house.cases[0]), in: lena)
        #expect(!(ordered.rotated + ordered.due).map(\.description).contains("process-notes"))
        let vera = try await vault.unlocked("vera", of: house)
        let own = try await vault.perform(Rotate(case: house.cases[0]), in: vera)
        #expect(own.rotated.map(\.description).contains("process-notes"))
        let note = try await vault.write("Opet samo moje", to: "process-notes", of: house.cases[0], in: vera).record
        #expect(try await vault.show(note, in: vera).text == "Opet samo moje")
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    /// What an administrator orders waits; each holder's unlock does her part, and nobody else's.
    @Test func ordersWaitForTheirHolders() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let ana = try await vault.unlocked("ana", of: house)
        _ = try await vault.perform(StaffSuspend(login: "hana", lastHolder: .refuses), in: ana)
        let cases = try await vault.perform(RotationCases(against: "hana"), in: ana)
        #expect(cases == [house.cases[0]])
        let answer = try await vault.perform(Rotate(case: house.cases[0], against: "hana"), in: ana)
        #expect(answer.due.map(\.description).contains("identity"))
        let due = try await vault.status().rotationsDue
        #expect(due == answer.due.count)
        let unlocked = try await vault.unlock(
            login: "lena", passphrase: try Passphrase.typed(house.passphrase(of: "lena")))
        #expect(unlocked.waiting.contains { if case .rotationsCompleted = $0 { true } else { false } })
        #expect(try await vault.status().rotationsDue == 0)
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(Rotate(case: house.cases[1], against: "mira"), in: unlocked.session)
        }
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    /// Whom an order is against may still hold the keys of now with `write`. She does not make the next ones herself.
    @Test func sheDoesNotMakeThemHerself() async throws {
        let (house, copy, vault) = try await SmallHouses.opened()
        let ana = try await vault.unlocked("ana", of: house)
        let hana = try await vault.unlocked("hana", of: house)
        let ordered = try await vault.perform(Rotate(case: house.cases[0], against: "hana"), in: ana)
        #expect(ordered.due.map(\.description).contains("identity"))
        let hers = try await vault.perform(Rotate(case: house.cases[0]), in: hana)
        #expect(hers.rotated.isEmpty)
        #expect(try await vault.status().rotationsDue >= ordered.due.count)
        _ = try await vault.unlocked("lena", of: house)
        await #expect(throws: VaultError.notPermitted) {
            try await vault.write("Nova", to: "identity", of: house.cases[0], in: hana)
        }
        await vault.close()
        #expect(try await copy.check().findings == [])
    }

    private func row(_ record: String, _ thief: GateThief, _ copy: TestVault) throws -> RawRow {
        let id = try thief.recordID(of: try RecordReference(record))
        return try #require(try StoredState(of: copy).rows(.record).first { $0.id == id.bytes })
    }
}
