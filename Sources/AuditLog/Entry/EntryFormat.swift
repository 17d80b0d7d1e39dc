/// Sizes of the entry format.
package enum EntryFormat {
    /// A line has at most this many bytes, without its line end.
    package static let lineLimit = 1_024
    /// Integers have at most 15 digits: every JSON reader holds them exactly (below 2^53), and no line is too long.
    package static let numberLimit: UInt64 = 999_999_999_999_999
    /// Of the signature: 64 bytes in base64url without padding.
    static let signatureCharacterCount = 86
    /// The end of every line.
    static let end = Array("\"}".utf8)
    /// The bytes at the end that are not signed: `,"sig":"`, the signature, `"}`.
    static let unsignedByteCount = EntryField.sig.lead.count - 1 + signatureCharacterCount + end.count
}
