import VaultStore

/// The beginning of a database file, read before SQLite sees it: so that nothing foreign is touched.
enum ProbedDatabase: ProbedParser {
    private static let file = LaidFile("probed.db", in: "database")
    private static let magic = Array("SQLite format 3\0".utf8)

    static let seeds: [[UInt8]] = {
        let ours = [
            file.written { try GateDatabase.create(at: $0).close() },
            file.written { try VaultDatabase.create(at: $0).close() },
        ].compactMap { $0.map { Array($0.prefix(128)) } }
        // Pages as long as SQLite has them, of which we make none.
        let long = ours.map { Array($0.prefix(16)) + [0, 1] + $0.dropFirst(18) }
        return ours + long
    }()

    static func verdict(on bytes: [UInt8]) -> Probe.Verdict {
        file.lay(bytes)
        let isOne = bytes.starts(with: magic) && bytes.count >= 100
        guard let header = try? FileHeader(path: file.path) else { return isOne ? .broken(.misread) : .refused }
        guard isOne else { return .broken(.forged) }
        func number(_ place: Int, _ count: Int) -> UInt32 {
            bytes[place..<place + count].reduce(0) { $0 << 8 | UInt32($1) }
        }
        // 1 stands for 65,536, which has no room.
        let size = number(16, 2) == 1 ? 65_536 : Int(number(16, 2))
        let isRead =
            header.pageSize == size && header.userVersion == Int(Int32(bitPattern: number(60, 4)))
            && header.applicationID == Int32(bitPattern: number(68, 4))
        return isRead ? .accepted : .broken(.misread)
    }
}
