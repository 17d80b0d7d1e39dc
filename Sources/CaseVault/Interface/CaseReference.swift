import VaultCrypto

/// The reference of a case as people say and type it, for example `K-7F3Q2M-X`: six symbols and a check symbol.
public struct CaseReference: Hashable, Sendable, CustomStringConvertible {
    /// As printed.
    public let description: String

    /// Reads a reference tolerantly: case, hyphens, O for 0, I or L for 1, Cyrillic look-alikes, with or without `K-`.
    ///
    /// - Throws: `VaultError.invalid(.caseReference)` when the length or the check symbol is wrong.
    public init(_ text: String) throws(VaultError) {
        guard let symbols = Self.symbols(typed: text) else { throw .invalid(.caseReference) }
        self.init(symbols)
    }

    /// Of symbols without the check symbol, which follows from them.
    init(_ symbols: [UInt8]) {
        let check = CrockfordBase32.checkSymbol(of: symbols)
        description = "K-\(CrockfordBase32.text(of: symbols))-\(CrockfordBase32.text(of: [check]))"
    }
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
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { throw .invalid(.recordReference) }
        let reference = try CaseReference(String(text[..<slash]))
        var digits = text.utf8[slash...].dropFirst()
        let isNote = digits.first == UInt8(ascii: "n") || digits.first == UInt8(ascii: "N")
        if isNote { digits = digits.dropFirst() }
        let isNumber = digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard digits.first != UInt8(ascii: "0"), isNumber, let number = UInt32(Substring(digits))
        else { throw .invalid(.recordReference) }
        self.init(case: reference, number: number, isProcessNote: isNote)
    }

    init(case reference: CaseReference, number: UInt32, isProcessNote: Bool) {
        (self.case, self.number, self.isProcessNote) = (reference, number, isProcessNote)
    }

    /// As printed.
    public var description: String { "\(self.case.description)/\(isProcessNote ? "n" : "")\(number)" }
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
