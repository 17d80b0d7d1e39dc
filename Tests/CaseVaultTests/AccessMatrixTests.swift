import CaseVault
import Testing
import VaultTesting

/// Guards promise P2: every role reads, writes, owns and gives exactly what the table says, in her case and in others'.
///
/// The real vault is driven for each role and compartment; the table is the one typed in TypedPolicy.swift.
@Suite struct AccessMatrixTests {
    @Test func readingInOnesOwnCase() async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        for role in TypedPolicy.roles + TypedPolicy.rolesWithoutKeys {
            let session = try await vault.unlocked(role)
            for compartment in TypedPolicy.writable {
                let record = try #require(house.records[house.own]?[compartment])
                let read = try await outcome { try await vault.show(record, in: session).text }
                let may = TypedPolicy.allows("r", role, compartment)
                #expect(read == (may ? .did("mara, \(compartment)") : .refused), "\(role) reads \(compartment)")
            }
            let header = try await outcome {
                try await vault.perform(CaseShow(case: house.own, purpose: nil), in: session).lead
            }
            #expect(header == (TypedPolicy.allows("r", role, "case") ? .did("mara") : .refused), "\(role)")
        }
        await vault.close()
    }

    @Test func writingAndWhatOneWroteInOnesOwnCase() async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        var revisions: [String: UInt64] = [:]
        for role in TypedPolicy.roles + TypedPolicy.rolesWithoutKeys {
            let session = try await vault.unlocked(role)
            for compartment in TypedPolicy.writable {
                try await write(role, compartment, house, vault, session)
                // Under the name of mara's note everyone finds her own.
                if compartment == "process-notes" { continue }
                let mayEdit = TypedPolicy.letters(role, compartment).isSuperset(of: ["r", "w"])
                let other = try #require(house.records[house.own]?[compartment])
                let revision = revisions[other, default: 1]
                let edited = try await outcome {
                    try await vault.edit(other, replacing: revision, "\(role) was here", in: session).revision
                }
                #expect(edited == (mayEdit ? .did(revision + 1) : .refused), "\(role) edits \(compartment)")
                if edited.isDone { revisions[other] = revision + 1 }
            }
        }
        #expect(try await vault.verifyLog().verdict == .ok)
        await vault.close()
    }

    private func write(
        _ role: String, _ compartment: String, _ house: RoleHouse, _ vault: Vault, _ session: Session
    ) async throws {
        let name = "\(role), \(compartment)"
        let rights = TypedPolicy.letters(role, compartment)
        let written = try await outcome {
            try await vault.write(name, to: compartment, of: house.own, in: session).record
        }
        #expect(written.isDone == rights.contains("w"), "\(role) writes \(compartment)")
        guard case .did(let record) = written else { return }
        let mayReadBack = !rights.isDisjoint(with: ["r", "o"])
        let shown = try await outcome { try await vault.show(record, in: session).text }
        #expect(shown == (mayReadBack ? .did(name) : .refused), "\(role) reads what she wrote in \(compartment)")
        let again = try await outcome { try await vault.edit(record, replacing: 1, name, in: session).revision }
        #expect(again == (mayReadBack ? .did(2) : .refused), "\(role) edits what she wrote in \(compartment)")
    }

    @Test func nothingInAnothersCase() async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        var asked = 0
        for role in TypedPolicy.roles + TypedPolicy.rolesWithoutKeys {
            let session = try await vault.unlocked(role)
            let listed = try await vault.perform(CaseList(names: false, purpose: nil), in: session).map(\.case)
            #expect(!listed.contains(house.others.description), "\(role)")
            for compartment in TypedPolicy.writable {
                let record = try #require(house.records[house.others]?[compartment])
                #expect(try await outcome { try await vault.show(record, in: session).text } == .refused)
                #expect(
                    try await outcome {
                        try await vault.write("x", to: compartment, of: house.others, in: session).record
                    }
                        == .refused, "\(role) \(compartment)")
                asked += 2
            }
            #expect(
                try await outcome {
                    try await vault.perform(CaseShow(case: house.others, purpose: nil), in: session).lead
                }
                    == .refused)
            asked += 1
        }
        // No refusal without an entry.
        let denied = try await vault.count("record.read", "denied") + vault.count("record.write", "denied")
        #expect(denied == asked)
        await vault.close()
    }

    /// A newcomer is assigned by someone who holds nothing; then one role unlocks and passes on what it can.
    @Test(arguments: TypedPolicy.roles) func giving(role: String) async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        let assigned = try await vault.perform(
            CaseAssign(case: house.own, login: "nina"), in: try await vault.unlocked("ana"))
        #expect(assigned.granted.isEmpty)
        let session = try await vault.unlocked(role)
        let shown = try await vault.perform(CaseShow(case: house.own, purpose: nil), in: session)
        let nina = try #require(shown.members.first { $0.login == "nina" })
        let expected = TypedPolicy.writable.filter { compartment in
            entitled(compartment) && !TypedPolicy.allows("g", role, compartment)
        }
        #expect(nina.waiting.map(\.description) == expected, "\(role)")
        let header = try await outcome {
            try await vault.perform(CaseShow(case: house.own, purpose: nil), in: try await vault.unlocked("nina")).lead
        }
        let passesHeader = !TypedPolicy.letters(role, "case").union(TypedPolicy.custody(role, "case")).isDisjoint(
            with: "g")
        #expect(header.isDone == passesHeader, "\(role) passes the header on")
        await vault.close()
    }

    @Test(arguments: TypedPolicy.rolesWithoutKeys) func thoseWithoutKeysGiveNothing(role: String) async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        _ = try await vault.perform(CaseAssign(case: house.own, login: "nina"), in: try await vault.unlocked("ana"))
        let unlocked = try await vault.unlock(
            login: role, passphrase: try Passphrase.typed("\(role)'s long passphrase"))
        #expect(unlocked.waiting.allSatisfy { if case .wordsToCompare = $0 { true } else { false } })
        await vault.close()
    }

    /// Whoever holds nothing but `give` passes on and opens nothing, before and after.
    @Test func theCoordinatorWhoAssignsCannotRead() async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        let session = try await vault.unlocked("coordinator")
        let assigned = try await vault.perform(CaseAssign(case: house.others, login: "nina"), in: session)
        let custody = TypedPolicy.compartments.filter { !TypedPolicy.custody("coordinator", $0).isEmpty }
        #expect(Set(assigned.granted.map(\.description)) == Set(custody.filter(entitled)))
        #expect(Set(assigned.waiting.map(\.description)) == ["attorney", "psych"])
        for compartment in TypedPolicy.writable {
            let record = try #require(house.records[house.others]?[compartment])
            #expect(try await outcome { try await vault.show(record, in: session).text } == .refused, "\(compartment)")
        }
        let nina = try await vault.unlocked("nina")
        let core = try #require(house.records[house.others]?["core"])
        #expect(try await vault.show(core, in: nina).text == "mara, core")
        await vault.close()
    }

    @Test(arguments: ["trustee", "auditor"]) func someRolesAreNeverAssigned(role: String) async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        let ana = try await vault.unlocked("ana")
        await #expect(throws: VaultError.invalid(.roles)) {
            _ = try await vault.perform(CaseAssign(case: house.own, login: role), in: ana)
        }
        let session = try await vault.unlocked(role)
        await #expect(throws: VaultError.notPermitted) {
            _ = try await vault.perform(CaseNew(label: nil, lead: nil), in: session)
        }
        await vault.close()
    }

    /// Each author has a process note of her own under the same number, and nobody sees another's.
    @Test func processNotesAreTheAuthorsAlone() async throws {
        let house = try await RoleHouse.shared.value
        let vault = try await TestVault(copying: house.vault).open()
        let session = try await vault.unlocked("psychologist")
        let note = "\(house.own)/n1"
        #expect(try await outcome { try await vault.show(note, in: session).text } == .refused)
        _ = try await vault.write("psihologova", to: "process-notes", of: house.own, in: session)
        #expect(try await vault.show(note, in: session).text == "psihologova")
        #expect(try await vault.show(note, in: try await vault.unlocked("mara")).text == "mara, process-notes")
        await vault.close()
    }

    private func entitled(_ compartment: String) -> Bool {
        compartment != "process-notes"
            && RoleHouse.makersRoles.contains { !TypedPolicy.letters($0, compartment).isEmpty }
    }
}

/// Whether the vault did something or refused it; any other error fails the test.
enum Outcome<Value: Equatable & Sendable>: Equatable, Sendable {
    case did(Value)
    case refused

    var isDone: Bool { self != .refused }
}

func outcome<Value: Equatable & Sendable>(_ body: () async throws -> Value) async throws -> Outcome<Value> {
    do { return .did(try await body()) } catch VaultError.notPermitted { return .refused }
}
