package import VaultCrypto

/// One signature line of a note: `— name base64(key id ‖ signature)`, of the log or of a witness.
package struct NoteSignature: Hashable, Sendable {
    package let name: String
    /// SHA-256(name ‖ LF ‖ 0x01 ‖ key)[0:4] for an Ed25519 key; other kinds of keys compute it in their own way.
    package let keyID: UInt32
    /// What follows the key id; 64 bytes for the log's own signature.
    package let bytes: [UInt8]

    package init(name: String, keyID: UInt32, bytes: [UInt8]) {
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// The key id of an Ed25519 key under a name (C2SP signed-note, signature type 0x01).
    package static func keyID(name: String, key: VerifyingKey) -> UInt32 {
        let digest = SHA256Hash.hash(Array(name.utf8) + [10, 1] + key.bytes)
        return UInt32(bigEndian: digest.bytes.prefix(4))
    }

    fileprivate var line: [UInt8] {
        var payload: [UInt8] = []
        keyID.appendField(to: &payload)
        return Array("\u{2014} \(name) \(Base64Text.note.encode(payload + bytes))\n".utf8)
    }

    /// A line without its LF.
    fileprivate init?(line: ArraySlice<UInt8>) {
        let dash = Array("\u{2014} ".utf8)
        guard line.starts(with: dash) else { return nil }
        let parts = line.dropFirst(dash.count).split(separator: 32, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].allSatisfy({ $0 > 32 && $0 < 127 && $0 != 43 }),
            let payload = Base64Text.note.decode(parts[1]), payload.count > 4
        else { return nil }
        name = String(decoding: parts[0], as: UTF8.self)
        keyID = UInt32(bigEndian: payload.prefix(4))
        bytes = Array(payload.dropFirst(4))
    }
}

/// A checkpoint with its signature lines: the log's own first, then any cosignatures.
package struct SignedCheckpoint: Hashable, Sendable {
    /// A note has at most this many bytes and signatures; more is refused before it is read.
    package static let byteLimit = 8_192
    package static let signatureLimit = 32

    package let checkpoint: Checkpoint
    package private(set) var signatures: [NoteSignature]

    package init(checkpoint: Checkpoint, signatures: [NoteSignature]) {
        self.checkpoint = checkpoint
        self.signatures = signatures
    }

    /// Adds a witness's line, which the caller has verified.
    package mutating func add(_ cosignature: NoteSignature) { signatures.append(cosignature) }

    /// The note: body, an empty line, the signature lines.
    package var bytes: [UInt8] { checkpoint.body + [10] + signatures.flatMap(\.line) }

    /// Reads a note; what is accepted is exactly what ``bytes`` writes. Names are printable ASCII without space or `+`.
    package init?(bytes: [UInt8]) {
        guard bytes.count <= Self.byteLimit, let end = Self.bodyEnd(bytes),
            let checkpoint = Checkpoint(body: bytes[..<end])
        else { return nil }
        let lines = bytes[(end + 1)...].split(separator: 10, omittingEmptySubsequences: false)
        guard lines.count >= 2, lines.count <= Self.signatureLimit + 1, lines.last?.isEmpty == true else { return nil }
        var signatures: [NoteSignature] = []
        for line in lines.dropLast() {
            guard let signature = NoteSignature(line: line) else { return nil }
            signatures.append(signature)
        }
        self.init(checkpoint: checkpoint, signatures: signatures)
    }

    /// True if the log signed it: a line under the origin's name and the key's id, with a good signature.
    ///
    /// A second line under the same name and id that is not good makes the whole note bad (C2SP signed-note). Lines of
    /// others are not looked at.
    package func isSigned(by key: VerifyingKey) -> Bool {
        let name = checkpoint.origin.text
        let keyID = NoteSignature.keyID(name: name, key: key)
        let own = signatures.filter { $0.name == name && $0.keyID == keyID }
        let body = checkpoint.body
        return !own.isEmpty
            && own.allSatisfy { line in
                guard let signature = Signature(bytes: line.bytes) else { return false }
                return key.isValid(signature, for: body)
            }
    }

    /// Where the empty line is; the signed body goes up to and with the LF before it.
    private static func bodyEnd(_ bytes: [UInt8]) -> Int? {
        bytes.indices.dropFirst().first { bytes[$0] == 10 && bytes[$0 - 1] == 10 }
    }
}
