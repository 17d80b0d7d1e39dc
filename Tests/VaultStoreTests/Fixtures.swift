import Foundation
import Testing

@testable import VaultStore

/// A folder of its own for one test, removed with it.
final class Folder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "casevault-store-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    var vault: String { path + "/vault.db" }
    var gate: String { path + "/gate.db" }

    var names: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
    }

    func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func write(_ bytes: some Sequence<UInt8>, to name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }
}

extension RowID {
    /// An id that begins with a byte and ends with a number.
    static func sample(_ number: Int, firstByte: UInt8 = 0) throws -> RowID {
        var bytes = [firstByte] + [UInt8](repeating: 0, count: 15)
        for place in 0..<8 { bytes[15 - place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
        return try #require(RowID(bytes: bytes))
    }
}

extension RowHash {
    static func sample(_ byte: UInt8) throws -> RowHash {
        try #require(RowHash(bytes: [UInt8](repeating: byte, count: 32)))
    }
}

extension Row {
    static func sample(
        _ table: Table = .person, _ number: Int = 1, revision: UInt64 = 1, sealed: [UInt8] = [1, 2, 3],
        firstByte: UInt8 = 0
    ) throws -> Row {
        Row(
            table: table, id: try .sample(number, firstByte: firstByte), revision: revision,
            generation: table.hasGeneration ? try .sample(number + 1_000) : nil,
            sealed: sealed, hash: try .sample(UInt8(truncatingIfNeeded: number)))
    }
}

extension VaultDatabase {
    /// Every revision of a row, oldest first.
    func revisions(_ table: Table, _ id: RowID) throws -> [Row] {
        var found: [Row] = []
        try forEachRow(of: table) { if $0.id == id { found.append($0) } }
        return found
    }

    func insert(_ rows: Row...) throws {
        try transaction { transaction in
            for row in rows { try transaction.insert(row) }
        }
    }
}

extension Collection<UInt8> {
    func contains(_ part: [UInt8]) -> Bool {
        let all = Data(self)
        return all.range(of: Data(part)) != nil
    }
}
