import CaseVault
import VaultCrypto

/// The file of a gate key. What is read as one is known for one, and is what its first line says.
enum ProbedGateKey: ProbedParser {
    private static let file = LaidFile("gate.key", in: "gatekey")
    private static let lineLimit = 256

    static let seeds: [[UInt8]] = [UInt8(0), 7, 0xFF].compactMap { byte in
        file.written { _ = try GateKey.create(at: $0, .repeating(byte)) }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        file.lay(bytes)
        guard let key = try? GateKey.read(at: file.path) else { return .refused }
        guard GateKey.isKeyFile(at: file.path) else { return .broken(.disputed) }
        let line = bytes.prefix { $0 != 10 }
        guard line.count <= lineLimit + 1 else { return .broken(.tooLarge) }
        guard line.starts(with: GateKey.prefix.utf8) else { return .broken(.misread) }
        var buffer = SecretBuffer(capacity: Secret.byteCount)
        key.withSecret { buffer.append($0) }
        let printed = SecretCode.text(of: buffer)
        let typed = String(decoding: line.dropFirst(GateKey.prefix.utf8.count).filter { $0 != 13 }, as: UTF8.self)
        let symbols = try? CrockfordBase32.symbols(typed: typed)
        let again = try? CrockfordBase32.symbols(
            typed: String(decoding: printed.bytes(0..<printed.count), as: UTF8.self))
        return symbols != nil && symbols == again ? .accepted : .broken(.notCanonical)
    }
}
