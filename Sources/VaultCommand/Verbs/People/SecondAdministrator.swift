import CaseVault

/// The second administrator that `init` asks for: nothing may depend on one person.
struct SecondAdministrator {
    private let call: Invocation
    private let directory: String
    private let settings: NewVault

    init(_ call: Invocation, _ directory: String, _ settings: NewVault) {
        (self.call, self.directory, self.settings) = (call, directory, settings)
    }

    /// Enter, or the end of input, means later: the vault is made already. A login that is not good is asked for again.
    func invite(keys: KeptKeys) async throws(Failure) {
        while let login = try? call.prompt.line(.secondAdministrator, else: "") {
            do {
                try Slip(try await slip(login, keys)).show(call.output)
                return
            } catch .vault(.invalid(.login)) {
                try call.prompt.say(InvalidInputText(problem: .login).text, else: "")
            } catch .vault(.loginTaken) {
                try call.prompt.say(PromptText.secondLoginTaken.text, else: "")
            }
        }
    }

    private func slip(_ login: String, _ keys: KeptKeys) async throws(Failure) -> StaffAdd.Response {
        guard let administrator = Role("administrator") else { throw .input(.stopped) }
        let gate: String? = if case .directory(let path) = settings.gate { path } else { nil }
        let vault: Vault
        do throws(VaultError) { vault = try await Vault.open(at: directory, gate: gate) } catch { throw .vault(error) }
        do throws(VaultError) {
            let session = try await vault.resume(keys)
            let operation = StaffAdd(login: login, name: nil, roles: [administrator])
            let response = try await vault.perform(operation, in: session)
            await vault.close()
            return response
        } catch {
            await vault.close()
            throw .vault(error)
        }
    }
}
