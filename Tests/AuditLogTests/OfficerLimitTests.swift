import Testing
import VaultCrypto

@testable import AuditLog

/// Guards what an officer's office does not reach: a case in which she has a conflict; and what counts after a restore.
@Suite struct OfficerLimitTests {
    private func member(_ person: PersonID) throws -> Member {
        let wrapping = try #require(WrappingPublicKey(bytes: [UInt8](repeating: 1, count: 1216)))
        return Member(
            person: person, key: .random(.system), signingKey: SigningKey(seed: Secret(random: .system)).verifyingKey,
            wrappingKey: wrapping, roles: [.coordinator], since: 0, sinceTime: 0, confirmed: true)
    }

    @Test func aConflictStopsApprovalAndGivingUp() throws {
        var world = RowRuleWorld()
        let (asker, officer, author) = (
            try member(.random(.system)), try member(.random(.system)), PersonID.random(.system)
        )
        for one in [asker, officer] { world.fold.members[one.person] = one }
        let request = Request(
            kind: .erasure, target: world.found.id.retyped(), subject: .zero, asker: .init(asker), seq: 9, time: 1)
        let upload = UploadFold(
            caseID: world.found.id, generation: RowRuleWorld.generation, person: author, begun: 1)
        #expect(world.fold.mayApprove(officer, request) && world.fold.mayGiveUp(upload, officer))
        world.fold.conflicts = [world.found.id: [officer.person: 5]]
        #expect(!world.fold.mayApprove(officer, request) && !world.fold.mayGiveUp(upload, officer))
        #expect(!world.fold.mayApprove(asker, request), "she asked herself")
        world.fold.conflicts = [.random(.system): [officer.person: 5]]
        #expect(world.fold.mayApprove(officer, request) && world.fold.mayGiveUp(upload, officer))
    }

    /// In a log that began with a restore, another that was refused or only asked for is an entry like any other.
    @Test(arguments: [
        (ResultCode.ok, false), (.denied, true), (.failed, true), (.intent, true),
    ])
    func aRefusedRestoreIsInPlace(_ result: ResultCode, _ isInPlace: Bool) throws {
        var fold = RowRuleWorld().fold
        let origin = try #require(Origin(vault: fold.vault, number: 1))
        fold.begin(after: LogTail(origin: origin).checkpoint)
        fold.restore = RestoreFold(
            seq: fold.base, time: 1, by: .zero, restored: 1, known: 1, erasuresKnown: true, alone: true, confirmed: [])
        let time = try #require(EntryTime(milliseconds: 1_795_239_167_594))
        let hash = ShortHash(bootID: "boot")
        let fields = EntryFields(
            time: time, boot: hash, mono: 1, act: .known(.backupRestore), by: .zero, role: .coordinator, peer: hash,
            object: .backup, result: result)
        let signature = try #require(Signature(bytes: [UInt8](repeating: 0, count: 64)))
        func entry(_ seq: UInt64) -> AuditEntry {
            AuditEntry(seq: seq, prev: .zero, fields: fields, signature: signature)
        }
        #expect(fold.isInPlace(entry(fold.base + 7)) == isInPlace)
        #expect(fold.isInPlace(entry(fold.base)) == !isInPlace)
    }
}
