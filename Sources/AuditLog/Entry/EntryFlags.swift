/// A circumstance worth a second look, known to this version. Declared in ASCII order, the order in a line.
package enum EntryFlag: String, CaseIterable, Hashable, Sendable {
    /// One officer did what needs two, because there is only one.
    case alone
    /// Many cases in one act.
    case bulk
    /// The case is closed.
    case closed
    /// Something met for the first time.
    case new
    /// The mirror of the log could not be written.
    case nomirror
    /// Outside the hours of the role or shift.
    case ooh
    /// Content went to a pipe or file, not to a screen.
    case piped
    /// A declared relative.
    case relative
    /// Not linked to what it belongs to.
    case unlinked

    static let table = CodeTable<EntryFlag>()

    /// The bit of the flag's place in the declaration. Every line of a log asks: nothing is searched for it.
    fileprivate var bit: UInt16 {
        switch self {
        case .alone: 1 << 0
        case .bulk: 1 << 1
        case .closed: 1 << 2
        case .new: 1 << 3
        case .nomirror: 1 << 4
        case .ooh: 1 << 5
        case .piped: 1 << 6
        case .relative: 1 << 7
        case .unlinked: 1 << 8
        }
    }
}

/// The flags of one entry: a set with one spelling, ascending in ASCII order and joined by `+`.
package struct EntryFlags: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// At most this many flags stand in a line.
    static let limit = 12

    private var known: UInt16 = 0
    /// Well-formed flags of a newer version, ascending.
    package private(set) var unknown: [UnknownCode] = []

    package init() {}

    package init(arrayLiteral elements: EntryFlag...) {
        for flag in elements { insert(flag) }
    }

    package func contains(_ flag: EntryFlag) -> Bool { known & flag.bit != 0 }

    package mutating func insert(_ flag: EntryFlag) { known |= flag.bit }

    package mutating func formUnion(_ other: EntryFlags) {
        known |= other.known
        if !other.unknown.isEmpty { unknown = Set(unknown + other.unknown).sorted() }
    }

    package var isEmpty: Bool { known == 0 && unknown.isEmpty }

    /// The known flags, in ASCII order.
    package var flags: [EntryFlag] { EntryFlag.allCases.filter(contains) }

    /// The flags as they are written in the line.
    package var text: String { codes.joined(separator: "+") }

    private var codes: [String] {
        if known == 0 && unknown.isEmpty { return [] }
        let written = flags.map(\.rawValue) + unknown.map(\.text)
        return unknown.isEmpty ? written : written.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func append(to line: inout [UInt8]) {
        if isEmpty { return }
        guard unknown.isEmpty else { return line.append(contentsOf: text.utf8) }
        var isFirst = true
        for flag in EntryFlag.allCases where contains(flag) {
            if !isFirst { line.append(UInt8(ascii: "+")) }
            line.append(contentsOf: flag.rawValue.utf8)
            isFirst = false
        }
    }

    /// Takes the next flag of a line; false unless it is greater than all before it.
    fileprivate mutating func append(_ flag: EntryFlag) -> Bool {
        guard known < flag.bit, unknown.last.map({ $0.text < flag.rawValue }) ?? true else { return false }
        insert(flag)
        return true
    }

    fileprivate mutating func append(_ flag: UnknownCode) -> Bool {
        let greatest = flags.last?.rawValue ?? ""
        guard greatest < flag.text, unknown.last.map({ $0 < flag }) ?? true else { return false }
        unknown.append(flag)
        return true
    }
}

extension EntryReader {
    /// Flags joined by `+`, or nothing before the closing quote; nothing but the one spelling of a set is accepted.
    mutating func flags() -> EntryFlags? {
        var result = EntryFlags()
        if isEmptyValue { return result }
        for _ in 0..<EntryFlags.limit {
            let start = position
            if let packed = code(), let flag = EntryFlag.table[packed] {
                guard result.append(flag) else { return nil }
            } else {
                guard let flag = UnknownCode(flag: text(from: start)), result.append(flag) else { return nil }
            }
            guard skip(UInt8(ascii: "+")) else { return result }
        }
        return nil
    }
}
