import AuditLog
import Platform
import VaultCrypto

/// `erased` beside the mirror: a generation in hex, a space and the seq of its erasure, one a line. In no backup: it is
/// what closes an erased case again when both files are put back from before.
///
/// Of a record that went alone a line bears its id and ends in `record`, and its generations are not named: two copies from
/// before still have its neighbours under them, and would lose these too.
struct ErasureList {
    /// How the line of a record ends.
    static let record = " record"

    private let path: String
    fileprivate static let limit = 64 << 20

    init(_ folder: VaultFolder) { path = folder.erased }

    /// The lines that are whole; nil where they cannot be read. No list is an empty one.
    var lines: [String]? {
        let bytes: [UInt8]
        do throws(FileError) { bytes = try DurableFile.read(path, limit: Self.limit) } catch {
            return error == .missing ? [] : nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let whole = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        return whole.map(String.init).filter { GenerationID(hex: String($0.prefix(32))) != nil }
    }

    /// Adds what is not in it yet. Where it cannot be written the gate's tombstones still tell. One that cannot be read stays
    /// as it is: it may name what a restore erased again, which nothing else here tells.
    func add(_ erased: ErasureFold) {
        guard let known = lines else { return }
        let listed = Set(known.map { String($0.prefix(32)) })
        let generations = erased.tombstones.filter { $0.value.outlivedBy == nil }.map {
            (seq: $0.value.seq, hex: $0.key.hex, kind: "")
        }
        let records = erased.single.map { (seq: $0.value, hex: $0.key.hex, kind: Self.record) }
        let missing = (generations + records).filter { !listed.contains($0.hex) }
            .sorted { ($0.seq, $0.hex) < ($1.seq, $1.hex) }
        guard !missing.isEmpty else { return }
        try? write(known + missing.map { "\($0.hex) \($0.seq)\($0.kind)" })
    }

    func write(_ lines: [String]) throws(FileError) {
        let text = lines.map { "\($0)\n" }.joined()
        try DurableFile.replace(path, contents: Array(text.utf8), durability: .durable)
    }
}

/// What ``ErasureList`` names; of a torn last line what there is of it.
struct ListedErasures {
    /// Whether there is a list.
    let isThere: Bool
    private(set) var generations: Set<GenerationID> = []
    private(set) var records: Set<RecordID> = []

    /// Nil when it cannot be read.
    init?(beside mirror: String) {
        let folder = mirror.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try DurableFile.read("\(folder)/erased", limit: ErasureList.limit)
            isThere = true
        } catch {
            guard [.missing, .notFolder].contains(error) else { return nil }
            (bytes, isThere) = ([], false)
        }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            let id = String(line.prefix(32))
            if line.hasSuffix(ErasureList.record) {
                if let record = RecordID(hex: id) { records.insert(record) }
            } else if let generation = GenerationID(hex: id) {
                generations.insert(generation)
            }
        }
    }
}

extension VaultFolder {
    /// See ``ErasureList``.
    var erased: String { "\(path)/erased" }
}
