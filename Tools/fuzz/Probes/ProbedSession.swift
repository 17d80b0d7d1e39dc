import Platform

/// The file of a session in the state directory, its name on the first line of an input. What is read names one process and
/// is written and read again as the same.
enum ProbedSession: ProbedParser {
    static var seeds: [[UInt8]] {
        [(Int32(1), UInt64(0), "/srv/house.vault"), (4_194_304, .max, "/srv/kuća sa razmacima")].map {
            let entry = SessionRegistry.Entry(
                process: ProcessName(id: $0, start: $1), bootID: "5a5f1e64-4b8c-4d2f-9f2e-0123456789ab", directory: $2)
            return Array("\($0)\n\(entry.text)".utf8)
        }
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        let name = bytes.prefix { $0 != 10 }
        guard let name = String(validating: name, as: UTF8.self),
            let text = String(validating: bytes.dropFirst(name.utf8.count + 1), as: UTF8.self),
            let entry = SessionRegistry.Entry(name: name, text: text)
        else { return .refused }
        guard name == String(entry.process.id), entry.process.id > 0 else { return .broken(.misread) }
        return entry.text.utf8.elementsEqual(text.utf8) ? .accepted : .broken(.notCanonical)
    }
}

/// Stands for the command's own, which half of the command would come along with; reading a file never asks it.
enum VaultLocation {
    static func absolute(_ path: String) -> String { path }
}
