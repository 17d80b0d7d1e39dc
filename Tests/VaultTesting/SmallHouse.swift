package import CaseVault

/// A small vault in use: five people, two cases, records with older revisions, process notes, attachments, drafts, a
/// changed passphrase.
///
/// What stands in it is known, so that a test can tell wrong plaintext from a refusal.
package struct SmallHouse: Sendable {
    /// Closed.
    package let vault: TestVault
    package let people = ["ana", "mira", "vera", "lena", "hana"]
    package let cases: [CaseReference]
    /// The content of every revision, by reference and, for process notes, by author.
    package let contents: [Written: String]
    /// The record of each attachment, by its id, which is also the name of its chunk file.
    package let attachments: [String: String]
    /// The rows of both databases at earlier times, oldest first.
    package let earlier: [StoredState]

    /// One revision as its reader names it.
    package struct Written: Hashable, Sendable {
        package let record: String
        package let revision: UInt64
        /// Whose process note; empty for records that others may read.
        package var author = ""

        /// The bytes of an attachment, which stand beside the record that describes it.
        package static func bytes(of attachment: String) -> Written {
            Written(record: attachment + " bytes", revision: 1)
        }

        /// A draft, which only its author may open.
        package static func draft(_ number: UInt32, of author: String) -> Written {
            Written(record: "draft \(number)", revision: 1, author: author)
        }
    }

    package init() async throws {
        var story = try await Story()
        try await story.begin()
        try await story.pause()
        try await story.goOn()
        try await story.pause()
        try await story.end()
        await story.vault.close()
        (vault, cases, contents) = (story.house, story.cases, story.contents)
        (attachments, earlier) = (story.attachments, story.earlier)
    }

    package func passphrase(of login: String) -> String {
        login == "vera" ? "vera's second passphrase" : "\(login)'s long passphrase"
    }
}

/// The rows of both databases of a closed vault.
package struct StoredState: Sendable {
    package let vault: [String: [[RawValue]]]
    package let gate: [[RawValue]]

    package init(of vault: TestVault) throws {
        let database = RawDatabase(vault.database)
        var tables: [String: [[RawValue]]] = [:]
        for table in RowTable.allCases { tables[table.rawValue] = try database.rows(table.query) }
        self.vault = tables
        gate = try RawDatabase(vault.gateDatabase).rows("SELECT rowid, kind, id, step, hash, sealed FROM gate")
    }
}

/// How the small house came to be.
private struct Story {
    let house: TestVault
    var vault: Vault
    var cases: [CaseReference] = []
    var contents: [SmallHouse.Written: String] = [:]
    var attachments: [String: String] = [:]
    var earlier: [StoredState] = []

    init() async throws {
        house = try TestVault()
        try await house.create(furtherRoles: ["coordinator"])
        vault = try await house.open()
    }

    mutating func begin() async throws {
        let ana = try await vault.unlocked("ana")
        for (login, role) in [
            ("mira", "attorney"), ("vera", "psychologist"), ("lena", "case-lead"), ("hana", "helpline"),
        ] { try await vault.enrolled(login, [role], by: ana) }
        let first = try await vault.perform(CaseNew(label: "Jelena Petrović", lead: "lena"), in: ana).case
        cases.append(try CaseReference(first))
        contents[.init(record: first + "/1", revision: 1)] = "Jelena Petrović"
        for login in ["mira", "vera", "hana"] {
            _ = try await vault.perform(CaseAssign(case: cases[0], login: login), in: ana)
        }
        let lena = try await vault.unlocked("lena")
        try await write("Došla u ponedeljak", to: "core", of: 0, by: lena)
        let hana = try await vault.unlocked("hana")
        try await write("Зове ноћу", to: "identity", of: 0, by: hana)
        await vault.lock(hana)
    }

    mutating func goOn() async throws {
        let mira = try await vault.unlocked("mira")
        try await write("Krivična prijava", to: "legal", of: 0, by: mira)
        try await edit(contents.count, of: 0, "Krivična prijava, ispravljena", replacing: 1, by: mira)
        let vera = try await vault.unlocked("vera")
        try await write("Prvi razgovor", to: "psych", of: 0, by: vera)
        try await write("Samo moje", to: "process-notes", of: 0, by: vera)
        let second = try await vault.perform(CaseNew(label: nil, lead: nil), in: mira).case
        cases.append(try CaseReference(second))
        try await write("Savet", to: "legal", of: 1, by: mira)
        let lena = try await vault.unlocked("lena")
        try await edit(2, of: 0, "Došla u utorak", replacing: 1, by: lena)
        // An upload that only begins, a draft that will be saved again, and one that will be thrown away.
        _ = try await vault.perform(arrival(Self.letter, "dopis.txt", "legal", of: 1), in: mira)
        try await draft("Skica podneska", nil, in: "legal", of: 1, by: mira)
        try await draft("Druga skica", nil, in: "legal", of: 1, by: mira)
    }

