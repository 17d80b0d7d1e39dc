import Foundation
import VaultCrypto

@testable import AuditLog

/// The published example in Keys/examples/audit, made by Tools/vectors/audit_examples.py with other libraries.
struct ExampleFiles {
    static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct Values: Decodable {
        let origin: String
        let testOnlySeedAdministrator: String
        let testOnlySeedLog: String
        let testOnlyTagKey: String
        let testOnlyVaultKey: String
        let record: String
        let storedBefore: String
        let storedAfter: String
        let genesisStatement: String
        let leafHashes: [String]
        let root: String
    }

    struct KeyLine: Decodable {
        let key: String
        let kind: String
        let sign: String
        let wrap: String
    }

    let values: Values
    let keys: [KeyLine]
    let lines: [[UInt8]]
    let note: [UInt8]

    init() throws {
        let folder = Self.repository.appending(path: "Keys/examples/audit")
        values = try JSONDecoder().decode(Values.self, from: Data(contentsOf: folder.appending(path: "example.json")))
        lines = try Data(contentsOf: folder.appending(path: "entries.jsonl")).split(separator: 10).map { Array($0) }
        note = Array(try Data(contentsOf: folder.appending(path: "checkpoint")))
        keys = try Data(contentsOf: folder.appending(path: "keys.jsonl")).split(separator: 10)
            .map { try JSONDecoder().decode(KeyLine.self, from: $0) }
    }
}

/// The bytes of lowercase hex; for test data only.
func bytes(hex text: String) -> [UInt8] {
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}

struct NotASecret: Error {}

/// A published test secret. (`#require` cannot return a value that is not copyable.)
func testSecret(hex text: String) throws -> Secret {
    guard let secret = Secret(copying: bytes(hex: text)) else { throw NotASecret() }
    return secret
}
