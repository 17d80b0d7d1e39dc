import CaseVault

/// What everyone could read in a house that may have been tampered with.
package struct Readings: Sendable {
    /// Revisions that opened as they were written.
    package var right: Set<SmallHouse.Written> = []
    /// Revisions that opened as something else, which must never happen.
    package var wrong: [SmallHouse.Written] = []
}

extension SmallHouse {
    /// Opens a copy of this house and reads everything everyone can; refusals and damage are no misreadings.
    package func readings(of copy: TestVault) async throws -> Readings {
        var readings = Readings()
        let vault: Vault
        do throws(VaultError) {
            vault = try await Vault.open(at: copy.directory, gate: copy.gate, in: copy.environment)
        } catch {
            return readings
        }
        for login in people {
            do {
                let passphrase = try Passphrase.typed(passphrase(of: login))
                let session = try await vault.unlock(login: login, passphrase: passphrase).session
                try await read(vault, session, into: &readings)
            } catch is VaultError {
                continue
            }
        }
        await vault.close()
        return readings
    }

    private func read(_ vault: Vault, _ session: Session, into readings: inout Readings) async throws {
        _ = try? await vault.perform(CaseList(names: true, purpose: Purpose.named("court")), in: session)
        for reference in cases {
            let views = try? await vault.perform(
                CaseRead(
                    case: reference, compartment: nil, since: nil, purpose: Purpose.named("court"), showing: .piped),
                in: session)
            for view in views ?? [] { judge(view, session, &readings) }
        }
        for written in contents.keys where written.author == "" || written.author == session.login {
            guard let view = try? await vault.show(written.record, revision: written.revision, in: session)
            else { continue }
            judge(view, session, &readings)
        }
    }

    private func judge(_ view: RecordView, _ session: Session, _ readings: inout Readings) {
        let isNote = view.line.compartment == Compartment("process-notes")
        let written = Written(
            record: view.line.record, revision: view.line.revision, author: isNote ? session.login : "")
        if contents[written] == view.text { readings.right.insert(written) } else { readings.wrong.append(written) }
    }
}
