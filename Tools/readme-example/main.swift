// The Swift example of README.md; Tools/readme-test.py compares the two and runs this one.

import CaseVault

let vault = try await Vault.open(at: "house.vault")
let session = try await vault.unlock(login: "ana", passphrase: Passphrase.readLine(from: 0)).session
guard let court = Purpose("court") else { throw VaultError.invalid(.purpose) }
let record = try RecordReference(CommandLine.arguments[1])
let show = RecordShow(record: record, revision: nil, purpose: court, showing: .piped)
let view = try await vault.perform(show, in: session)
print(view.line.author, view.line.form, String(decoding: view.content.array, as: UTF8.self))
await vault.lock(session)
await vault.close()
