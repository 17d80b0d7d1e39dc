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

        /// - Parameter seq: 0 where a restore erased it again.
        package init(_ id: String, erasedAt seq: UInt64, isRecord: Bool) {
            (self.id, self.isRecord) = (id, isRecord)
            text = "\(id) \(seq)\(isRecord ? Self.record : "")"
        }

        init(reading text: String) {
            (id, isRecord, self.text) = (String(text.prefix(32)), text.hasSuffix(Self.record), text)
        }

        private static let record = " record"
    }

    private let path: String
    private static let limit = 64 << 20

    init(_ folder: VaultFolder) { path = folder.erased }

    /// - Parameter mirror: path of the copy of the log that it lies beside.
    package init(beside mirror: String) { path = VaultFolder(path: AbsolutePath.folder(of: mirror)).erased }

    /// The lines that are whole; nil where they cannot be read. No list is an empty one.
    package var lines: [Line]? {
        guard let text = try? text ?? "" else { return nil }
        let whole = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return whole.map { Line(reading: String($0)) }.filter { GenerationID(hex: $0.id) != nil }
    }

    /// What lies there; nil when nothing does.
    fileprivate var text: String? {
        get throws(FileError) {
            do throws(FileError) {
                return String(decoding: try DurableFile.read(path, limit: Self.limit), as: UTF8.self)
            } catch .missing, .notFolder {
                return nil
            }
        }
    }

    /// Adds what is not in it yet. Where it cannot be written the gate's tombstones still tell. One that cannot be read stays
    /// as it is: it may name what a restore erased again, which nothing else here tells.
    func add(_ erased: ErasureFold) {
        guard let known = lines else { return }
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

/// What ``ErasureList`` names; of a torn last line what there is of it.
package struct ListedErasures {
    /// Whether there is a list.
    package let isThere: Bool
    package private(set) var generations: Set<GenerationID> = []
    package private(set) var records: Set<RecordID> = []

    /// Nil when it cannot be read.
    package init?(beside mirror: String) {
        let text: String?
        do { text = try ErasureList(beside: mirror).text } catch { return nil }
        isThere = text != nil
        for line in (text ?? "").split(separator: "\n").map({ ErasureList.Line(reading: String($0)) }) {
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
