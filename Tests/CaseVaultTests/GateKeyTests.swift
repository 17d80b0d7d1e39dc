import Foundation
import Testing
import VaultCrypto
import VaultTesting

@testable import CaseVault

/// Guards the file of the gate key: its first line alone counts, and a file that is none is refused, however large.
@Suite struct GateKeyTests {
    private static let key = [UInt8](0..<32)

    private static var line: String {
        var buffer = SecretBuffer(capacity: Secret.byteCount)
        buffer.append(Self.key)
        let symbols = SecretCode.text(of: buffer)
        return GateKey.prefix + String(decoding: symbols.bytes(0..<symbols.count), as: UTF8.self)
    }

    private func withFile<Result>(_ text: String, extendedTo size: UInt64? = nil, _ body: (String) throws -> Result)
        throws -> Result
    {
        let path = NSTemporaryDirectory() + "casevault-test-\(UUID().uuidString).key"
        try Data(text.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        if let size {
            let file = try FileHandle(forWritingTo: URL(filePath: path))
            try file.truncate(atOffset: size)
            try file.close()
        }
        return try body(path)
    }

    @Test(arguments: ["", "\n", "\r\n", "\nwhat stands below\n", "  \n"])
    func itsFirstLineIsRead(_ end: String) throws {
        let read = try withFile(Self.line + end) { try GateKey.read(at: $0).published }
        #expect(read == Self.key)
    }

    @Test(arguments: ["", "\n", "\n" + line, " " + line, line.lowercased(), String(line.dropLast(9))])
    func whatIsNoKeyIsRefused(_ text: String) throws {
        try withFile(text) { path in
            _ = #expect(throws: VaultError.gateKeyWrong) { try GateKey.read(at: path) }
        }
    }

    /// Spaces fill the line to its limit of 256 bytes, with either end; one more is too many.
    @Test(arguments: ["\n", "\r\n"])
    func theLongestLineIsRead(_ end: String) throws {
        let longest = Self.line.padding(toLength: 256, withPad: " ", startingAt: 0)
        #expect(try withFile(longest + end) { try GateKey.read(at: $0).published } == Self.key)
        try withFile(longest + " " + end) { path in
            _ = #expect(throws: VaultError.gateKeyWrong) { try GateKey.read(at: path) }
        }
    }

    /// A file that has no line's end for eight tebibytes is not read to it.
    @Test(.timeLimit(.minutes(10))) func aLineWithoutEndIsLeft() throws {
        try withFile(Self.line, extendedTo: 1 << 43) { path in
            _ = #expect(throws: VaultError.gateKeyWrong) { try GateKey.read(at: path) }
        }
    }
}
