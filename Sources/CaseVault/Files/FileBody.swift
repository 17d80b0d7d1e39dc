import AuditLog
package import VaultCrypto

/// What the record of an attachment holds, and before that the draft of its upload.
///
/// T("…/record/file", file id, f, name, type, size u64, number of chunks u64, SHA-256 over the stored chunks in order);
/// in a draft the hash is zeros. f is 32 random bytes; in these encodings it lies in ordinary memory for a moment.
package struct FileBody: Sendable {
    /// The form of such a record; nobody can choose it for a text.
    static let form = "file"

    let file: FileID
    let key: HeldSecret
    let name: String
    let type: String
    let layout: ChunkLayout
    /// SHA-256 over the stored chunks; zeros while they are not all there.
    var hash: SHA256Digest

    init(file: FileID, key: HeldSecret, name: String, type: String, layout: ChunkLayout) {
        (self.file, self.key, self.name, self.type) = (file, key, name, type)
        (self.layout, hash) = (layout, .zero)
    }

    /// More than the label, the other fields and all lengths take.
    private static let roomBesidesNames = 256

    package var bytes: [UInt8] {
        Tuple(
            .recordFile, reserving: Self.roomBesidesNames + name.utf8.count + type.utf8.count, file,
            key.withSecret { $0.revealedBytes() }, name, type, UInt64(layout.trueByteCount), UInt64(layout.chunkCount),
            hash
        ).bytes
    }

    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: .recordFile, count: 7)
        file = try reader.id()
        guard let key = Secret(copying: try reader.data()) else { throw .badValue(field: 1) }
        self.key = HeldSecret(key)
        name = try reader.text()
        type = try reader.text()
        guard let size = Int(exactly: try reader.u64()), let layout = ChunkLayout(trueByteCount: size)
        else { throw .badValue(field: 4) }
        self.layout = layout
        guard try reader.u64() == UInt64(layout.chunkCount) else { throw .badValue(field: 5) }
        hash = try reader.digest(SHA256Hash.self)
        try reader.finish()
    }

    func chunks(in vault: VaultID) -> ChunkedFile { ChunkedFile(vault: vault, file: file, layout: layout) }
}

extension FileBegin {
    /// - Throws: `.invalid` with `.fileName`, `.fileType`, `.fileSize`.
    func layout() throws(VaultError) -> ChunkLayout {
        guard FileRules.isName(name) else { throw .invalid(.fileName) }
        guard FileRules.isType(type) else { throw .invalid(.fileType) }
        guard let size = Int(exactly: size), let layout = ChunkLayout(trueByteCount: size)
        else { throw .invalid(.fileSize) }
        return layout
    }
}

/// Rules for what a file may be called.
enum FileRules {
    /// As Linux allows names: 1 to 255 bytes, no slash, no zero byte. Line ends, control characters and direction marks
    /// are kept, because the name is part of what was received; whoever shows it makes them visible.
    static func isName(_ text: String) -> Bool {
        let bytes = text.utf8
        return (1...255).contains(bytes.count) && !bytes.contains(0) && !bytes.contains(UInt8(ascii: "/"))
            && text != "." && text != ".."
    }

    /// A type as RFC 6838, section 4.2 writes it, in lower case: `application/pdf`.
    static func isType(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && text.utf8.count <= 127 && parts.allSatisfy { isTypeName(Array($0.utf8)) }
    }

    private static func isTypeName(_ bytes: [UInt8]) -> Bool {
        func isPlain(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
        guard let first = bytes.first, isPlain(first) else { return false }
        return bytes.allSatisfy { isPlain($0) || "!#$&-^_.+".utf8.contains($0) }
    }
}
