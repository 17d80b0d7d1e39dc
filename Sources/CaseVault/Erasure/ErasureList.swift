import AuditLog
import Platform
package import VaultCrypto

/// `erased` beside the mirror: a generation in hex, a space and the seq of its erasure, one a line. In no backup: it is
/// what closes an erased case again when both files are put back from before.
///
/// Of a record that went alone a line bears its id and ends in `record`, and its generations are not named: two copies from
/// before still have its neighbours under them, and would lose these too.
package struct ErasureList {
    /// What one line names.
    package struct Line: Hashable {
        /// The id in hex.
        package let id: String
        package let isRecord: Bool
        /// As it stands there.
        package let bytes: [UInt8]

        /// - Parameter seq: 0 where a restore erased it again.
        package init(_ id: String, erasedAt seq: UInt64, isRecord: Bool) {
            (self.id, self.isRecord) = (id, isRecord)
            bytes = Array("\(id) \(seq)".utf8) + (isRecord ? Self.record : [])
        }

        /// By its bytes: whatever follows an id, even what would combine with its last letter, leaves it one.
        fileprivate init(reading bytes: ArraySlice<UInt8>) {
            id = String(decoding: bytes.prefix(Self.idLength), as: UTF8.self)
            isRecord = bytes.suffix(Self.record.count).elementsEqual(Self.record)
            self.bytes = Array(bytes)
        }

        /// Whether it begins with an id; nothing else closes anything.
        var namesSomething: Bool { GenerationID(hex: id) != nil }

        /// Whether it is an id, a space, a number, and the mark of a record or nothing.
        var isWhole: Bool {
            let rest = bytes.dropFirst(Self.idLength)
            let digits = rest.dropFirst().dropLast(isRecord ? Self.record.count : 0)
            return namesSomething && rest.first == UInt8(ascii: " ") && !digits.isEmpty
                && digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        }

        private static let idLength = 32
        private static let record = Array(" record".utf8)
    }

    private let path: String
    private static let limit = 64 << 20

    init(_ folder: VaultFolder) { path = folder.erased }

    /// - Parameter mirror: path of the copy of the log that it lies beside.
    package init(beside mirror: String) { path = VaultFolder(path: AbsolutePath.folder(of: mirror)).erased }

    /// The lines that name something; nil where they cannot be read. No list is an empty one.
    package var lines: [Line]? {
        guard let all = try? allLines ?? [] else { return nil }
        return all.filter(\.namesSomething)
    }

    /// The lines of what lies there without empty ones; nil when nothing does. Who copied it with another system may have made
    /// CR of its ends, or put blanks before them, a mark of UTF-8 before it all.
    fileprivate var allLines: [Line]? {
        get throws(FileError) {
            let bytes: [UInt8]
            do throws(FileError) { bytes = try DurableFile.read(path, limit: Self.limit) } catch .missing, .notFolder {
                return nil
            }
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
            return text.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
                line.lastIndex { $0 != 0x20 && $0 != 0x09 }.map { Line(reading: line[...$0]) }
            }
        }
    }

    /// Adds what is not in it yet. Where it cannot be written the gate's tombstones still tell. One that cannot be read stays
    /// as it is: it may name what a restore erased again, which nothing else here tells.
    func add(_ erased: ErasureFold) {
        // Also a line that names nothing: it may be one that was spoilt. Not one that is last and cut off.
        guard var known = try? allLines ?? [] else { return }
        if known.last?.isWhole == false { known.removeLast() }
        let listed = Set(known.map(\.id))
        let generations = erased.tombstones.filter { $0.value.outlivedBy == nil }.map {
            (seq: $0.value.seq, hex: $0.key.hex, isRecord: false)
        }
        let records = erased.single.map { (seq: $0.value, hex: $0.key.hex, isRecord: true) }
        let missing = (generations + records).filter { !listed.contains($0.hex) }
            .sorted { ($0.seq, $0.hex) < ($1.seq, $1.hex) }
        guard !missing.isEmpty else { return }
        try? write(known + missing.map { Line($0.hex, erasedAt: $0.seq, isRecord: $0.isRecord) })
    }

    func write(_ lines: [Line]) throws(FileError) {
        try DurableFile.replace(path, contents: lines.flatMap { $0.bytes + [0x0A] }, durability: .durable)
    }
}

/// What ``ErasureList`` names.
package struct ListedErasures {
    /// Whether there is a list of which every line is whole.
    package let isThere: Bool
    package private(set) var generations: Set<GenerationID> = []
    package private(set) var records: Set<RecordID> = []

    /// Nil when it cannot be read.
    package init?(beside mirror: String) {
        let lines: [ErasureList.Line]?
        do { lines = try ErasureList(beside: mirror).allLines } catch { return nil }
        isThere = lines?.allSatisfy(\.isWhole) == true
        for line in lines ?? [] {
            if line.isRecord {
                if let record = RecordID(hex: line.id) { records.insert(record) }
            } else if let generation = GenerationID(hex: line.id) {
                generations.insert(generation)
            }
        }
    }
}

extension VaultFolder {
    /// See ``ErasureList``.
    var erased: String { "\(path)/erased" }
}
