import VaultCrypto

/// Writing a line, byte for byte, without a JSON library.
extension AuditEntry {
    /// The line without LF. ASCII; fixed keys in fixed order.
    ///
    /// The numbers must be at most ``EntryFormat/numberLimit``: ``LogTail`` sees to it, and every entry that was
    /// parsed satisfies it.
    package func encoded() -> [UInt8] {
        Self.line(Self.unsigned(seq: seq, prev: prev, fields: fields), signature: signature)
    }

    /// The line up to and with the quote that closes `data`.
    static func unsigned(seq: UInt64, prev: SHA256Digest, fields: EntryFields) -> [UInt8] {
        var line: [UInt8] = []
        line.reserveCapacity(EntryFormat.lineLimit)
        line.append(.version, number: 1)
        line.append(.seq, number: seq)
        line.append(.prev, hex: prev)
        line.append(contentsOf: EntryField.time.lead)
        fields.time.append(to: &line)
        fields.appendActor(to: &line)
        fields.appendObject(to: &line)
        fields.appendOutcome(to: &line)
        line.append(UInt8(ascii: "\""))
        return line
    }

    /// The whole line: `,"sig":"`, the signature and `"}` behind what was signed.
    static func line(_ unsigned: [UInt8], signature: Signature) -> [UInt8] {
        var line = unsigned
        line.append(contentsOf: EntryField.sig.lead.dropFirst())
        Base64Text.url.append(signature.bytes, to: &line)
        line.append(contentsOf: EntryFormat.end)
        return line
    }
}

extension EntryFields {
    fileprivate func appendActor(to line: inout [UInt8]) {
        line.append(contentsOf: EntryField.boot.lead)
        line.appendHex(boot.value)
        line.append(.mono, number: mono)
        line.append(.act, text: act.text)
        line.append(.by, hex: by)
        line.append(.role, text: role?.rawValue ?? "")
        line.append(contentsOf: EntryField.peer.lead)
        line.appendHex(peer.value)
    }

    fileprivate func appendObject(to line: inout [UInt8]) {
        line.append(.clientCase, hex: clientCase)
        line.append(.object, text: object.rawValue)
        line.append(.record, hex: record)
        line.append(.revision, number: revision)
        line.append(.before, hex: before)
        line.append(.after, hex: after)
        line.append(.count, number: count)
    }

    fileprivate func appendOutcome(to line: inout [UInt8]) {
        line.append(.why, text: why?.rawValue ?? "")
        line.append(.ref, number: ref)
        line.append(.result, text: result.rawValue)
        line.append(contentsOf: EntryField.flags.lead)
        flags.append(to: &line)
        line.append(.data, hex: data)
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ field: EntryField, number: UInt64) {
        append(contentsOf: field.lead)
        appendDecimal(number)
    }

    fileprivate mutating func append(_ field: EntryField, text: String) {
        append(contentsOf: field.lead)
        append(contentsOf: text.utf8)
    }

    /// The bytes of an id or digest in hex; nothing between the quotes where there is none.
    fileprivate mutating func append(_ field: EntryField, hex value: (some TupleField)?) {
        append(contentsOf: field.lead)
        guard let value else { return }
        let start = count
        value.appendField(to: &self)
        expandHex(from: start)
    }
}
