package import VaultCrypto

/// The state of a log at one size: what the log key signs and witnesses cosign.
///
/// Text as in C2SP tlog-checkpoint, without extension lines: origin, size, root, one line each.
package struct Checkpoint: Hashable, Sendable {
    package let origin: Origin
    package let size: UInt64
    package let root: SHA256Digest

    package init(origin: Origin, size: UInt64, root: SHA256Digest) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// The three lines, each with its LF: exactly the signed bytes.
    package var body: [UInt8] {
        Array("\(origin.text)\n\(size)\n\(Base64Text.note.encode(root.bytes))\n".utf8)
    }

    /// Signs with the log key, whose name in the note is the origin.
    package func signed(by key: borrowing SigningKey) -> SignedCheckpoint {
        let signature = NoteSignature(
            name: origin.text, keyID: NoteSignature.keyID(name: origin.text, key: key.verifyingKey),
            bytes: key.sign(body).bytes)
        return SignedCheckpoint(checkpoint: self, signatures: [signature])
    }

    /// Reads the three lines; nothing but the one spelling is accepted.
    package init?(body: ArraySlice<UInt8>) {
        let lines = body.split(separator: 10, omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty, let origin = Origin(String(decoding: lines[0], as: UTF8.self)),
            let root = Base64Text.note.decode(lines[2]).flatMap({ SHA256Digest(bytes: $0) })
        else { return nil }
        var reader = EntryReader(Array(lines[1]))
        guard let size = reader.number(), reader.isAtEnd else { return nil }
        self.init(origin: origin, size: size, root: root)
    }
}
