package import CaseVault
import Foundation

/// A test named something that is not there.
package struct NoSuchThing: Error {}

/// Something done step by step came no further.
package struct StandsStill: Error {}

extension Purpose {
    package static func named(_ code: String) throws -> Purpose {
        guard let purpose = Purpose(code) else { throw NoSuchThing() }
        return purpose
    }
}

extension Compartment {
    package static func named(_ code: String) throws -> Compartment {
        guard let compartment = Compartment(code) else { throw NoSuchThing() }
        return compartment
    }
}

// What tests do again and again, in one line each.
extension Vault {
    @discardableResult
    package func write(
        _ text: String, to compartment: String, of reference: CaseReference, in session: Session
    ) async throws -> RecordAdd.Response {
        try await perform(
            RecordAdd(
                case: reference, compartment: try Compartment.named(compartment), form: "note",
                content: Bytes(Array(text.utf8)), language: "sr"), in: session)
    }

    package func show(_ record: String, revision: UInt64? = nil, in session: Session) async throws -> RecordView {
        try await perform(
            RecordShow(
                record: try RecordReference(record), revision: revision, purpose: try Purpose.named("court"),
                showing: .piped), in: session)
    }

    @discardableResult
    package func edit(
        _ record: String, replacing revision: UInt64, _ text: String, in session: Session
    ) async throws -> RecordAdd.Response {
        try await perform(
            RecordEdit(
                record: try RecordReference(record), replacing: revision, content: Bytes(Array(text.utf8)),
                purpose: try Purpose.named("follow-up")), in: session)
    }

    /// Seals again, step by step, everything in a case that she can.
    ///
    /// - Returns: for all steps, and where only others can go on.
    /// - Throws: ``StandsStill`` if a step leaves as much as the one before.
    package func rekeyed(
        _ reference: CaseReference, in session: Session
    ) async throws -> (resealed: Int, deleted: Int, others: [Compartment]) {
        var (resealed, deleted, left) = (0, 0, Int.max)
        while true {
            let step = try await perform(RekeyStep(case: reference), in: session)
            guard step.left < left else { throw StandsStill() }
            (resealed, deleted, left) = (resealed + step.resealed, deleted + step.deleted, step.left)
            if left == 0 { return (resealed, deleted, step.others) }
        }
    }

    /// How many lines of the log have this act and this result; of refusals, how many they tell.
    package func count(_ act: String, _ result: String = "ok") throws -> Int {
        let lines = try lines(act).filter { $0.contains("\"result\":\"\(result)\"") }
        guard result == "denied" else { return lines.count }
        return lines.reduce(0) { $0 + max(1, $1.number("count") ?? 1) }
    }

    /// The lines of the log with this act.
    package func lines(_ act: String) throws -> [String] {
        try auditLines().filter { $0.contains("\"act\":\"\(act)\"") }
    }
}

extension RecordView {
    package var text: String { String(decoding: content.array, as: UTF8.self) }
}

extension String {
    /// The number behind a key of a line of the log.
    package func number(_ key: String) -> Int? {
        guard let start = range(of: "\"\(key)\":")?.upperBound else { return nil }
        return Int(self[start...].prefix { $0.isNumber })
    }

    /// The text behind a key of a line of the log.
    package func text(_ key: String) -> String? {
        guard let start = range(of: "\"\(key)\":\"")?.upperBound else { return nil }
        return String(self[start...].prefix { $0 != "\"" })
    }
}
