import CaseVault
import VaultTesting

/// A house with one person for each role, a case where all of them are assigned, and a case that is none of theirs.
///
/// `mara` made both cases and wrote the first record of every compartment, so that nobody else made a key.
struct RoleHouse: Sendable {
    static let makersRoles = ["case-lead", "attorney", "psychologist", "house"]
    static let shared = Task { try await RoleHouse() }

    /// Closed; each person is known by the name of her role.
    let vault: TestVault
    let own: CaseReference
    let others: CaseReference
    /// Mara's record in each compartment of each case.
    let records: [CaseReference: [String: String]]

    init() async throws {
        vault = try TestVault()
        try await vault.create()
        let open = try await vault.open()
        let ana = try await open.unlocked("ana")
        for role in TypedPolicy.roles + ["trustee", "auditor"] { try await open.enrolled(role, [role], by: ana) }
        try await open.enrolled("administrator", ["administrator"], by: ana)
        for login in ["mara", "nina"] { try await open.enrolled(login, Self.makersRoles, by: ana) }
        let mara = try await open.unlocked("mara")
        var records: [CaseReference: [String: String]] = [:]
        for _ in 0..<2 {
            let reference = try await open.newCase(in: mara)
            for compartment in TypedPolicy.writable {
                records[reference, default: [:]][compartment] =
                    try await open.write("mara, \(compartment)", to: compartment, of: reference, in: mara).record
            }
        }
        let references = records.keys.sorted { $0.description < $1.description }
        (own, others, self.records) = (references[0], references[1], records)
        for login in TypedPolicy.roles + ["administrator"] {
            _ = try await open.perform(CaseAssign(case: own, login: login), in: ana)
        }
        // What ana could not pass on, mara does when she unlocks.
        _ = try await open.unlocked("mara")
        await open.close()
    }
}
