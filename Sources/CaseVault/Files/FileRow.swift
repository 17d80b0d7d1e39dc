import AuditLog
package import VaultCrypto
import VaultStore

/// The row of a file: while it arrives (revision 1) its sealed draft, then (revision 2) what its chunk file must be.
///
/// T("…/row/file", size of the stored file u64, SHA-256 of it), readable, so that `check` covers every byte without a
/// key; the row is part of the state root, and its content tag of the entry.
package struct FileRow: Hashable, Sendable {
    static let draft: UInt64 = 1
    static let whole: UInt64 = 2

    let byteCount: UInt64
    let hash: SHA256Digest

    package init(_ body: FileBody) { (byteCount, hash) = (UInt64(body.layout.storedByteCount), body.hash) }

    /// - Throws: `.damaged(.file)`.
    package init(decoding row: StoredRow) throws(VaultError) {
        do {
            var reader = try TupleReader(row.sealed, label: .rowFile, count: 2)
            byteCount = try reader.u64()
            hash = try reader.digest(SHA256Hash.self)
            try reader.finish()
        } catch {
            throw .damaged(.file)
        }
    }

    package func row(of file: FileID, in generation: GenerationID) -> StoredRow {
        StoredRow(
            .file, file.retyped(as: RowKind.self), revision: Self.whole, generation: generation,
            sealed: Tuple(.rowFile, byteCount, hash).bytes)
    }
}

/// The draft of an upload: its body, sealed under the keyring key of whoever sends it.
///
/// AD = T("…/draft", vault, person, file id, 1). Only she can go on with it; the row goes when the upload is finished or
/// given up.
enum UploadDraft {
    private static func associatedData(_ vault: VaultID, _ person: PersonID, _ file: FileID) -> Tuple {
        Tuple(.draft, vault, person, file, FileRow.draft)
    }

    static func row(
        _ body: FileBody, of identity: Identity, in generation: GenerationID, _ vault: VaultID, _ randomness: Randomness
    ) -> StoredRow {
        let sealed = identity.keyringKey.withSecret {
            Seal.seal(
                body.bytes, under: $0, associatedData: associatedData(vault, identity.person, body.file),
                nonce: .random(randomness))
        }
        return StoredRow(
            .file, body.file.retyped(as: RowKind.self), revision: FileRow.draft, generation: generation, sealed: sealed)
    }

    /// - Throws: `.damaged(.file)`.
    static func open(_ row: StoredRow, of identity: Identity, _ vault: VaultID) throws(VaultError) -> FileBody {
        let file = FileID(row.id)
        do {
            let bytes = try identity.keyringKey.withSecret { (key) throws(SealError) in
                try Seal.open(
                    row.sealed, under: key, associatedData: associatedData(vault, identity.person, file))
            }
            let body = try FileBody(decoding: bytes)
            guard body.file == file else { throw VaultError.damaged(.file) }
            return body
        } catch {
            throw .damaged(.file)
        }
    }
}

extension VaultFolder {
    /// Where the chunks of a file lie.
    func chunks(of file: FileID) -> String { "\(files)/\(file.hex)" }
}
