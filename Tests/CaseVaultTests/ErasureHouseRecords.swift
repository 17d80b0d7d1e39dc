import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

// What tests of the erasure of one record ask of the house.
extension ErasureHouse {
    /// When an order of the first day is due; the clock stands still until a test moves it.
    var due: UInt64 { TestClock().now + 7 * Self.day }

    /// Another record in the compartment of the one that goes.
    func neighbour() async throws -> String {
        try await with("lena") { vault, lena in
            try await vault.write("Susetka", to: "core", of: reference, in: lena).record
        }
    }

    /// Two officers order the erasure of one record.
    func order(record: String) async throws {
        let record = try RecordReference(record)
        try await with("ana") { vault, ana in
            let asked = try await vault.perform(RecordErase(record: record, step: .order), in: ana).state
            #expect(asked == .asked)
        }
        try await with("mira") { vault, mira in
            let item = try await vault.perform(Inbox(), in: mira).first { $0.kind == .erasure }
            #expect(item?.record == record.description)
            let ordered = try await vault.perform(RecordErase(record: record, step: .confirm), in: mira).state
            #expect(ordered == .ordered)
        }
    }

    func number(of text: String) async throws -> String {
        try await with("lena") { vault, lena in
            let all = try await vault.perform(
                CaseRead(
                    case: reference, compartment: nil, since: nil, purpose: try Purpose.named("follow-up"),
                    showing: .piped), in: lena)
            return try #require(all.first { $0.text == text }).line.record
        }
    }

    func id(of record: String) throws -> RecordID {
        try GateThief(files).recordID(of: try RecordReference(record))
    }

    /// The sealed bytes of a record's revisions, and of the gate's keys that open them.
    func secrets(of record: String) throws -> [Data] {
        let id = try id(of: record)
        let rows = try RawDatabase(files.database).rows("SELECT id, gen, sealed FROM record").filter {
            $0[0].bytes == id.bytes
        }
        let generations = Set(rows.compactMap { $0[1].bytes })
        let keys = try RawDatabase(files.gateDatabase).rows("SELECT kind, id, sealed FROM gate").filter {
            $0[0].number == 68 && $0[1].bytes.map(generations.contains) == true
        }
        #expect(!rows.isEmpty && !keys.isEmpty)
        return (rows + keys).compactMap { $0[2].bytes.map { Data($0) } }
    }
}

extension Vault {
    func find(_ term: String, in session: Session) async throws -> [Search.Line] {
        try await perform(Search(term: term, purpose: try Purpose.named("follow-up")), in: session).lines
    }
}
