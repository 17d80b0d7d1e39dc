import Foundation
import Testing

@testable import CaseVault
@testable import VaultCrypto

/// The files of Keys/vectors, made by Tools/vectors/vault_vectors.py with other libraries.
enum PublishedVectors {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func read<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        let file = repository.appending(path: "Keys/vectors/\(name).json")
        return try JSONDecoder().decode(type, from: Data(contentsOf: file))
    }
}

/// Bytes that a vector file gives in hexadecimal.
struct HexBytes: Decodable, Sendable {
    let bytes: [UInt8]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Hex.decode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not hexadecimal")
        }
        self.bytes = bytes
    }

    func id<Kind>(_ kind: Kind.Type = Kind.self) throws -> Identifier<Kind> {
        try #require(Identifier<Kind>(bytes: bytes))
    }

    func digest() throws -> Blake2bDigest { try #require(Blake2bDigest(bytes: bytes)) }

    /// A published test secret.
    func secret() throws -> HeldSecret {
        guard let secret = Secret(copying: bytes) else { throw NotASecret() }
        return HeldSecret(secret)
    }

    func buffer() -> SecretBuffer {
        var buffer = SecretBuffer(capacity: bytes.count)
        buffer.append(bytes)
        return buffer
    }
}

struct NotASecret: Error {}

extension HeldSecret {
    /// The bytes of a test secret.
    var published: [UInt8] { withSecret { $0.revealedBytes() } }
}

extension Randomness {
    /// Draws these bytes, and nothing else.
    static func drawing(_ bytes: [UInt8]) -> Randomness {
        Randomness { count in
            precondition(count == bytes.count, "another number of bytes than the vector has")
            return bytes
        }
    }
}
