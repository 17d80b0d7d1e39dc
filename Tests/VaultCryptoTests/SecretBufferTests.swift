import Foundation
import Testing

@testable import VaultCrypto

@Suite struct SecretBufferTests {
    @Test func appendsAndHandsOut() throws {
        var buffer = SecretBuffer(capacity: 100)
        buffer.append([1, 2, 3])
        buffer.append(Secret.filled(9))
        buffer.append(4)
        #expect(buffer.count == 36)
        #expect(buffer.bytes(0..<3) == [1, 2, 3])
        #expect(buffer.bytes(35..<36) == [4])
        let secret = buffer.secret(at: 3)?.revealedBytes()
        #expect(secret == [UInt8](repeating: 9, count: 32))
        for offset in [-1, 5, 36, Int.max] {
            let isNil = buffer.secret(at: offset) == nil
            #expect(isNil)
        }
        var other = SecretBuffer(capacity: 3)
        other.append(buffer, range: 0..<3)
        #expect(other.allBytes == [1, 2, 3])
        let isEqual = other.isEqual(to: .from([1, 2, 3]))
        let isUnequal = other.isEqual(to: .from([1, 2, 4])) || other.isEqual(to: .from([1, 2]))
        #expect(isEqual)
        #expect(!isUnequal)
    }

    @Test(arguments: [0, 10, 63, 64]) func whatIsDroppedIsWiped(kept: Int) {
        var buffer = SecretBuffer(capacity: 64)
        buffer.append([UInt8](repeating: 0xAA, count: 64))
        buffer.truncate(to: kept)
        let memory = unsafe buffer.withUnsafeBytes { bytes in
            unsafe [UInt8](UnsafeRawBufferPointer(start: bytes.baseAddress, count: 64))
        }
        #expect(memory == [UInt8](repeating: 0xAA, count: kept) + [UInt8](repeating: 0, count: 64 - kept))
        let count = buffer.count
        #expect(count == kept)
    }

    /// In a process of its own, where nobody else holds secrets. Whether so much may be locked is the machine's to say.
    @Test func memoryIsCountedAndLocked() async {
        await #expect(processExitsWith: .success) {
            let (before, locked) = (LockedMemory.status, try lockedBytes())
            let buffer = SecretBuffer(capacity: 1 << 20)
            let during = LockedMemory.status
            #expect(during.bytesInUse == before.bytesInUse + (1 << 20))
            #expect(during.bytesReserved == before.bytesReserved + (1 << 20))
            #expect(during.isLocked == (try lockedBytes() - locked >= 1 << 20))
            _ = consume buffer
            #expect(LockedMemory.status == before)
            #expect(try lockedBytes() == locked)
        }
    }

    /// Runs `body` with the reading end of a pipe that holds `input`.
    private func withInput<R: ~Copyable>(_ input: String, _ body: (Int32) throws -> R) throws -> R {
        let pipe = Pipe()
        try pipe.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try pipe.fileHandleForWriting.close()
        return try body(pipe.fileHandleForReading.fileDescriptor)
    }

    @Test(arguments: [
        ("tajna reč\n", "tajna reč"), ("tajna\r\nnext\n", "tajna"), ("bez kraja", "bez kraja"),
        (" s razmakom \n", " s razmakom "),
        ("1234567890", "1234567890"), ("1234567890\r\n", "1234567890"), ("a\rb\n", "a\rb"),
    ])
    func readsOneLine(input: String, expected: String) throws {
        let line = try withInput(input) { try SecretBuffer.readLine(from: $0, limit: 12) }
        #expect(line.allBytes == Array(expected.utf8))
    }

    @Test func leavesTheNextLineToTheNextReader() throws {
        try withInput("first\nsecond\n") { descriptor in
            let first = try SecretBuffer.readLine(from: descriptor, limit: 100)
            let second = try SecretBuffer.readLine(from: descriptor, limit: 100)
            #expect(first.allBytes == Array("first".utf8))
            #expect(second.allBytes == Array("second".utf8))
        }
    }

    /// Ctrl-D is an answer, Enter is none.
    @Test(arguments: [("", SecretReadError.ended), ("\n", .empty), ("\r\n", .empty), ("\r", .empty)])
    func emptyInputIsNoSecret(input: String, reason: SecretReadError) throws {
        try withInput(input) { descriptor in
            _ = #expect(throws: reason) { _ = try SecretBuffer.readLine(from: descriptor, limit: 10) }
        }
    }

    @Test func aLineTooLongIsReadToItsEnd() throws {
        try withInput("12345678901\nnext\n") { descriptor in
            #expect(throws: SecretReadError.tooLong(limit: 10)) {
                _ = try SecretBuffer.readLine(from: descriptor, limit: 10)
            }
            let next = try SecretBuffer.readLine(from: descriptor, limit: 10)
            #expect(next.allBytes == Array("next".utf8))
        }
    }

    @Test func aClosedDescriptorIsAnError() {
        #expect(throws: SecretReadError.io(9)) { _ = try SecretBuffer.readLine(from: -1, limit: 10) }
        #expect(throws: SecretReadError.io(9)) { try SecretBuffer.from("x").write(to: -1) }
    }

    @Test func writesAllOfIt() throws {
        let pipe = Pipe()
        try SecretBuffer.from("šest reči").write(to: pipe.fileHandleForWriting.fileDescriptor)
        try pipe.fileHandleForWriting.close()
        #expect(try pipe.fileHandleForReading.readToEnd() == Data("šest reči".utf8))
    }
}

/// What the kernel says of this process.
private func lockedBytes() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmLck:") })
    return try #require(Int(line.split(separator: " ")[1])) * 1_024
}
