import AuditLog
import VaultCrypto

extension CaseShow: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let refusal = EntryDraft(.recordRead, by: .person(person), object: .clientCase)
        let found = try await vault.refusing(refusal) { (core) throws(VaultError) in
            try core.find(`case`, for: person)
        }
        let header = try await vault.header(found, for: person, why: purpose?.value ?? .maintenance).header
        return try vault.opened().show(found, header, `case`)
    }
}

extension VaultCore {
    func show(
        _ found: CaseFold, _ header: CaseHeader, _ reference: CaseReference
    ) -> CaseShow.Response {
        CaseShow.Response(
            case: reference.description, state: header.closed ? .closed : .open, lead: login(of: header.lead),
            opened: header.opened, members: members(of: found),
            compartments: header.lines.compactMap { line in
                let count = found.count(in: line.compartment)
                guard count > 0 else { return nil }
                return CaseShow.Line(compartment: Compartment(line.compartment), count: count, last: line.last)
            })
    }

    private func members(of found: CaseFold) -> [CaseShow.Member] {
        let generations = found.newest.values.compactMap { fold.generations[$0] }.filter {
            $0.compartment.author == nil && $0.compartment != .shared(.header)
        }.sorted { $0.compartment.compartment.number < $1.compartment.compartment.number }
        return found.members.keys.compactMap { fold.members[$0] }.map { member in
            CaseShow.Member(
                login: login(of: member.person), roles: member.roles.map(Role.init),
                reads: generations.filter { reads($0, member.person) }.map { Compartment($0.compartment.compartment) },
                waiting: generations.filter { fold.lacking($0).contains { $0.person == member.person } }.map {
                    Compartment($0.compartment.compartment)
                })
        }.sorted { $0.login < $1.login }
    }

    private func reads(_ generation: GenerationFold, _ person: PersonID) -> Bool {
        fold.holds(.read, person, in: generation.id, at: now) || fold.holds(.own, person, in: generation.id, at: now)
    }
}
