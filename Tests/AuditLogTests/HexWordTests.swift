import SeededNumbers
import Testing
import VaultCrypto

@testable import AuditLog

@Suite struct HexWordTests {
    /// Each of the 256 bytes in each of the eight places, among digits that are good.
    @Test func everyByteInEveryPlace() {
        for around in ["00000000", "ffffffff", "9a0b1c2d"] {
            for place in 0..<8 {
                for byte in UInt8.min...UInt8.max {
                    var text = Array(around.utf8)
                    text[place] = byte
                    #expect(HexWord.value(of: text.bigEndianWord(at: 0)) == Self.spelled(text), "\(text)")
                }
            }
        }
    }

    @Test func manyWords() {
        var dice = Dice(seed: 8)
        for _ in 0..<10_000 {
            let value = UInt32.random(in: 0...UInt32.max, using: &dice)
            var text: [UInt8] = []
            text.appendHex(value)
            #expect(HexWord.value(of: text.bigEndianWord(at: 0)) == value)
        }
    }

    /// A digit at a time.
    private static func spelled(_ text: [UInt8]) -> UInt32? {
        guard text.allSatisfy(Array("0123456789abcdef".utf8).contains) else { return nil }
        return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
    }
}
