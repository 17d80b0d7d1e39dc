import AuditLog
import VaultCrypto

/// What everyone assigned to a case knows of it: the content of record number 0, in the compartment `case`.
package struct CaseHeader: Hashable, Sendable {
    static let form = "header"

    struct Line: Hashable, Sendable {
        let compartment: CompartmentCode
        var count: UInt64
        /// Milliseconds since 1970, UTC.
        var last: UInt64
    }

    /// The six symbols of the reference.
    let reference: String
    var closed: Bool
    let opened: UInt64
    let lead: PersonID
    /// The number of the next record.
    var next: UInt32
    /// The record that holds the label, or 0.
    var label: UInt32
    var lines: [Line]

    /// Counts a record added or changed.
    mutating func note(_ compartment: CompartmentCode, at time: UInt64, isNew: Bool) {
        guard compartment != .processNotes else { return }
        if let place = lines.firstIndex(where: { $0.compartment == compartment }) {
            lines[place].count += isNew ? 1 : 0
            lines[place].last = time
        } else {
            lines.append(Line(compartment: compartment, count: 1, last: time))
            lines.sort { $0.compartment.number < $1.compartment.number }
        }
    }

    /// Counts a record taken out again.
    mutating func forget(_ compartment: CompartmentCode) {
        guard let place = lines.firstIndex(where: { $0.compartment == compartment }) else { return }
        lines[place].count -= min(lines[place].count, 1)
        if lines[place].count == 0 { lines.remove(at: place) }
    }

    package var bytes: [UInt8] {
        Tuple(
            .rowHeader, reference, UInt8(closed ? 1 : 0), opened, lead, next, label,
            FieldList(lines.map { Tuple(.rowHeader, $0.compartment.rawValue, $0.count, $0.last) })
        ).bytes
    }

    init(reference: String, opened: UInt64, lead: PersonID) {
        (self.reference, self.opened, self.lead) = (reference, opened, lead)
        (closed, next, label, lines) = (false, 1, 0, [])
    }

    /// - Throws: `.damaged(.header)`.
    package init(decoding bytes: [UInt8]) throws(VaultError) {
        do {
            var reader = try TupleReader(bytes, label: .rowHeader, count: 7)
            reference = try reader.text()
            closed = try reader.flag()
            opened = try reader.u64()
            lead = try reader.id()
            next = try reader.u32()
            label = try reader.u32()
            lines = try reader.list().map(Line.init(decoding:))
            try reader.finish()
        } catch {
            throw .damaged(.header)
        }
    }
}

extension CaseHeader {
    /// Whether it says of the case what the log says: a program of a writer's own can put anything into it.
    ///
    /// Of the times only the log's own count, and they are not compared. Of records that are erased it may count all, none,
    /// or those that went after it was written.
    func agrees(with found: CaseFold) -> Bool {
        let counts = Dictionary(lines.map { ($0.compartment, $0.count) }) { _, _ in 0 }
        return reference == found.reference && closed == found.closed && lead == found.lead
            && next == found.nextNumber && label < next && lines.count == counts.count
            && lines.allSatisfy { $0.count > 0 && found.counts[$0.compartment] != nil }
            && found.counts.allSatisfy { (found.count(in: $0.key)...$0.value).contains(counts[$0.key] ?? 0) }
    }

    /// Drops what is erased: the next revision of the header names it no more.
    mutating func drop(erasedFrom found: CaseFold) {
        for place in lines.indices {
            lines[place].count = min(lines[place].count, found.count(in: lines[place].compartment))
        }
        lines.removeAll { $0.count == 0 }
    }
}

extension CaseHeader.Line {
    fileprivate init(decoding bytes: [UInt8]) throws(MalformedTuple) {
        var reader = try TupleReader(bytes, label: .rowHeader, count: 3)
        guard let compartment = CompartmentCode(rawValue: try reader.text()) else { throw .badValue(field: 0) }
        self.compartment = compartment
        count = try reader.u64()
        last = try reader.u64()
        try reader.finish()
    }
}
