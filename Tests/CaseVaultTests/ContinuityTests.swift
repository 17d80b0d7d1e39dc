import AuditLog
import CaseVault
import Testing
import VaultCrypto
import VaultTesting

/// Guards that a change counts only when it continues what the log knows: an entry that is well signed by one who may
/// write, and was built on another row than the newest, is named and changes nothing.
@Suite(.serialized) struct ContinuityTests {
    @Test(arguments: Fault.allCases) func aWriteThatDoesNotContinue(fault: Fault) async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        var forger = try Forger(copy)
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let statement = try fault.statement(forger, house)
        let entry = try forger.append(.recordWrite, as: .attorney, by: mira.signing, object: .record, statement)
        let found = try await copy.check().findings.filter { $0.object == entry }.map(\.kind)
        #expect(found == (fault == .none ? [] : [.notPermitted]), "\(fault)")
    }

    @Test(arguments: [false, true]) func aClosingThatDoesNotContinue(isStale: Bool) async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        var forger = try Forger(copy)
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let caseID = try forger.thief.caseID(house.cases[1])
        var change = try forger.change(of: forger.thief.recordID(caseID, 0))
        if isStale { change = change.with(old: change.oldRevision - 1, new: change.newRevision - 1) }
        let entry = try forger.append(
            .caseClose, as: .attorney, by: mira.signing, object: .clientCase,
            CaseStateStatement(caseID: caseID, closed: true, effects: StatementEffects(rows: [change])))
        let found = try await copy.check().findings.filter { $0.object == entry }.map(\.kind)
        #expect(found == (isStale ? [.notPermitted] : []))
    }

    /// Rows that no rule of the fold looks at: `check` names what was changed as if something else had stood there.
    @Test(arguments: [UInt64(0), 1]) func aKeyringThatDoesNotContinue(back: UInt64) async throws {
        let house = try await SmallHouses.shared.value
        let copy = try TestVault(copying: house.vault)
        var forger = try Forger(copy)
        let mira = try forger.thief.identity("mira", passphrase: house.passphrase(of: "mira"))
        let row = mira.person.retyped(as: RowKind.self)
        let state = try StoredState(of: copy)
        let stored = try #require(state.rows(.keyring).first { $0.id == row.bytes })
        let old = UInt64(stored.revision) - back
        let change = RowChange(
            table: RowTable.keyring.code, row: row, oldRevision: old, newRevision: old + 1, oldTag: .random,
            newTag: .random)
        try forger.append(
            .grantAccept, as: .attorney, by: mira.signing, object: .grant,
            KeyringStatement(
                person: mira.person, accepted: [], dropped: [], effects: StatementEffects(rows: [change])))
        let name = "keyring \(Hex.encode(row.bytes)) revision \(old + 1)"
        #expect(try await copy.check().findings.contains { $0.object == name && $0.kind == .contentMismatch })
    }

    enum Fault: CaseIterable, Sendable {
        case none, oldRevision, oldTag, newRevision, noOldTag, twice, noRow, noHeader, oldHeader, otherHeader
        case headerAlone, numberOfAnother, newNumber, recordOfAnotherCase, newRecordTooFar, otherCompartment

        /// The next revision of a record of mira's case, with one thing wrong.
        func statement(_ forger: Forger, _ house: SmallHouse) throws -> RecordStatement {
            let legal = try forger.generation(.legal, of: house.cases[1])
            let attorney = try forger.generation(.attorney, of: house.cases[1])
            let other = try forger.thief.caseID(house.cases[0])
            let record = forger.thief.recordID(legal.caseID, 1)
            let headerID = forger.thief.recordID(legal.caseID, 0)
            let main = try forger.change(of: record)
            let header = try forger.change(of: headerID)
            let begun = RecordID.random(.system)
            func made(
                _ rows: [RowChange], _ record: RecordID = record, number: UInt32 = 1, generation: GenerationFold = legal
            ) -> RecordStatement {
                let revision = rows.first { $0.row == record.retyped() }?.newRevision ?? main.newRevision
                return RecordStatement(
                    caseID: legal.caseID, generation: generation.id, record: record, number: number,
                    revision: revision, effects: StatementEffects(rows: rows))
            }
            return switch self {
            case .none: made([main, header])
            case .oldRevision: made([main.with(old: main.oldRevision - 1, new: main.newRevision), header])
            case .oldTag: made([main.with(oldTag: .random), header])
            case .newRevision: made([main.with(old: main.oldRevision, new: main.newRevision + 1), header])
            case .noOldTag: made([main.with(oldTag: .zero), header])
            case .twice: made([main, header, main])
            case .noRow: made([header])
            case .noHeader: made([main])
            case .oldHeader: made([main, header.with(old: header.oldRevision - 1, new: header.newRevision - 1)])
            case .otherHeader: made([main, try forger.change(of: forger.thief.recordID(other, 0))])
            case .headerAlone: made([header], headerID, number: 0)
            case .numberOfAnother: made([main, header], number: 2)
            case .newNumber: made([.begun(begun), header], begun, number: .max - 1)
            case .newRecordTooFar: made([.begun(begun), header], begun, number: 5)
            case .recordOfAnotherCase:
                made(
                    [try forger.change(of: forger.thief.recordID(other, 4)), header],
                    forger.thief.recordID(other, 4), number: 4)
            case .otherCompartment: made([main, header], generation: attorney)
            }
        }
    }
}

extension Forger {
    /// The next change of a record, as an honest program would make it.
    fileprivate func change(of record: RecordID) throws -> RowChange {
        guard let known = fold.records[record]?.newest.mark else { throw NothingToForge() }
        return RowChange(
            table: RowTable.record.code, row: record.retyped(), oldRevision: known.revision,
            newRevision: known.revision + 1, oldTag: known.tag, newTag: .random)
    }
}

extension RowChange {
    fileprivate static func begun(_ record: RecordID) -> RowChange {
        RowChange(
            table: RowTable.record.code, row: record.retyped(), oldRevision: 0, newRevision: 1, oldTag: .zero,
            newTag: .random)
    }

    fileprivate func with(old: UInt64, new: UInt64) -> RowChange {
        RowChange(table: table, row: row, oldRevision: old, newRevision: new, oldTag: oldTag, newTag: newTag)
    }

    fileprivate func with(oldTag: ContentTag) -> RowChange {
        RowChange(
            table: table, row: row, oldRevision: oldRevision, newRevision: newRevision, oldTag: oldTag, newTag: newTag)
    }
}

extension ContentTag {
    fileprivate static var random: ContentTag { SHA256Hash.hash(RecordID.random(.system).bytes).retyped() }
}
