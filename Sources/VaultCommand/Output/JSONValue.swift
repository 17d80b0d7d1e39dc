import CaseVault
import Foundation

/// Any JSON, kept as a value: the content of a record that is JSON goes into an answer as such, not as a string.
enum JSONValue: Codable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case decimal(Decimal)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    /// JSONEncoder and JSONDecoder go 512 deep, and an answer puts something around it. What is deeper is given as a text.
    private static let deepest = 500

    /// The value if the bytes are a JSON object or list that can be given as a value without losing anything, else nil: a
    /// note that is only a number stays a note, and of a key that stands twice, or a number of very many digits, a value
    /// would keep a part.
    init?(objectOrList bytes: [UInt8]) {
        guard JSONDocument.beginsAsObjectOrList(bytes), let strict = try? StrictJSON(bytes, deepest: Self.deepest),
            strict.hasUsualNumbers
        else { return nil }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return nil }
        self = value
    }

    /// Whether the bytes are one JSON value of any kind.
    static func isJSON(_ bytes: [UInt8]) -> Bool {
        (try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))) != nil
    }

    init(from decoder: any Decoder) throws {
        if let list = try? decoder.singleValueContainer().decode([JSONValue].self) {
            self = .list(list)
        } else if let object = try? decoder.singleValueContainer().decode([String: JSONValue].self) {
            self = .object(object)
        } else {
            self = try Self.simple(decoder.singleValueContainer())
        }
    }

    private static func simple(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let value = try? container.decode(Int64.self) { return .integer(value) }
        if let value = try? container.decode(Decimal.self) { return .decimal(value) }
        return .text(try container.decode(String.self))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .decimal(let value): try container.encode(value)
        case .text(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }
}
