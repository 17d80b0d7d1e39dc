internal import VaultCrypto

/// The one-time code of an invitation, in locked memory.
public struct EnrolmentCode: ~Copyable, Sendable {
    let buffer: SecretBuffer

    init(_ buffer: consuming SecretBuffer) { self.buffer = buffer }

    /// Reads one line from a descriptor straight into locked memory.
    ///
    /// - Throws: as `Passphrase.readLine`.
    public static func readLine(from descriptor: Int32) throws(VaultError) -> EnrolmentCode {
        EnrolmentCode(try SecretBuffer.line(from: descriptor, limit: 128))
    }

    /// As `Passphrase.readAnswer`.
    package static func readAnswer(from descriptor: Int32) throws(VaultError) -> EnrolmentCode? {
        guard let buffer = try SecretBuffer.answer(from: descriptor, limit: 128) else { return nil }
        return EnrolmentCode(buffer)
    }

    /// A second holding of the same code, wiped on its own.
    public borrowing func duplicate() -> EnrolmentCode {
        var copy = SecretBuffer(capacity: buffer.count)
        copy.append(buffer, range: 0..<buffer.count)
        return EnrolmentCode(copy)
    }

    /// Checks length and check symbol, so that a slip of the finger costs no try and is told before a passphrase is made.
    ///
    /// - Throws: `VaultError.invalid(.code)`.
    public borrowing func checkForm() throws(VaultError) {
        guard (try? SecretCode.code(typed: buffer, byteCount: InvitationCode.byteCount)) != nil else {
            throw .invalid(.code)
        }
    }
}
