import CaseVault
import Platform

/// What this account has chosen on this computer: the vault (`use`) and the language (`init`). Two small files in the
/// state directory, no secrets.
struct RememberedChoices: Sendable {
    private let environment: EnvironmentReading

    init(_ environment: EnvironmentReading) { self.environment = environment }

    /// The directory that `use` remembered.
    var vault: String? { read("vault") }

    var language: Language? { read("language").flatMap { Language(rawValue: $0.trimmed) } }

    func remember(vault directory: String) throws(Failure) { try write("vault", directory) }

    func remember(language: Language) throws(Failure) { try write("language", language.rawValue) }

    private func read(_ name: String) -> String? {
        guard let folder = StateDirectory.path(environment),
            let bytes = try? DurableFile.read("\(folder)/\(name)", limit: AbsolutePath.byteLimit),
            // One line's end, which an older version left out; anything else may belong to a path.
            let text = String(
                validating: bytes.last == UInt8(ascii: "\n") ? bytes.dropLast() : bytes[...], as: UTF8.self)
        else { return nil }
        return text.isEmpty ? nil : text
    }

    private func write(_ name: String, _ text: String) throws(Failure) {
        do {
            let folder = try StateDirectory.open(environment)
            try DurableFile.replace("\(folder)/\(name)", contents: Array("\(text)\n".utf8), durability: .durable)
        } catch .full { throw .input(.outputFull) } catch .inputOutput { throw .vault(.inputOutput) } catch {
            throw .usage(.noStateDirectory)
        }
    }
}