    mutating func end() async throws {
        let vera = try await vault.unlocked("vera")
        try await vault.changePassphrase(
            in: vera, current: try Passphrase.typed("vera's long passphrase"),
            new: try Passphrase.typed("vera's second passphrase"))
        try await attach(Self.finding, "nalaz.txt", to: "psych", of: 0, by: vera)
        try await draft("Drugi razgovor", nil, in: "psych", of: 0, by: vera)
        let mira = try await vault.unlocked("mira")
        try await edit(1, of: 1, "Savet, dopunjen", replacing: 1, by: mira)
        try await write("Beleška advokata", to: "attorney", of: 1, by: mira)
        try await attach(Self.letter, "dopis.txt", to: "legal", of: 1, by: mira)
        try await draft("Skica podneska, dopunjena", 1, in: "legal", of: 1, by: mira)
        _ = try await vault.perform(DraftDiscard(number: 2), in: mira)
        contents[.draft(2, of: "mira")] = nil
        _ = try await vault.perform(CaseSetState(case: cases[1], state: .closed), in: mira)
        _ = try await vault.perform(CaseSetState(case: cases[1], state: .open), in: mira)
        let ana = try await vault.unlocked("ana")
        // Her wraps wait: she does not unlock again.
        _ = try await vault.perform(CaseAssign(case: cases[1], login: "lena"), in: ana)
        _ = try await vault.unlocked("mira")
        await vault.lock(mira)
    }

    /// Closes the vault, keeps what stands in it, and opens it a day later.
    mutating func pause() async throws {
        await vault.close()
        earlier.append(try StoredState(of: house))
        house.clock.advance(by: 24 * 60 * 60 * 1000)
        vault = try await house.open()
    }

    private mutating func write(
        _ text: String, to compartment: String, of index: Int, by session: Session
    ) async throws {
        let answer = try await vault.write(text, to: compartment, of: cases[index], in: session)
        let isNote = compartment == "process-notes"
        contents[.init(record: answer.record, revision: 1, author: isNote ? session.login : "")] = text
    }

    private mutating func edit(
        _ number: Int, of index: Int, _ text: String, replacing revision: UInt64, by session: Session
    ) async throws {
        let record = "\(cases[index])/\(number)"
        let answer = try await vault.perform(
            RecordEdit(
                record: try RecordReference(record), replacing: revision, content: Bytes(Array(text.utf8)),
                purpose: try Purpose.named("follow-up")), in: session)
        contents[.init(record: answer.record, revision: answer.revision)] = text
    }
}

// Attachments and drafts.
extension Story {
    private static let finding = String(repeating: "Nalaz lekara. ", count: 20)
    private static let letter = String(repeating: "Допис суду. ", count: 25)

    private func arrival(
        _ text: String, _ name: String, _ compartment: String, of index: Int
    ) throws -> FileBegin {
        FileBegin(
            case: cases[index], compartment: try Compartment.named(compartment), name: name, type: "text/plain",
            size: UInt64(text.utf8.count))
    }

    private mutating func attach(
        _ text: String, _ name: String, to compartment: String, of index: Int, by session: Session
    ) async throws {
        let begun = try await vault.perform(try arrival(text, name, compartment, of: index), in: session)
        let upload = try await vault.upload(begun.upload, in: session)
        for chunk in 0..<upload.chunkCount {
            try upload.put(Array(Array(text.utf8)[upload.bytes(of: chunk)]), at: chunk)
        }
        let file = try await vault.perform(FileFinish(upload: begun.upload), in: session).file
        attachments[begun.upload] = file
        contents[.bytes(of: file)] = text
        contents[.init(record: file, revision: 1)] =
            #"{"bytes":\#(text.utf8.count),"name":"\#(name)","type":"text/plain"}"#
    }

    private mutating func draft(
        _ text: String, _ number: UInt32?, in compartment: String, of index: Int, by session: Session
    ) async throws {
        let target = DraftTarget(
            case: cases[index], compartment: try Compartment.named(compartment), form: "note")
        let saved = try await vault.perform(
            DraftSave(number: number, target: target, content: Bytes(Array(text.utf8))), in: session)
        contents[.draft(saved.number, of: session.login)] = text
    }
}
