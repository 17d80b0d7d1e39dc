internal import FoundationEssentials

/// One act that a person or a program can ask of a vault.
///
/// An operation is a value: it names the case, the purpose and the revision it replaces, never a session and never a
/// secret. The command line runs it in process; a service maps its routes to the same values. So a rule (who may, what
/// is logged, what is refused) is written once, in the vault.
public protocol Operation: Codable, Sendable {
    /// What the vault answers when the operation is done and durable.
    associatedtype Response: Codable & Sendable
}

/// Bytes in an operation or a response; encoded as base64 in JSON.
public struct Bytes: Hashable, Sendable {
    /// The bytes themselves. Plaintext returned to a caller is an ordinary value: nothing wipes it.
    public var array: [UInt8]

    /// Wraps an array of bytes.
    public init(_ array: [UInt8]) { self.array = array }
}

extension Bytes: Codable {
    /// Reads base64.
    public init(from decoder: any Decoder) throws {
        array = Array(try decoder.singleValueContainer().decode(Data.self))
    }

    /// Writes base64.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Data(array))
    }
}
