import VaultCrypto

/// Codes as they are typed: 16 bytes of an invitation, 32 of the gate key. One that is accepted is printed in the one form
/// and typed again as the same.
enum ProbedCode: ProbedParser {
    static var seeds: [[UInt8]] {
        [[UInt8](0..<16), [UInt8](repeating: 0xFF, count: 16), [UInt8](0..<32)].flatMap { code in
            let text = text(of: code)
            return [text, text.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, Array("\u{A0}—".utf8) + text]
        }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        var typed = SecretBuffer(capacity: bytes.count)
        typed.append(bytes)
        for byteCount in [16, 32] {
            guard let code = try? SecretCode.code(typed: typed, byteCount: byteCount) else { continue }
            guard code.count == byteCount else { return .broken(.tooLarge) }
            let printed = SecretCode.text(of: code)
            guard let again = try? SecretCode.code(typed: printed, byteCount: byteCount),
                again.bytes(0..<byteCount) == code.bytes(0..<byteCount)
            else { return .broken(.notStable) }
            let symbols = { (text: [UInt8]) in
                try? CrockfordBase32.symbols(typed: String(decoding: text, as: UTF8.self))
            }
            guard symbols(printed.bytes(0..<printed.count)) == symbols(bytes) else { return .broken(.notCanonical) }
            return .accepted
        }
        return .refused
    }

    private static func text(of code: [UInt8]) -> [UInt8] {
        var buffer = SecretBuffer(capacity: code.count)
        buffer.append(code)
        let text = SecretCode.text(of: buffer)
        return text.bytes(0..<text.count)
    }
}
