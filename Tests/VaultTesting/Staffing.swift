package import CaseVault

// The first day of a house, in one line each.
extension TestVault {
    /// Creates and opens the vault of ana, administrator and coordinator, who invites these people.
    ///
    /// - Parameter people: logins and their roles.
    package func staffed(_ people: KeyValuePairs<String, String> = [:]) async throws -> (vault: Vault, ana: Session) {
        try await create(furtherRoles: ["coordinator"])
        let vault = try await open()
        let ana = try await vault.unlocked("ana")
        for (login, role) in people { try await vault.enrolled(login, [role], by: ana) }
        return (vault, ana)
    }
}

extension Vault {
    package func newCase(
        _ label: String? = nil, lead: String? = nil, in session: Session
    ) async throws -> CaseReference {
        try CaseReference(try await perform(CaseNew(label: label, lead: lead), in: session).case)
    }
}
