import VaultCrypto

/// Why a line is not an entry.
package enum EntrySyntaxError: Error, Hashable, Sendable {
    /// More than ``EntryFormat/lineLimit`` bytes; nothing was read.
    case tooLong(byteCount: Int)
    /// The key of this field is not where it must be, or the value before it did not end there.
    case key(EntryField)
    /// The value of this field is not in its one spelling.
    case value(EntryField)
    /// The line does not end with `"}` directly behind the signature.
    case end
}

/// Reading a line. What is accepted is exactly what ``AuditEntry/encoded()`` writes.
extension AuditEntry {
    /// Reads one line without its LF.
    ///
    /// Each key is compared byte for byte and each value accepted in one spelling only, so encoding the result again
    /// gives the same bytes. A well-formed act or flag of a newer version is kept as it is.
    ///
    /// - Throws: ``EntrySyntaxError``, naming the first field that is wrong.
    package init(parsing line: [UInt8]) throws(EntrySyntaxError) {
        guard line.count <= EntryFormat.lineLimit else { throw .tooLong(byteCount: line.count) }
        var reader = EntryReader(line)
        let version = try reader.number(.version)
        guard version == 1 else { throw .value(.version) }
        seq = try reader.number(.seq)
        prev = try reader.require(.prev) { $0.digest() }
        fields = try EntryFields(reading: &reader)
        signature = try reader.require(.sig) { $0.signature() }
        guard reader.skip(EntryFormat.end), reader.isAtEnd else { throw .end }
    }
}

extension EntryFields {
    fileprivate init(reading reader: inout EntryReader) throws(EntrySyntaxError) {
        time = try reader.require(.time) { $0.time() }
        boot = ShortHash(value: try reader.require(.boot) { $0.hex32() })
        mono = try reader.number(.mono)
        act = try reader.require(.act) { $0.act() }
        by = try reader.require(.by) { $0.identifier() }
        role = try reader.optionalCode(.role, RoleCode.table)
        peer = ShortHash(value: try reader.require(.peer) { $0.hex32() })
        clientCase = try reader.optional(.clientCase) { $0.identifier() }
        object = try reader.require(.object) { $0.object() }
        record = try reader.optional(.record) { $0.identifier() }
        revision = try reader.number(.revision)
        before = try reader.optional(.before) { $0.digest() }
        after = try reader.optional(.after) { $0.digest() }
        count = try reader.number(.count)
        why = try reader.optionalCode(.why, PurposeCode.table)
        ref = try reader.number(.ref)
        result = try reader.require(.result) { $0.known(ResultCode.table) }
        flags = try reader.require(.flags) { $0.flags() }
        data = try reader.optional(.data) { $0.digest() }
    }
}

extension EntryReader {
    /// The key of the field, then its value.
    fileprivate mutating func require<Value>(
        _ field: EntryField, _ read: (inout EntryReader) -> Value?
    ) throws(EntrySyntaxError) -> Value {
        guard skipLead(of: field) else { throw .key(field) }
        guard let value = read(&self) else { throw .value(field) }
        return value
    }

    /// The key of the field, then its value or nothing between the quotes.
    fileprivate mutating func optional<Value>(
        _ field: EntryField, _ read: (inout EntryReader) -> Value?
    ) throws(EntrySyntaxError) -> Value? {
        guard skipLead(of: field) else { throw .key(field) }
        if isEmptyValue { return nil }
        guard let value = read(&self) else { throw .value(field) }
        return value
    }

    /// A code of a closed list.
    fileprivate mutating func known<Code>(_ table: CodeTable<Code>) -> Code? {
        code().flatMap { table[$0] }
    }

    fileprivate mutating func object() -> EntryObject? {
        isEmptyValue ? EntryObject.none : known(EntryObject.table)
    }

    fileprivate mutating func optionalCode<Code>(
        _ field: EntryField, _ table: CodeTable<Code>
    ) throws(EntrySyntaxError) -> Code? {
        try optional(field) { $0.known(table) }
    }

    fileprivate mutating func number(_ field: EntryField) throws(EntrySyntaxError) -> UInt64 {
        try require(field) { $0.number() }
    }
}
