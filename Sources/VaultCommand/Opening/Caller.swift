import CaseVault
import Platform

/// Who gives the command.
struct Caller: Sendable {
    let login: String
    /// Empty when they were not needed, or there is no such person.
    let roles: [Role]
}

extension Invocation {
    /// `--as`, CASEVAULT_LOGIN, the account's name if it is a login of this vault, or the answer at the terminal.
    ///
    /// The vault is opened for a moment where its list of people is needed (to recognise the account, and for the roles,
    /// by which questions are put in order), and before anybody types a passphrase: that the vault is busy or the stick
    /// is not there is told first.
    func caller(withRoles: Bool = false) async throws(Failure) -> Caller {
        if let session { return session.caller }
        try VaultLocation.checkVault(directory())
        let named = options.login ?? environment[.login]
        let asksNothing = options.passphraseDescriptor != nil && !(withRoles && prompt.isPossible)
        if let named, asksNothing { return Caller(login: named, roles: []) }
        let people = try await withVault { (vault) async throws(Failure) -> [StaffMember] in
            do throws(VaultError) { return try await vault.status().people } catch { throw .vault(error) }
        }
        let account = UnixAccount.name.flatMap { name in people.first { $0.login == name }?.login }
        let login = if let known = named ?? account { known } else { try prompt.required(.login, else: "--as") }
        return Caller(login: login, roles: people.first { $0.login == login }?.roles ?? [])
    }

    /// Who asks and why, in this order, before any passphrase.
    func callerAndPurpose(_ code: String?) async throws(Failure) -> (caller: Caller, purpose: Purpose) {
        try checkPurpose(code)
        try checkPassphraseSource()
        let caller = try await caller(withRoles: code == nil)
        return (caller, try purpose(code, caller.roles))
    }
}
