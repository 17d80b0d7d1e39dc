import AuditLog
import VaultCrypto
import VaultStore

extension StaffList: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        try vault.opened().staff()
    }
}

extension StaffShow: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        guard let found = try vault.opened().staff().first(where: { $0.login == login }) else { throw .notPermitted }
        return found
    }
}

extension StaffWords: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        guard person.role(for: .staffConfirm) != nil, let member = core.member(login: login) else {
            throw .notPermitted
        }
        return Response(
            login: login, words: try core.words(signing: member.signingKey, wrapping: member.wrappingKey))
    }
}

extension StaffConfirm: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.staffConfirm, by: .person(person), object: .person)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            guard person.role(for: .staffConfirm) != nil, let member = core.member(login: login),
                member.person != person.person
            else { throw .notPermitted }
            if !member.confirmed {
                try core.stage(
                    EntryDraft(.staffConfirm, by: .person(person), object: .person),
                    ConfirmStatement(person: member.person, key: member.key), in: transaction)
            }
            return Response(login: login, key: member.key.hex)
        }
    }
}

extension VaultCore {
    /// Everybody who holds keys or was invited, by login.
    func staff() throws(VaultError) -> [StaffMember] {
        let cases = casesByPerson()
        let members = fold.members.values.map { member in
            StaffMember(
                login: login(of: member.person), name: name(of: member.person), roles: member.roles.map(Role.init),
                state: member.confirmed ? .confirmed : .enrolled, key: member.key.hex, since: member.sinceTime,
                cases: cases[member.person] ?? 0)
        }
        let invited = fold.invitations.values.map { invitation in
            let login = login(of: invitation.person)
            let isOver = expiryTime >= invitation.expires || codeIsSpent(login, invitation)
            return StaffMember(
                login: login, name: name(of: invitation.person), roles: invitation.roles.map(Role.init),
                state: isOver ? .expired : .invited, key: "", since: invitation.time, cases: 0)
        }
        return (members + invited).sorted { $0.login < $1.login }
    }

    private func name(of person: PersonID) -> String? {
        people[person].flatMap { $0.name.isEmpty ? nil : $0.name }
    }

    private func casesByPerson() -> [PersonID: Int] {
        fold.cases.values.reduce(into: [:]) { counts, found in
            for person in found.members.keys { counts[person, default: 0] += 1 }
        }
    }
}
