import AuditLog
import VaultCrypto

/// The index segments that a session has opened, in ordinary memory as headers are, until the session ends.
///
/// A segment never changes, so what was opened once is good as long as the log has it.
final class OpenedIndexes {
    /// What is kept at most; what is beyond is opened again by each search.
    static let byteLimit = 32 << 20

    private var segments: [GenerationID: [UInt64: [IndexEntry]]] = [:]
    private var byteCount = 0

    subscript(generation: GenerationID) -> [UInt64: [IndexEntry]] { segments[generation] ?? [:] }

    func keep(_ segment: IndexSegment, at place: SegmentPlace) {
        let count = segment.entries.reduce(0) { $0 + $1.fieldByteCount }
        guard byteCount + count <= Self.byteLimit, segments[place.generation.id]?[place.number] == nil else { return }
        segments[place.generation.id, default: [:]][place.number] = segment.entries
        byteCount += count
    }

    /// Forgets the segments of a generation that stand no more.
    func forget(_ generation: GenerationID, except standing: IndexFold) {
        guard let known = segments[generation] else { return }
        // Nearly always all of them stand.
        if known.keys.allSatisfy({ number in standing.segments.contains { $0.revision == number } }) { return }
        let numbers = Set(standing.segments.map(\.revision))
        let left = known.filter { numbers.contains($0.key) }
        guard left.count < known.count else { return }
        segments[generation] = left.isEmpty ? nil : left
        byteCount = segments.values.reduce(0) { sum, segments in
            sum + segments.values.reduce(0) { $0 + $1.reduce(0) { $0 + $1.fieldByteCount } }
        }
    }
}
