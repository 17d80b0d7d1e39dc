/// JSON in which no key stands twice in an object: of two, a reader takes one and a person reads the other.
enum StrictJSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case number(String)
    case text(String)
    case list([StrictJSON])
    case object([(key: String, value: StrictJSON)])

    static func == (left: StrictJSON, right: StrictJSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let left), .bool(let right)): left == right
        case (.number(let left), .number(let right)), (.text(let left), .text(let right)): left == right
        case (.list(let left), .list(let right)): left == right
        case (.object(let left), .object(let right)):
            left.map(\.key) == right.map(\.key) && left.map(\.value) == right.map(\.value)
        default: false
        }
    }

    /// - Throws: `.mapNotRead` for anything but one JSON value in UTF-8, at most so deep; `.mapKeyTwice`.
    init(_ bytes: [UInt8], deepest: Int = 16) throws(ImportProblem) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .mapNotRead }
        var parser = Parser(Array(text.unicodeScalars), deepest: deepest)
        self = try parser.whole()
    }

    /// Whether every number in it is one that a reader with the usual numbers reads as it was written.
    var hasUsualNumbers: Bool {
        switch self {
        case .null, .bool, .text: true
        case .number(let text): Int64(text) != nil || text.utf8.count { (0x30...0x39).contains($0) } <= 15
        case .list(let values): values.allSatisfy(\.hasUsualNumbers)
        case .object(let members): members.allSatisfy { $0.value.hasUsualNumbers }
        }
    }

    private struct Parser {
        private let scalars: [Unicode.Scalar]
        private let deepest: Int
        private var place = 0

        init(_ scalars: [Unicode.Scalar], deepest: Int) { (self.scalars, self.deepest) = (scalars, deepest) }

        mutating func whole() throws(ImportProblem) -> StrictJSON {
            let value = try value(depth: 0)
            skipSpace()
            guard place == scalars.count else { throw .mapNotRead }
            return value
        }

        private mutating func value(depth: Int) throws(ImportProblem) -> StrictJSON {
            guard depth < deepest, let next = skipSpace() else { throw .mapNotRead }
            switch next {
            case "{": return .object(try object(depth))
            case "[": return .list(try list(depth))
            case "\"": return .text(try text())
            case "t": return try word("true", .bool(true))
            case "f": return try word("false", .bool(false))
            case "n": return try word("null", .null)
            default: return try number()
            }
        }

        private mutating func object(_ depth: Int) throws(ImportProblem) -> [(key: String, value: StrictJSON)] {
            place += 1
            var members: [(key: String, value: StrictJSON)] = []
            var seen: Set<String> = []
            if skipSpace() == "}" {
                place += 1
                return []
            }
            while true {
                guard skipSpace() == "\"" else { throw .mapNotRead }
                let key = try text()
                guard seen.insert(key).inserted else { throw .mapKeyTwice }
                guard skipSpace() == ":" else { throw .mapNotRead }
                place += 1
                members.append((key, try value(depth: depth + 1)))
                if try isLast("}") { return members }
            }
        }

        private mutating func list(_ depth: Int) throws(ImportProblem) -> [StrictJSON] {
            place += 1
            if skipSpace() == "]" {
                place += 1
                return []
            }
            var values: [StrictJSON] = []
            while true {
                values.append(try value(depth: depth + 1))
                if try isLast("]") { return values }
            }
        }

        private mutating func isLast(_ end: Unicode.Scalar) throws(ImportProblem) -> Bool {
            let next = skipSpace()
            guard next == end || next == "," else { throw .mapNotRead }
            place += 1
            return next == end
        }

        private mutating func text() throws(ImportProblem) -> String {
            place += 1
            var text = String.UnicodeScalarView()
            while place < scalars.count {
                let scalar = scalars[place]
                place += 1
                switch scalar {
                case "\"": return String(text)
                case "\\": text.append(try escaped())
                case "\0"..."\u{1F}": throw .mapNotRead
                default: text.append(scalar)
                }
            }
            throw .mapNotRead
        }

        private mutating func escaped() throws(ImportProblem) -> Unicode.Scalar {
            guard place < scalars.count else { throw .mapNotRead }
            let scalar = scalars[place]
            place += 1
            switch scalar {
            case "\"", "\\", "/": return scalar
            case "b": return "\u{8}"
            case "f": return "\u{C}"
            case "n": return "\n"
            case "r": return "\r"
            case "t": return "\t"
            case "u": return try unicode()
            default: throw .mapNotRead
            }
        }

        private mutating func unicode() throws(ImportProblem) -> Unicode.Scalar {
            let high = try hex()
            if let scalar = Unicode.Scalar(high) { return scalar }
            guard UTF16.isLeadSurrogate(UInt16(high)), place + 1 < scalars.count, scalars[place] == "\\",
                scalars[place + 1] == "u"
            else { throw .mapNotRead }
            place += 2
            let low = try hex()
            guard UTF16.isTrailSurrogate(UInt16(low)),
                let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
            else { throw .mapNotRead }
            return scalar
        }

        private mutating func hex() throws(ImportProblem) -> UInt32 {
            guard place + 4 <= scalars.count else { throw .mapNotRead }
            var value: UInt32 = 0
            for scalar in scalars[place..<(place + 4)] {
                guard scalar.isASCII, let digit = Character(scalar).hexDigitValue else { throw .mapNotRead }
                value = value << 4 | UInt32(digit)
            }
            place += 4
            return value
        }

        private mutating func word(_ word: String, _ value: StrictJSON) throws(ImportProblem) -> StrictJSON {
            let expected = Array(word.unicodeScalars)
            guard scalars[place...].starts(with: expected) else { throw .mapNotRead }
            place += expected.count
            return value
        }

        /// Kept as it stands; a map has none.
        private mutating func number() throws(ImportProblem) -> StrictJSON {
            var text = String.UnicodeScalarView()
            while place < scalars.count, "+-.0123456789eE".unicodeScalars.contains(scalars[place]) {
                text.append(scalars[place])
                place += 1
            }
            guard JSONValue.isJSON(Array(String(text).utf8)) else { throw .mapNotRead }
            return .number(String(text))
        }

        @discardableResult
        private mutating func skipSpace() -> Unicode.Scalar? {
            while place < scalars.count, " \t\r\n".unicodeScalars.contains(scalars[place]) { place += 1 }
            return place < scalars.count ? scalars[place] : nil
        }
    }
}
