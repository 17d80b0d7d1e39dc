import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

/// Guards that the records of a case are found without looking at all: after every change they are those that looking at all
/// would find.
@Suite struct RecordFoldsTests {
    @Test func ofACaseAreThoseThatSayIt() throws {
        var folds = RecordFolds()
        var dice = Dice(seed: 7)
        let cases = (0..<4).map { _ in CaseID.random(.system) }
        let records = (0..<30).map { _ in RecordID.random(.system) }
        let mark = RowMark(revision: 1, tag: .zero, time: try #require(EntryTime(milliseconds: 1_795_239_167_594)))
        func fold(_ caseID: CaseID) -> RecordFold {
            RecordFold(
                caseID: caseID, compartment: .shared(.core), number: 1,
                first: RevisionFold(author: .random(.system), mark: mark))
        }
        for _ in 0..<2_000 {
            let record = records[Int.random(in: 0..<30, using: &dice)]
            switch Int.random(in: 0..<4, using: &dice) {
            case 0:
                let known = folds[record]
                #expect(folds.remove(record) == known && folds[record] == nil)
            case 1: folds.change(record) { $0.forget(1) }
            default: folds[record] = fold(cases[Int.random(in: 0..<4, using: &dice)])
            }
            #expect(Set(folds.all.map(\.id)).count == folds.all.count)
            #expect(folds.all.allSatisfy { folds[$0.id] == $0.fold })
            for caseID in cases {
                let found = folds.of(caseID)
                #expect(Set(found.map(\.id)) == Set(folds.all.filter { $0.fold.caseID == caseID }.map(\.id)))
                #expect(Set(found.map(\.id)).count == found.count)
            }
        }
        for record in records { folds[record] = nil }
        #expect(folds.all.isEmpty && cases.allSatisfy { folds.of($0).isEmpty })
    }
}
