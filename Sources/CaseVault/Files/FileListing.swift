import AuditLog
internal import FoundationEssentials
import Platform
import VaultCrypto
import VaultStore

extension FileList: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        var draft = EntryDraft(.fileRead, by: .person(person), object: .clientCase)
        let all = try await vault.readableRecords(
            of: `case`, compartment?.value, by: person, why: purpose.value, refusal: draft)
        let known = try vault.opened().fold.attachments.files
        let files = all.filter { known[$0.place.record] != nil }
        guard !files.isEmpty else { return [] }
        draft.caseID = files.first?.place.generation.caseID
        let entry = draft
        return try await vault.read(refusal: entry) { (core, transaction) throws(VaultError) in
            try core.stageList(files.map(\.place), of: entry, why: purpose.value, by: person, in: transaction)
        } open: { (core, receipt) throws(VaultError) in
            var lines: [AttachmentLine] = []
            for (opened, found) in zip(try core.openAll(receipt, for: person), files) {
                lines.append(core.line(opened, try core.fileBody(opened), named: found.reference))
            }
            return lines
        }
    }
}

extension FileUnfinished: Performable {
    func perform(in vault: isolated Vault, by person: PersonSession) async throws(VaultError) -> Response {
        let core = try vault.opened()
        let isOfficer = core.fold.officers.contains { $0.person == person.person }
        let begun = core.fold.attachments.uploads.filter { isOfficer || $0.value.person == person.person }
        let known = begun.map { core.unfinished($0.key, $0.value, for: person) }
        let unknown = isOfficer ? try core.unknownChunkFiles() : []
        return known.sorted { ($0.begun, $0.upload) < ($1.begun, $1.upload) } + unknown
    }
}

extension VaultCore {
    fileprivate func unfinished(
        _ file: FileID, _ upload: UploadFold, for person: PersonSession
    ) -> UnfinishedUpload {
        let found = fold.cases[upload.caseID].flatMap { $0.members[person.person] == nil ? nil : $0 }
        let isOwn = upload.person == person.person
        return UnfinishedUpload(
            upload: file.hex, case: found.map { CaseReference(symbols: $0.reference) },
            author: login(of: upload.person), begun: upload.begun, bytes: chunkFileByteCount(file),
            name: isOwn ? try? draft(of: file, by: person).name : nil)
    }

    /// Files among the chunk files that no row names.
    fileprivate func unknownChunkFiles() throws(VaultError) -> [UnfinishedUpload] {
        var unknown: [UnfinishedUpload] = []
        for name in (try? DurableFolder.names(in: folder.files)) ?? [] {
            guard let file = FileID(hex: name), try !stored({ try store.exists(.file, StoredID(file)) })
            else { continue }
            unknown.append(
                UnfinishedUpload(
                    upload: name, case: nil, author: "", begun: 0, bytes: chunkFileByteCount(file), name: nil))
        }
        return unknown
    }

    private func chunkFileByteCount(_ file: FileID) -> UInt64 {
        // One that is not there yet has no bytes.
        let count = try? ReadableFile(opening: folder.chunks(of: file)).byteCount()
        return UInt64(count ?? 0)
    }

    /// What a reader of records is shown: of an attachment its name, type and size, never its key.
    func shown(_ opened: OpenedRecord) throws(VaultError) -> Bytes {
        guard fold.attachments.files[opened.place.record] != nil else { return Bytes(opened.body.content) }
        return Bytes(try FileDescription(fileBody(opened)).json)
    }
}

/// What `record show` and `case read` say of an attachment, as JSON.
private struct FileDescription: Encodable {
    let name: String
    let type: String
    let bytes: Int

    init(_ body: FileBody) { (name, type, bytes) = (body.name, body.type, body.layout.trueByteCount) }

    var json: [UInt8] {
        get throws(VaultError) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            do { return Array(try encoder.encode(self)) } catch { throw .damaged(.file) }
        }
    }
}
