/// The reference of a case as people say and type it, for example `K-7F3Q2M-X`: six symbols and a check symbol.
public struct CaseReference: Hashable, Sendable, CustomStringConvertible {
    /// The six symbols, canonical, without prefix and check symbol.
    let symbols: String

    /// Reads a reference tolerantly: case, hyphens, O for 0, I or L for 1, Cyrillic look-alikes, with or without `K-`.
    ///
    /// - Throws: `VaultError.invalid(.caseReference)` when the length or the check symbol is wrong.
    public init(_ text: String) throws(VaultError) {
        guard let symbols = Self.canonical(text) else { throw .invalid(.caseReference) }
        self.symbols = symbols
    }

    /// As printed.
    public var description: String { "K-\(symbols)-\(checkSymbol)" }
}

/// A record inside a case: `K-7F3Q2M-X/3`, or `K-7F3Q2M-X/n1` for the caller's own process notes.
public struct RecordReference: Hashable, Sendable, CustomStringConvertible {
    /// The case it belongs to.
    public let `case`: CaseReference
    /// The number within the case, from 1; process notes are numbered apart, for each author.
    public let number: UInt32
    /// Whether it is one of the caller's own process notes.
    public let isProcessNote: Bool

    /// Reads `REFERENCE/NUMBER` or `REFERENCE/nNUMBER`; the number as it is printed, without zeros before it, so that a
    /// record has one name.
    ///
    /// - Throws: `VaultError.invalid(.caseReference)` or `.invalid(.recordReference)`.
    public init(_ text: String) throws(VaultError) {
        guard let slash = text.lastIndex(of: "/") else { throw .invalid(.recordReference) }
        let reference = try CaseReference(String(text[..<slash]))
        var digits = text[text.index(after: slash)...]
        let isNote = digits.first == "n" || digits.first == "N"
        if isNote { digits = digits.dropFirst() }
        guard digits.first != "0", digits.allSatisfy({ ("0"..."9").contains($0) }), let number = UInt32(digits)
        else { throw .invalid(.recordReference) }
        self.init(case: reference, number: number, isProcessNote: isNote)
    }

    init(case reference: CaseReference, number: UInt32, isProcessNote: Bool) {
        (self.case, self.number, self.isProcessNote) = (reference, number, isProcessNote)
    }

    /// As printed.
    public var description: String { "\(self.case)/\(isProcessNote ? "n" : "")\(number)" }
}

extension CaseReference: Codable {
    /// Reads it as it is printed; any other text is an error.
    public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

    /// Writes it as it is printed.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension RecordReference: Codable {
    /// Reads it as it is printed; any other text is an error.
    public init(from decoder: any Decoder) throws { try self.init(decoder.singleValueContainer().decode(String.self)) }

    /// Writes it as it is printed.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
