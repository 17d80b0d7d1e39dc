import Testing

@testable import VaultStore

@Suite("Lines and checkpoints of the audit log")
struct AuditLineTests {
    let folder: Folder
    let vault: VaultDatabase

    init() throws {
        folder = try Folder()
        vault = try VaultDatabase.create(at: folder.vault)
    }

    private func append(_ seq: UInt64, _ line: [UInt8]) throws {
        try vault.transaction { transaction in try transaction.append(seq: seq, line: line) }
    }

    @Test("Lines come back byte for byte, in order, from any index on")
    func lines() throws {
        #expect(try vault.lineCount == 0)
        let lines = (0..<300).map { [UInt8](repeating: UInt8($0 & 255), count: 1 + $0 * 3) }
        try vault.transaction { transaction in
            for (seq, line) in lines.enumerated() { try transaction.append(seq: UInt64(seq), line: line) }
        }
        #expect(try vault.lineCount == 300)
        #expect(try vault.line(299) == lines[299])
        #expect(try vault.line(300) == nil)
        for start in [0, 1, 299, 300] {
            var found: [[UInt8]] = []
            var next = UInt64(start)
            try vault.forEachLine(from: UInt64(start)) { seq, line in
                #expect(seq == next)
                next += 1
                found.append(line)
            }
            #expect(found == Array(lines[start...]))
        }
    }

    @Test("The log grows at its end only, by one")
    func order() throws {
        #expect(throws: StoreError.conflict) { try append(1, [65]) }
        try append(0, [65])
        #expect(throws: StoreError.conflict) { try append(0, [66]) }
        #expect(throws: StoreError.conflict) { try append(2, [66]) }
        try append(1, [66])
        #expect(try vault.line(0) == [65])
        #expect(try vault.lineCount == 2)
    }

    @Test("A line has 1 to 1,024 bytes")
    func lengths() throws {
        #expect(throws: StoreError.refusedValue) { try append(0, []) }
        #expect(throws: StoreError.refusedValue) { try append(0, [UInt8](repeating: 65, count: 1_025)) }
        #expect(throws: StoreError.refusedValue) { try append(UInt64.max, [65]) }
        #expect(throws: StoreError.conflict) { try append(UInt64(Int64.max), [65]) }
        try append(0, [UInt8](repeating: 65, count: 1_024))
    }

    @Test("Checkpoints come back; the latest is the largest")
    func checkpoints() throws {
        #expect(try vault.latestCheckpoint == nil)
        let checkpoints = [
            StoredCheckpoint(size: 5, note: [1, 0, 2], frontier: [0, 1]),
            StoredCheckpoint(size: 900, note: [3], frontier: []),
            StoredCheckpoint(size: 17, note: [4], frontier: [9]),
        ]
        func insert(_ checkpoint: StoredCheckpoint) throws {
            try vault.transaction { transaction in try transaction.insertCheckpoint(checkpoint) }
        }
        for checkpoint in checkpoints { try insert(checkpoint) }
        #expect(try vault.latestCheckpoint == checkpoints[1])
        #expect(try vault.checkpoints == [checkpoints[0], checkpoints[2], checkpoints[1]])
        #expect(throws: StoreError.conflict) { try insert(StoredCheckpoint(size: 5, note: [7], frontier: [])) }
        #expect(throws: StoreError.refusedValue) { try insert(StoredCheckpoint(size: 0, note: [7], frontier: [])) }
        #expect(throws: StoreError.refusedValue) { try insert(StoredCheckpoint(size: 6, note: [], frontier: [])) }
    }
}
