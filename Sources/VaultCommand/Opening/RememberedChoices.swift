import CaseVault
import Platform

/// What this account has chosen on this computer: the vault (`use`) and the language (`init`). Two small files in the
/// state directory, no secrets.
struct RememberedChoices: Sendable {
    private let environment: EnvironmentReading

    init(_ environment: EnvironmentReading) { self.environment = environment }

    /// The directory that `use` remembered.
    var vault: String? {
        // An older version wrote no line's end.
        file("vault").flatMap { PathFile(reading: $0)?.path }
    }

    var language: Language? {
        guard let file = file("language"), let bytes = try? DurableFile.read(file, limit: Self.languageLimit),
            let code = String(validating: bytes, as: UTF8.self)
        else { return nil }
        return Language(rawValue: code.trimmed)
    }

    /// Bytes of a language's code with what an editor may leave around it.
    private static let languageLimit = 64

    func remember(vault directory: String) throws(Failure) { try write("vault", PathFile.contents(directory)) }

    func remember(language: Language) throws(Failure) {
        try write("language", Array("\(language.rawValue)\n".utf8))
    }

    private func file(_ name: String) -> String? { StateDirectory.path(environment).map { "\($0)/\(name)" } }

    private func write(_ name: String, _ contents: [UInt8]) throws(Failure) {
        do {
            let folder = try StateDirectory.open(environment)
            try DurableFile.replace("\(folder)/\(name)", contents: contents, durability: .durable)
        } catch .full { throw .input(.outputFull) } catch .inputOutput { throw .vault(.inputOutput) } catch {
            throw .usage(.noStateDirectory)
        }
    }
}
