import CaseVault
import VaultTesting

/// A house with a case lead, and what she imports.
struct ImportHouse {
    let house: TestVault

    /// Ana is administrator, mira leads cases and coordinates, vera is a psychologist.
    init() async throws {
        house = try TestVault()
        try await house.create()
        let vault = try await house.open()
        let ana = try await vault.unlocked("ana")
        try await vault.enrolled("mira", ["case-lead"], by: ana)
        try await vault.enrolled("vera", ["psychologist"], by: ana)
        await vault.close()
    }

    static func record(_ text: String, _ compartment: String = "core", _ form: String = "note") throws -> ImportRecord {
        ImportRecord(compartment: try .named(compartment), form: form, content: Bytes(Array(text.utf8)))
    }

    /// Three new cases with a label and three records each.
    static func plan(_ name: String = "Ana") throws -> ImportPlan {
        ImportPlan(
            try (1...3).map { number in
                ImportGroup(
                    target: .new,
                    records: try [record("\(name) \(number)", "identity", "label")]
                        + (1...3).map { try record("\(name), \(number), \($0)") })
            })
    }
}

extension Vault {
    /// Imports the next records of a plan.
    func send(
        _ plan: ImportPlan, batch: UInt32? = nil, after done: UInt32 = 0, records: Int = 1_000, in session: Session
    ) async throws -> ImportPart.Response {
        try await perform(
            ImportPart(
                batch: batch, digest: plan.digest, total: plan.total, from: done,
                groups: plan.part(after: done, records: records, bytes: 1 << 24)), in: session)
    }

    /// References of a case's records with their content.
    func contents(_ reference: String, in session: Session) async throws -> [String] {
        try await perform(
            CaseRead(
                case: try CaseReference(reference), compartment: nil, since: nil, purpose: try .named("court"),
                showing: .piped), in: session
        ).map { "\($0.line.record.suffix(1)) \($0.text)" }
    }
}
