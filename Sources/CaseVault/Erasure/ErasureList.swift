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
        package let text: String
        /// Whether it is several, between which an end was lost.
        fileprivate let isSpoilt: Bool

        /// - Parameter seq: 0 where a restore erased it again.
        package init(_ id: String, erasedAt seq: UInt64, isRecord: Bool) {
            (self.id, self.isRecord, isSpoilt) = (id, isRecord, false)
            text = "\(id) \(seq)\(isRecord ? Self.record : "")"
        }

        /// By its bytes: whatever follows an id, even what would combine with its last letter, leaves it one.
        fileprivate init(reading bytes: ArraySlice<UInt8>) {
            id = String(decoding: bytes.prefix(32), as: UTF8.self)
            isRecord = bytes.suffix(Self.record.utf8.count).elementsEqual(Self.record.utf8)
            isSpoilt = bytes.contains(0x0D)
            text = String(decoding: bytes, as: UTF8.self)
        }

        /// Whether it begins with an id; nothing else closes anything.
        var namesSomething: Bool { GenerationID(hex: id) != nil }

        private static let record = " record"
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

    /// The lines of what lies there without empty ones; nil when nothing does. Who copied it with another system may have put
    /// CR or blanks before its ends, a mark of UTF-8 before it all, or left the last end out: it is never written in part.
    fileprivate var allLines: [Line]? {
        get throws(FileError) {
            let bytes: [UInt8]
            do throws(FileError) { bytes = try DurableFile.read(path, limit: Self.limit) } catch .missing, .notFolder {
                return nil
            }
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
            return text.split(separator: 0x0A).compactMap { line in
                line.lastIndex { ![0x0D, 0x20, 0x09].contains($0) }.map { Line(reading: line[...$0]) }
            }
        }
    }

    /// Adds what is not in it yet. Where it cannot be written the gate's tombstones still tell. One that cannot be read stays
    /// as it is: it may name what a restore erased again, which nothing else here tells.
    func add(_ erased: ErasureFold) {
        // Also what names nothing: it may be one that was spoilt.
        guard let known = try? allLines ?? [] else { return }
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
        let text = lines.map { "\($0.text)\n" }.joined()
        try DurableFile.replace(path, contents: Array(text.utf8), durability: .durable)
    }
}

/// What ``ErasureList`` names.
package struct ListedErasures {
    /// Whether there is a list of which every line names one thing.
    package let isThere: Bool
    package private(set) var generations: Set<GenerationID> = []
    package private(set) var records: Set<RecordID> = []

    /// Nil when it cannot be read.
    package init?(beside mirror: String) {
        let lines: [ErasureList.Line]?
        do { lines = try ErasureList(beside: mirror).allLines } catch { return nil }
        isThere = lines?.contains { $0.isSpoilt || !$0.namesSomething } == false
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
