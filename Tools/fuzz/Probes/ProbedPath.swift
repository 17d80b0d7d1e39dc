import Glibc
import Platform

/// A small file that names one path: where a gate lies, where backups went, which vault is used.
enum ProbedPath: ProbedParser {
    static let seeds = [
        "/srv/house.vault\n", "/srv/house.vault", "/\n", "/a\nb\n", "/srv/kuća \r\n", "srv\n", "\n", "",
    ].map {
        Array($0.utf8)
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        guard let file = PathFile(bytes) else { return .refused }
        // As the kernel takes it: up to a NUL.
        guard unsafe strlen(file.path) == file.path.utf8.count, AbsolutePath.of(file.path).hasPrefix("/") else {
            return .broken(.astray)
        }
        let written = PathFile.contents(file.path)
        guard PathFile(written)?.path.utf8.elementsEqual(file.path.utf8) == true else { return .broken(.notStable) }
        return .canonical(file.isWhole ? written : written.dropLast(), of: bytes)
    }
}
