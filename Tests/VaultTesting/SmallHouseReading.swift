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
                try await read(vault, session, of: login, into: &readings)
            } catch is VaultError {
                continue
            }
        }
        await vault.close()
        return readings
    }

    /// - Parameter login: what she typed; a session does not know it when the row of her name is gone.
    private func read(
        _ vault: Vault, _ session: Session, of login: String, into readings: inout Readings
    ) async throws {
        _ = try? await vault.perform(CaseList(names: true, purpose: Purpose.named("court")), in: session)
        for reference in cases {
            let views = try? await vault.perform(
                CaseRead(
                    case: reference, compartment: nil, since: nil, purpose: Purpose.named("court"), showing: .piped),
                in: session)
            for view in views ?? [] { judge(view, login, &readings) }
        }
        for written in contents.keys where written.author == "" || written.author == login {
            guard let view = try? await vault.show(written.record, revision: written.revision, in: session)
            else { continue }
            judge(view, login, &readings)
        }
        for file in attachments.values {
            guard let bytes = try? await bytes(of: file, vault, session) else { continue }
            judge(bytes, as: .bytes(of: file), &readings)
        }
        for line in (try? await vault.perform(DraftList(), in: session)) ?? [] {
            let open = DraftOpen(number: line.number, purpose: try Purpose.named("court"))
            guard let draft = try? await vault.perform(open, in: session) else { continue }
            judge(draft.content.array, as: .draft(line.number, of: login), &readings)
        }
    }

    private func bytes(of file: String, _ vault: Vault, _ session: Session) async throws -> [UInt8] {
        let get = FileGet(
            file: try RecordReference(file), purpose: try Purpose.named("court"), showing: .piped)
        let reading = try await vault.open(get, in: session)
        defer { reading.close() }
        return try reading.chunkRange.flatMap { try reading.bytes(of: $0) }
    }

    private func judge(_ bytes: [UInt8], as written: Written, _ readings: inout Readings) {
        if contents[written].map({ Array($0.utf8) }) == bytes {
            readings.right.insert(written)
        } else {
            readings.wrong.append(written)
        }
    }

    private func judge(_ view: RecordView, _ login: String, _ readings: inout Readings) {
        let isNote = view.line.compartment == Compartment("process-notes")
        let written = Written(
            record: view.line.record, revision: view.line.revision, author: isNote ? login : "")
        if contents[written] == view.text { readings.right.insert(written) } else { readings.wrong.append(written) }
    }
}
