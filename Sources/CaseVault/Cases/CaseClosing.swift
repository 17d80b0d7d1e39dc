import AuditLog
import VaultStore

extension CaseSetState: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let act = state == .closed ? Act.caseClose : .caseReopen
        let refusal = EntryDraft(act, by: .person(person), object: .clientCase)
        return try await vault.changeWithHeader(of: `case`, by: person, refusal: refusal) {
            (core, found, opened, transaction) throws(VaultError) in
            guard core.fold.mayClose(person.member, found) else { throw .notPermitted }
            let answer = Response(case: `case`.description, state: state)
            guard found.closed != (state == .closed) else { return answer }
            var header = opened.header
            header.closed = state == .closed
            var draft = EntryDraft(act, by: .person(person), object: .clientCase, caseID: found.id)
            let edit = try core.nextHeader(header, after: opened, of: found, by: person)
            draft.record = core.gate.rowKey.recordID(found.id, 0, author: nil)
            draft.revision = opened.revision + 1
            try core.stage(draft, [edit], in: transaction) {
                CaseStateStatement(caseID: found.id, closed: state == .closed, effects: $0)
            }
            return answer
        }
    }
}
