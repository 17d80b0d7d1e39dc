import Foundation
import Testing

@testable import VaultCrypto

/// Bytes that a vector file gives in hexadecimal.
struct HexBytes: Decodable, Sendable {
    let bytes: [UInt8]

    init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let bytes = Hex.decode(text) else { throw VectorError.notHex(text) }
        self.bytes = bytes
    }
}

enum VectorError: Error {
    case notHex(String)
    case noFolder
    case badVector
}

/// Known answers: our own beside this file, other people's in the folder that CASEVAULT_VECTORS names.
enum Vectors {
    static let sharedFolder = ProcessInfo.processInfo.environment["CASEVAULT_VECTORS"]
    static var hasShared: Bool { sharedFolder != nil }
    static let withoutShared: Comment = "CASEVAULT_VECTORS is not set: other people's vectors were not run"

    static func own<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors")
        return try JSONDecoder().decode(type, from: Data(contentsOf: folder.appending(path: name)))
    }

    static func shared<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        guard let sharedFolder else { throw VectorError.noFolder }
        let file = URL(filePath: sharedFolder).appending(path: name)
        return try JSONDecoder().decode(type, from: Data(contentsOf: file))
    }
}

/// The bytes of a hexadecimal literal.
func hex(_ text: String) throws -> [UInt8] {
    try #require(Hex.decode(text))
}

extension Secret {
    static func from(_ bytes: [UInt8]) throws -> Secret {
        guard let secret = Secret(copying: bytes) else { throw VectorError.badVector }
        return secret
    }

    static func filled(_ byte: UInt8) -> Secret {
        Secret(random: Randomness { [UInt8](repeating: byte, count: $0) })
    }
}

extension SecretBuffer {
    static func from(_ bytes: some Collection<UInt8>) -> SecretBuffer {
        var buffer = SecretBuffer(capacity: bytes.count)
        buffer.append(bytes)
        return buffer
    }

    static func from(_ text: String) -> SecretBuffer {
        from(Array(text.utf8))
    }

    var allBytes: [UInt8] { bytes(0..<count) }
}

extension SecretScalar {
    static func from(_ bytes: [UInt8]) throws -> SecretScalar {
        guard let scalar = SecretScalar(try Secret.from(bytes)) else { throw VectorError.badVector }
        return scalar
    }
}

/// A value that is there; `#require` wants no operators inside.
func present<T>(_ value: T?) throws -> T {
    try #require(value)
}
