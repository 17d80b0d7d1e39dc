/// Rules for what a record may hold.
package enum RecordContent {
    /// The form of a case's label, in the identity compartment: what lists show as the client's name.
    static let labelForm = "label"

    /// The most bytes a record may have: 1 MiB.
    package static let byteLimit = 1 << 20

    /// - Throws: `.invalid(.label)` unless it is a name: no control characters, no line ends, no direction overrides.
    static func checkLabel(_ bytes: [UInt8]) throws(VaultError) {
        guard CleanText.isName(String(decoding: bytes, as: UTF8.self)) else { throw .invalid(.label) }
    }

    /// - Throws: `.invalid(.content)` unless it is UTF-8, not empty and at most ``byteLimit`` bytes.
    static func check(_ bytes: [UInt8]) throws(VaultError) {
        guard !bytes.isEmpty, bytes.count <= byteLimit, String(validating: bytes, as: UTF8.self) != nil
        else { throw .invalid(.content) }
    }
}
