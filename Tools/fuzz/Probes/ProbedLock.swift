import Platform

/// Who holds a lock, as the lock's file says, which is shown to whoever comes second: a process, and a name of plain letters.
enum ProbedLock: ProbedParser {
    private static let file = LaidFile("lock", in: "lock")

    static let seeds: [[UInt8]] = ["casevault", "a name (of some kind)", "ime\u{1B}[31m", ""].compactMap { program in
        var bytes: [UInt8]?
        _ = file.written { path in
            let lock = try LockFile.acquire(at: path, program: program)
            bytes = try DurableFile.read(path, limit: 256)
            _ = consume lock
        }
        return bytes
    }

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        file.lay(bytes)
        guard let holder = LockFile.holder(at: file.path) else { return .refused }
        guard holder.processID > 0, bytes.count <= 256, holder.program.utf8.count <= 32 else {
            return .broken(.tooLarge)
        }
        let isPlain = holder.program.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "-._".utf8.contains(byte)
        }
        return isPlain ? .accepted : .broken(.notPlain)
    }
}
