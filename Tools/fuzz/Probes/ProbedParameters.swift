import CaseVault
import VaultCrypto

/// What every opening reads before anyone is known. Work beyond the ceiling is refused by reading alone, since nothing is
/// hashed here: the limits of the campaign on time and memory would tell. Below the floor nobody is let guess cheaply.
enum ProbedParameters: ProbedParser {
    static var seeds: [[UInt8]] {
        let allowed = [DerivationParameters.light, .standard, .strong].map {
            ParametersRow(parameters: $0, organisation: "Sigurna kuća").bytes
        }
        let asked: [(passes: UInt32, memory: UInt64)] = [
            (3, 1 << 40), (3, .max), (.max, 1 << 28), (0, 0), (1, 8 << 10), (3, 1 << 28 + 1),
        ]
        return allowed + asked.map { Tuple(.rowParameters, $0.passes, $0.memory, "").bytes }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let row = try? ParametersRow(decoding: bytes) else { return .refused }
        if let breach = breach(row.parameters.passes, row.parameters.memoryBytes) { return .broken(breach) }
        return .canonical(row.bytes, of: bytes)
    }

    /// The bounds, written a second time: 3 to 10 passes over 64 MiB to 1 GiB.
    static func breach(_ passes: UInt32, _ memoryBytes: UInt64) -> Probe.Breach? {
        if passes > 10 || memoryBytes > 1 << 30 { return .tooLarge }
        return passes < 3 || memoryBytes < 64 << 20 ? .tooLittle : nil
    }
}
