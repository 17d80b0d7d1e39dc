import AuditLog
package import VaultCrypto
import VaultStore

/// One record in an index: which revision, when that was written, and its folded words.
struct IndexEntry: Hashable, Sendable {
    let record: RecordID
    let revision: UInt64
    /// Milliseconds since 1970, UTC.
    let created: UInt64
    /// As ``FoldedWords/bytes`` gives them.
    let terms: [UInt8]
}

/// Where a segment of an index stands; everything its key is bound to.
struct SegmentPlace: Hashable, Sendable {
    let generation: GenerationName
    let number: UInt64

    /// Its key is a record's, of the record `gen` and the revision that is its number.
    var record: RecordPlace {
        RecordPlace(generation: generation, record: generation.id.retyped(), revision: number)
    }

    /// AD(segment) = T("…/search-index", vault, c, p, g, number)
    func associatedData(in vault: VaultID) -> Tuple {
        Tuple(
            .searchIndex, vault, generation.caseID, generation.compartment, generation.number, number)
    }
}

/// The plaintext of a segment: T("…/row/index", list of record ‖ revision u64 ‖ created u64 ‖ words).
package struct IndexSegment: Sendable {
    let entries: [IndexEntry]

    init(_ entries: [IndexEntry]) { self.entries = entries }

    /// What is sealed.
    package var bytes: [UInt8] { Tuple(.rowIndex, FieldList(entries)).bytes }

    /// Reads what was sealed; whoever has the keys may have sealed anything.
    package init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: .rowIndex, count: 1)
        var entries: [IndexEntry] = []
        for item in try reader.list() { entries.append(try IndexEntry(decoding: item)) }
        self.entries = entries
        try reader.finish()
    }

    /// Seals the segment as the row of its place.
    func sealed(
        at place: SegmentPlace, in vault: VaultID, under half: HeldSecret, gateHalf: borrowing Secret, nonce: SealNonce
    ) -> StoredRow {
        let key = half.withSecret { half in StaffHalf.recordKey(half, gateHalf: gateHalf, vault, place.record) }
        return StoredRow(
            .searchIndex, place.generation.id.retyped(as: RowKind.self), revision: place.number,
            sealed: Seal.seal(bytes, under: key, associatedData: place.associatedData(in: vault), nonce: nonce))
    }

    /// Opens the row of a place.
    ///
    /// - Throws: `.damaged(.index)`.
    init(
        opening row: StoredRow, at place: SegmentPlace, in vault: VaultID, under half: HeldSecret,
        gateHalf: borrowing Secret
    ) throws(VaultError) {
        let key = half.withSecret { half in StaffHalf.recordKey(half, gateHalf: gateHalf, vault, place.record) }
        do {
            try self.init(
                decoding: Seal.open(row.sealed, under: key, associatedData: place.associatedData(in: vault)))
        } catch {
            throw .damaged(.index)
        }
    }
}

extension IndexEntry: TupleField {
    private static let headByteCount = 32

    var fieldByteCount: Int { Self.headByteCount + terms.count }

    func appendField(to bytes: inout [UInt8]) {
        record.appendField(to: &bytes)
        revision.appendField(to: &bytes)
        created.appendField(to: &bytes)
        bytes += terms
    }

    init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        func number(_ slice: ArraySlice<UInt8>) -> UInt64 { slice.reduce(0) { $0 << 8 | UInt64($1) } }
        guard bytes.count >= Self.headByteCount, let record = RecordID(bytes: bytes[..<16]) else { throw .truncated }
        let terms = Array(bytes[Self.headByteCount...])
        guard SearchTerms.areWellFormed(terms) else { throw .badValue(field: 0) }
        self.init(
            record: record, revision: number(bytes[16..<24]), created: number(bytes[24..<32]), terms: terms)
    }
}
