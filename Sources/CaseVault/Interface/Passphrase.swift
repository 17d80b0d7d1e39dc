internal import Platform
internal import VaultCrypto

/// A passphrase, in locked memory from the first byte read until it is wiped; it is never a `String`.
///
/// Move-only: printing, interpolating, encoding or storing it does not compile.
public struct Passphrase: ~Copyable, Sendable {
    let buffer: SecretBuffer

    init(_ buffer: consuming SecretBuffer) { self.buffer = buffer }

    /// The longest line that is read, in bytes.
    public static var byteLimit: Int { 1024 }

    /// Reads one line from a descriptor straight into locked memory; the line end is not part of it.
    ///
    /// - Throws: `VaultError.invalid(.passphraseNotText)` when the line is longer than `byteLimit`;
    ///   `.inputOutput` when reading fails or nothing is there; `.stopped` when a signal that is caught asks to stop.
    public static func readLine(from descriptor: Int32) throws(VaultError) -> Passphrase {
        Passphrase(try SecretBuffer.line(from: descriptor, limit: byteLimit))
    }

    /// The same from a person at a terminal, where no line at all is an answer.
    ///
    /// - Returns: nil when she ended the input before a line began.
    /// - Throws: as `readLine`; `.inputOutput` for a line with nothing in it.
    package static func readAnswer(from descriptor: Int32) throws(VaultError) -> Passphrase? {
        guard let buffer = try SecretBuffer.answer(from: descriptor, limit: byteLimit) else { return nil }
        return Passphrase(buffer)
    }

    /// Draws six words for a person who asks to have one made.
    public static func made() -> Passphrase { Passphrase(PassphraseMaker.make(words: 6, .system)) }

    /// Writes it to a descriptor (the terminal) so that its owner can copy it down; once.
    ///
    /// - Throws: `VaultError.inputOutput`.
    public borrowing func show(on descriptor: Int32) throws(VaultError) {
        do { try buffer.write(to: descriptor) } catch { throw .inputOutput }
    }

    /// Whether it holds Cyrillic letters, which a refusal then mentions.
    public var hasCyrillic: Bool { borrowing get { PassphraseRule.hasCyrillic(buffer) } }

    /// Whether two typed passphrases are the same, in constant time.
    public borrowing func isEqual(to other: borrowing Passphrase) -> Bool { buffer.isEqual(to: other.buffer) }

    /// Checks the rules for a new passphrase: UTF-8 as typed, at least 12 code points or 5 words, no combining marks.
    ///
    /// - Throws: `VaultError.invalid` with `.passphraseTooShort`, `.passphraseCombining` or `.passphraseNotText`.
    public borrowing func checkRules() throws(VaultError) {
        switch PassphraseRule.check(buffer) {
        case nil: return
        case .tooShort: throw .invalid(.passphraseTooShort)
        case .typeAsOneKey: throw .invalid(.passphraseCombining)
        case .notText: throw .invalid(.passphraseNotText)
        }
    }

    /// A second holding of the same passphrase, wiped on its own.
    public borrowing func duplicate() -> Passphrase {
        var copy = SecretBuffer(capacity: buffer.count)
        copy.append(buffer, range: 0..<buffer.count)
        return Passphrase(copy)
    }
}
