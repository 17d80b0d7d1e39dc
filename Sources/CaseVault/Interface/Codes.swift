internal import AuditLog

/// A value that is one ASCII code of a closed list; in JSON it is that code.
public protocol Code: Codable, CustomStringConvertible {
    /// The value with this code, or nil when the list has no such code.
    init?(_ code: String)
}

extension Code {
    /// Reads the code; a text that is in no list is an error.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let value = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown code")
        }
        self = value
    }

    /// Writes the code.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Why client data is opened: one code of a short list, written into the log with every read.
public struct Purpose: Hashable, Sendable, Code {
    let value: PurposeCode

    /// The purpose with this code (`follow-up`, `court`, …), or nil when the list has no such code.
    public init?(_ code: String) {
        guard let value = PurposeCode(rawValue: code) else { return nil }
        self.value = value
    }

    init(_ value: PurposeCode) { self.value = value }

    /// Every purpose, in the order in which a person is asked.
    public static var all: [Purpose] { PurposeCode.allCases.map(Purpose.init) }

    /// The ASCII code.
    public var description: String { value.rawValue }
}

/// What a person may do in the organisation; a person may hold several roles.
public struct Role: Hashable, Sendable, Code {
    let value: RoleCode

    /// The role with this code (`attorney`, `psychologist`, …), or nil when there is no such role.
    public init?(_ code: String) {
        guard let value = RoleCode(rawValue: code) else { return nil }
        self.value = value
    }

    init(_ value: RoleCode) { self.value = value }

    /// Every role.
    public static var all: [Role] { RoleCode.allCases.map(Role.init) }

    /// The ASCII code.
    public var description: String { value.rawValue }
}

/// A part of a case under keys of its own: who holds it reads it, and nobody else.
public struct Compartment: Hashable, Sendable, Code {
    let value: CompartmentCode

    /// The compartment with this code (`legal`, `psych`, `process-notes`, …), or nil when there is no such compartment.
    public init?(_ code: String) {
        guard let value = CompartmentCode(rawValue: code) else { return nil }
        self.value = value
    }

    init(_ value: CompartmentCode) { self.value = value }

    /// Every compartment that holds records; `case`, the header, is written by the vault itself.
    public static var all: [Compartment] { CompartmentCode.allCases.filter { $0 != .header }.map(Compartment.init) }

    /// The ASCII code.
    public var description: String { value.rawValue }
}
