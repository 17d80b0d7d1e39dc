import AuditLog
import Platform
import VaultCrypto
import VaultStore

extension StaffAdd: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        guard PersonRow.isLogin(login) else { throw .invalid(.login) }
        guard !roles.isEmpty, Set(roles).count == roles.count else { throw .invalid(.roles) }
        if let name { guard CleanText.isName(name) else { throw .invalid(.name) } }
        let refusal = EntryDraft(.staffInvite, by: .person(person), object: .person)
        return try await vault.change(refusal: refusal) { (core, transaction) throws(VaultError) in
            try invite(core, person, in: transaction)
        }
    }

    private func invite(
        _ core: VaultCore, _ inviter: PersonSession, in transaction: borrowing StoreTransaction
    ) throws(VaultError) -> Response {
        guard inviter.role(for: .staffInvite) != nil else { throw .notPermitted }
        let (person, old) = try place(core)
        let slip = try core.slip(for: person, login)
        let names = PersonRow(login: login, name: name ?? "")
        try core.stage(
            EntryDraft(.staffInvite, by: .person(inviter), object: .person),
            try edits(core, person, names, old), in: transaction
        ) {
            InviteStatement(
                person: person, roles: roles.map(\.value), codeKey: slip.key, expires: slip.answer.expires,
                effects: $0)
        }
        core.remember(names, as: person)
        return slip.answer
    }

    /// A new person, or the one whose invitation ran out.
    private func place(_ core: VaultCore) throws(VaultError) -> (PersonID, StoredRow?) {
        guard let known = core.logins[login] else { return (.random(core.environment.randomness), nil) }
        guard core.fold.members[known] == nil, let invitation = core.fold.invitations[known],
            core.expiryTime >= invitation.expires || core.codeIsSpent(login, invitation)
        else { throw .loginTaken }
        return (known, try stored { try core.store.row(.person, StoredID(known)) })
    }

    private func edits(
        _ core: VaultCore, _ person: PersonID, _ names: PersonRow, _ old: StoredRow?
    ) throws(VaultError) -> [RowEdit] {
        let randomness = core.environment.randomness
        let row = core.gate.rowKey.seal(
            names.bytes, as: .person, person.retyped(as: RowKind.self), revision: (old?.revision ?? 0) + 1, randomness)
        guard old == nil else { return [RowEdit(old: old, new: row)] }
        let lookup = core.gate.rowKey.seal(
            person.bytes, as: .lookup, core.gate.rowKey.lookup(.login, login), revision: 1, randomness)
        return [RowEdit(old: nil, new: row), RowEdit(old: nil, new: lookup)]
    }
}

extension VaultCore {
    /// How long a code is good, in milliseconds: 72 hours.
    private static let codeLife: UInt64 = 72 * Milliseconds.hour

    /// Draws a code for a person; its key goes into the log, the code on a slip of paper.
    func slip(
        for person: PersonID, _ login: String
    ) throws(VaultError) -> (answer: StaffAdd.Response, key: VerifyingKey) {
        let words = try headWords()
        let code = SecretBuffer(random: environment.randomness, count: InvitationCode.byteCount)
        let key = InvitationCode.key(code, vault: id, person: person).verifyingKey
        let text = SecretCode.text(of: code)
        let answer = StaffAdd.Response(
            login: login, code: String(decoding: text.bytes(0..<text.count), as: UTF8.self),
            expires: expiryTime + Self.codeLife, words: words)
        return (answer, key)
    }

    /// Whether the five tries of a code are used up.
    func codeIsSpent(_ login: String, _ invitation: Invitation) -> Bool {
        let wrong = fold.attempts[gate.rowKey.lookup(.login, login)]?.codes.filter { $0 > invitation.seq }.count ?? 0
        return wrong >= Self.codeTries
    }

    /// Six words of the log's head, for the slip and the voice.
    func headWords() throws(VaultError) -> [String] {
        do { return try Words.slowSix(of: tail.checkpoint.body) } catch { throw .inputOutput }
    }
}
