/// An operation that this vault knows how to carry out.
protocol Performable: Operation {
    /// Carries it out for an unlocked person; the rules of who may are asked of the fold inside.
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response
}

extension Vault {
    /// Carries out an operation.
    ///
    /// - Returns: the answer, after everything the operation changed is durable.
    /// - Throws: what the operation's own documentation says; `.sessionEnded`; `.notPermitted` for an operation that
    ///   this vault does not know.
    public func perform<O: Operation>(_ operation: O, in session: Session) async throws(VaultError) -> O.Response {
        let person = try person(session)
        try await catchUp(person)
        guard let known = operation as? any Performable,
            let answer = try await known.performed(in: self, by: person) as? O.Response
        else { throw .notPermitted }
        return answer
    }
}

extension Performable {
    fileprivate func performed(
        in vault: isolated Vault, by person: PersonSession
    ) async throws(VaultError) -> any Sendable {
        try await perform(in: vault, by: person)
    }
}
